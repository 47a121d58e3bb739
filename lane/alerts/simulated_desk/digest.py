"""The desk's half of Digest (RFC 2617, qop=auth): nonces are short-lived, counters only rise."""

from __future__ import annotations

import hashlib
import hmac
import secrets
import urllib.request
from collections.abc import Callable

REALM = "viid"
_LIFETIME_SECONDS = 60.0


class DigestGuard:
    """Says whether an Authorization header proves the password, once for each counter."""

    def __init__(
        self, username: str, password: str, clock: Callable[[], float], realm: str = REALM
    ) -> None:
        self._username = username
        self._realm = realm
        self._secret = _md5(f"{username}:{realm}:{password}")
        self._clock = clock
        self._nonces: dict[str, tuple[float, int]] = {}

    def challenge(self) -> str:
        """A WWW-Authenticate header with a new nonce."""
        now = self._clock()
        self._nonces = {
            nonce: (made, used)
            for nonce, (made, used) in self._nonces.items()
            if now - made <= _LIFETIME_SECONDS
        }
        nonce = secrets.token_hex(16)
        self._nonces[nonce] = (now, 0)
        return f'Digest realm="{self._realm}", qop="auth", nonce="{nonce}", algorithm=MD5'

    def accepts(self, header: str, method: str) -> bool:
        """Whether the header is right, its nonce alive and its counter not used before."""
        scheme, _, rest = header.partition(" ")
        if scheme.lower() != "digest":
            return False
        try:
            given = urllib.request.parse_keqv_list(urllib.request.parse_http_list(rest))
            return self._right(given, method) and self._fresh(given)
        except (KeyError, ValueError):
            return False

    def _right(self, given: dict[str, str], method: str) -> bool:
        request = _md5(f"{method}:{given['uri']}")
        counted = f"{given['nonce']}:{given['nc']}:{given['cnonce']}:{given['qop']}"
        expected = _md5(f"{self._secret}:{counted}:{request}")
        return given["username"] == self._username and hmac.compare_digest(
            expected, given["response"]
        )

    def _fresh(self, given: dict[str, str]) -> bool:
        made, used = self._nonces[given["nonce"]]
        counter = int(given["nc"], 16)
        if counter <= used or self._clock() - made > _LIFETIME_SECONDS:
            return False
        self._nonces[given["nonce"]] = (made, counter)
        return True


def _md5(text: str) -> str:
    return hashlib.md5(text.encode(), usedforsecurity=False).hexdigest()
