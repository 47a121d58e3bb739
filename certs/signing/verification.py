"""Whether a sticker's QR is genuine, offline, and if not, why."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum

from certs.signing.claim import StickerClaim, from_qr_text
from certs.signing.trust import TrustedKey, TrustList


class Reason(Enum):
    """Why a QR is not accepted: Chinese and English words for whoever scans it."""

    UNREADABLE = ("不是检验合格标志二维码", "this is no sticker's QR code")
    UNKNOWN_KEY = ("签发密钥不在信任名单中", "the signing key is not on the trust list")
    FORGED = ("签名不符，内容被改动或系伪造", "the signature does not match: changed or forged")
    KEY_REVOKED = ("签发密钥已被吊销", "the signing key was revoked")
    KEY_OUT_OF_DATE = ("签发日期不在密钥有效期内", "issued outside the key's validity")
    STICKER_REVOKED = ("该标志已作废", "this sticker was withdrawn")
    NOT_YET_ISSUED = ("签发日期在今天之后", "its date of issue lies in the future")
    EXPIRED = ("检验有效期已过", "its validity has run out")

    @property
    def zh(self) -> str:
        """Chinese words."""
        return self.value[0]

    @property
    def en(self) -> str:
        """English words."""
        return self.value[1]


@dataclass(frozen=True, slots=True)
class Verified:
    """A genuine sticker in force; compare plate and VIN with the vehicle."""

    claim: StickerClaim
    holder: str


@dataclass(frozen=True, slots=True)
class Rejected:
    """Not accepted; ``claim`` is what it says of itself where the signature holds, else None."""

    reasons: tuple[Reason, ...]
    claim: StickerClaim | None = None


def verify(qr_text: str, trust: TrustList, on: dt.date) -> Verified | Rejected:
    """Check the text of a sticker's QR as of the day ``on``."""
    try:
        envelope = from_qr_text(qr_text)
    except ValueError:
        return Rejected((Reason.UNREADABLE,))
    key = trust.key(envelope.key_id)
    if key is None:
        return Rejected((Reason.UNKNOWN_KEY,))
    if not envelope.signed_by(key.verifier()):
        return Rejected((Reason.FORGED,))
    try:
        claim = StickerClaim.from_cbor(envelope.payload)
    except ValueError:
        return Rejected((Reason.UNREADABLE,))
    reasons = tuple(_objections(claim, key, trust, on))
    return Rejected(reasons, claim) if reasons else Verified(claim, key.holder)


def _objections(
    claim: StickerClaim, key: TrustedKey, trust: TrustList, on: dt.date
) -> Iterator[Reason]:
    if key.revoked is not None:
        yield Reason.KEY_REVOKED
    if not key.valid_from <= claim.issued_on <= key.valid_until:
        yield Reason.KEY_OUT_OF_DATE
    if claim.serial in trust.revoked_serials:
        yield Reason.STICKER_REVOKED
    if claim.issued_on > on:
        yield Reason.NOT_YET_ISSUED
    if claim.valid_until < on:
        yield Reason.EXPIRED
