"""Hashes and sealed details: HMAC-SHA256 and AES-256-GCM under keys derived from one."""

from __future__ import annotations

import hmac
import json
import os
from dataclasses import asdict
from datetime import datetime

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from lane.watchlist.entry import Details
from lane.watchlist.errors import WatchListError
from lane.watchlist.values import Kind

HASH_BYTES = 16
_NONCE_BYTES = 12
_MOMENTS = ("valid_from", "valid_until")


class Sealer:
    """Hashes values and seals details; the hash is authenticated with the details (AAD)."""

    def __init__(self, key: bytes) -> None:
        self._hash_key = _derived(key, b"watch-list hash")
        self._box = AESGCM(_derived(key, b"watch-list details"))

    def hash(self, kind: Kind, value: str) -> bytes:
        """The keyed hash of a normalised value; kinds never meet."""
        message = f"{kind}\0{value}".encode()
        return hmac.digest(self._hash_key, message, "sha256")[:HASH_BYTES]

    def fingerprint(self) -> bytes:
        """Tells whether a database was written with this key, without telling the key."""
        return hmac.digest(self._hash_key, b"fingerprint", "sha256")[:HASH_BYTES]

    def seal(self, hashed: bytes, details: Details) -> bytes:
        """Details made unreadable, bound to the hash they stand under."""
        fields = asdict(details)
        for name in _MOMENTS:
            fields[name] = fields[name].isoformat()
        nonce = os.urandom(_NONCE_BYTES)
        text = json.dumps(fields, ensure_ascii=False, separators=(",", ":")).encode()
        return nonce + self._box.encrypt(nonce, text, hashed)

    def open(self, hashed: bytes, sealed: bytes) -> Details:
        """Details made readable again. Raises WatchListError if they were changed or moved."""
        nonce, text = sealed[:_NONCE_BYTES], sealed[_NONCE_BYTES:]
        try:
            fields = json.loads(self._box.decrypt(nonce, text, hashed))
        except InvalidTag:
            raise WatchListError(
                "the watch-list was changed from outside; import the list again"
            ) from None
        for name in _MOMENTS:
            fields[name] = datetime.fromisoformat(fields[name])
        return Details(**fields)


def _derived(key: bytes, purpose: bytes) -> bytes:
    return HKDF(SHA256(), 32, salt=None, info=purpose).derive(key)
