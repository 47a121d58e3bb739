"""What a sticker's QR states, and the text it is put into."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, fields
from typing import Any

import cbor2

from certs.signing import base45, cose
from certs.signing.signer import Signer

PREFIX = "JYHG1:"
"""Opens the QR's text: 检验合格 (inspection passed), format 1."""

_EPOCH = dt.date(1970, 1, 1)


@dataclass(frozen=True, slots=True)
class StickerClaim:
    """What the signing station vouches for.

    ``plate_kind`` is the code of GA/T 16.7 (号牌种类), ``serial`` the blank's printed number.
    """

    plate: str
    plate_kind: str
    vin: str
    valid_until: dt.date
    serial: str
    station: str
    report_number: str
    verdict: str
    issued_on: dt.date

    def to_cbor(self) -> bytes:
        """A compact map: small integers for keys in the order above, days since 1970 for dates."""
        values = (getattr(self, field.name) for field in fields(self))
        return cbor2.dumps(
            {number: _packed(value) for number, value in enumerate(values, 1)}, canonical=True
        )

    @classmethod
    def from_cbor(cls, data: bytes) -> StickerClaim:
        """Read the map back; raises ValueError if it is another one."""
        try:
            packed = cbor2.loads(data, max_depth=2)
            names = [(number, field) for number, field in enumerate(fields(cls), 1)]
            return cls(
                **{field.name: _unpacked(packed[number], field.type) for number, field in names}
            )
        except (cbor2.CBORDecodeError, LookupError, TypeError, OverflowError) as fault:
            raise ValueError(f"no sticker claim: {fault}") from fault


def to_qr_text(claim: StickerClaim, signer: Signer) -> str:
    """The signed claim as the QR's text (prefix, then Base45 of the COSE_Sign1)."""
    return PREFIX + base45.encode(cose.sign1(claim.to_cbor(), signer))


def from_qr_text(text: str) -> cose.Envelope:
    """The signed envelope in a QR's text; raises ValueError if there is none."""
    if not text.startswith(PREFIX):
        raise ValueError(f"does not begin with {PREFIX}")
    return cose.open_sign1(base45.decode(text.removeprefix(PREFIX)))


def _packed(value: str | dt.date) -> str | int:
    return (value - _EPOCH).days if isinstance(value, dt.date) else value


def _unpacked(value: object, kind: Any) -> Any:
    if kind == "dt.date" and type(value) is int:
        return _EPOCH + dt.timedelta(days=value)
    if kind == "str" and isinstance(value, str):
        return value
    raise TypeError(f"{value!r} where {kind} belongs")
