"""Signed stickers: a claim as CBOR in a COSE_Sign1, Base45 in a QR code, checked offline."""

from __future__ import annotations

from certs.signing.claim import StickerClaim, to_qr_text
from certs.signing.keys import ensure_key, load_key
from certs.signing.signer import Ed25519Signer, Ed25519Verifier, Signer, Verifier
from certs.signing.trust import TrustedKey, TrustList
from certs.signing.verification import Reason, Rejected, Verified, verify

__all__ = [
    "Ed25519Signer",
    "Ed25519Verifier",
    "Reason",
    "Rejected",
    "Signer",
    "StickerClaim",
    "TrustList",
    "TrustedKey",
    "Verified",
    "Verifier",
    "ensure_key",
    "load_key",
    "to_qr_text",
    "verify",
]
