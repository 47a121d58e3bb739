"""Is the device that answers the one that the profile describes?"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from plc.acquisition.back_off import BackOff
from plc.drivers.base import Driver
from plc.errors import IdentityRefused, WrongDevice
from plc.profile.codec import Decoded
from plc.wire.faults import Refused

Stranger = WrongDevice | IdentityRefused


async def identify(
    driver: Driver, name: str, told: Callable[[Stranger], None]
) -> Mapping[str, Decoded]:
    """The identity block of the device ``name``, once it holds what the profile expects.

    Until then it is asked on the same connection with longer and longer pauses, and ``told`` why
    it is refused. Raises :class:`plc.wire.faults.WireFault` when the link fails.
    """
    identity = driver.profile.identity
    back_off = BackOff()
    while True:
        try:
            found = await driver.read_block(identity.block)
        except Refused as refused:
            if not refused.configuration_error:
                raise
            told(IdentityRefused(name, _pairs(identity.expect), refused.code))
        else:
            seen = {point: found[point].value for point in identity.expect}
            if seen == identity.expect:
                return found
            told(WrongDevice(name, _pairs(identity.expect), _pairs(seen)))
        await back_off.pause()


def _pairs(values: Mapping[str, object]) -> str:
    return ", ".join(f"{name} {value}" for name, value in values.items())
