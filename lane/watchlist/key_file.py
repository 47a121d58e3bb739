"""The key of the hashes: 32 random bytes in a file of its own, readable by its owner alone.

Plates are few enough to be tried one by one, so the key is the whole protection of the list: keep
it, and its copies, apart from the database.
"""

from __future__ import annotations

import os
import secrets
import stat
from pathlib import Path

from lane.watchlist.errors import KeyFileError

KEY_BYTES = 32


def ensure_key(path: Path) -> bytes:
    """The key at `path`; made at first use. Raises KeyFileError if it is there and not usable."""
    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return read_key(path)
    except OSError as error:
        raise KeyFileError(f"{path}: the key can't be written: {error.strerror}") from error
    with os.fdopen(handle, "wb") as file:
        file.write(secrets.token_bytes(KEY_BYTES))
        file.flush()
        os.fsync(file.fileno())
    return read_key(path)


def read_key(path: Path) -> bytes:
    """The key at `path`. Raises KeyFileError if it is missing, cut, or open to others."""
    try:
        key = path.read_bytes()
    except OSError as error:
        raise KeyFileError(
            f"{path}: the key can't be read ({error.strerror}); put back the key the list was "
            "imported with, or import the list again"
        ) from error
    if not _owner_only(path):
        raise KeyFileError(f"{path}: others may read the key; set its permissions to 0600")
    if len(key) != KEY_BYTES:
        raise KeyFileError(f"{path}: the key has {len(key)} bytes, not {KEY_BYTES}; put it back")
    return key


def _owner_only(path: Path) -> bool:
    """Windows keeps rights in access lists, which the user's profile folder already limits."""
    if os.name == "nt":
        return True
    return not path.stat().st_mode & (stat.S_IRWXG | stat.S_IRWXO)
