"""What signs: the interface, and Ed25519 (RFC 8032) behind it.

A second signature scheme (SM2 with SM3, 国密) enters as another class with another ``alg``.
"""

from __future__ import annotations

import hashlib
from typing import Protocol

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

ED25519 = -8
"""COSE algorithm number of EdDSA (RFC 9053, section 2.2)."""


class Verifier(Protocol):
    """The public half of a key."""

    @property
    def alg(self) -> int:
        """COSE algorithm number."""
        ...

    @property
    def key_id(self) -> bytes:
        """Names the key: the first 8 bytes of its public half's SHA-256."""
        ...

    def verify(self, message: bytes, signature: bytes) -> bool:
        """Whether this key made ``signature`` over ``message``."""
        ...


class Signer(Verifier, Protocol):
    """A key that signs."""

    def sign(self, message: bytes) -> bytes:
        """The signature over ``message``."""
        ...


class Ed25519Verifier:
    """An Ed25519 public key of 32 bytes; raises ValueError for any other length."""

    alg = ED25519

    def __init__(self, public: bytes) -> None:
        self.public = public
        self.key_id = hashlib.sha256(public).digest()[:8]
        self._key = Ed25519PublicKey.from_public_bytes(public)

    def verify(self, message: bytes, signature: bytes) -> bool:
        """Whether this key made ``signature`` over ``message``."""
        try:
            self._key.verify(signature, message)
        except InvalidSignature:
            return False
        return True


class Ed25519Signer(Ed25519Verifier):
    """An Ed25519 private key."""

    def __init__(self, key: Ed25519PrivateKey) -> None:
        super().__init__(key.public_key().public_bytes_raw())
        self._private = key

    def sign(self, message: bytes) -> bytes:
        """The 64 byte signature over ``message``."""
        return self._private.sign(message)


VERIFIERS: dict[int, type[Ed25519Verifier]] = {ED25519: Ed25519Verifier}
"""Which class checks which COSE algorithm."""
