"""What can go wrong with one request on the wire. Above the drivers these become plc.errors."""

from __future__ import annotations


class WireFault(Exception):
    """Base of all faults of one request."""


class LinkDown(WireFault):
    """There is no connection, or it was lost while the request waited."""


class NoReply(WireFault):
    """No valid reply in time. A write may have been carried out or not."""


class BadReply(WireFault):
    """A reply that does not fit the request: other function, length, unit or transaction."""


class Refused(WireFault):
    """The device answered with a Modbus exception."""

    def __init__(self, code: int) -> None:
        super().__init__(f"Modbus exception {code}")
        self.code = code

    @property
    def configuration_error(self) -> bool:
        """True for exceptions 1 to 3: asking again cannot help, the profile does not fit."""
        return self.code in (1, 2, 3)
