"""Key files: made once, readable by their owner alone."""

from __future__ import annotations

import contextlib
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    load_pem_private_key,
)

from certs.errors import KeyFileError
from certs.platform import create_private_file, open_to_others
from certs.signing.signer import Ed25519Signer

NAME = "sticker-ed25519.pem"


def ensure_key(folder: Path) -> Ed25519Signer:
    """The signing key kept in ``folder``; made there on the first call.

    Raises KeyFileError if the file is damaged or open to other users: it is then left as it is.
    """
    path = folder / NAME
    if not path.exists():
        folder.mkdir(parents=True, exist_ok=True)
        # another process may have been first: its key is as good, and is read below
        with contextlib.suppress(FileExistsError):
            create_private_file(path, _fresh_pem())
    return load_key(path)


def load_key(path: Path) -> Ed25519Signer:
    """The signing key in the PEM file ``path``; raises KeyFileError."""
    try:
        if open_to_others(path):
            raise KeyFileError(f"{path}: other users may read this key: run chmod 600 on it")
        key = load_pem_private_key(path.read_bytes(), password=None)
    except OSError as fault:
        raise KeyFileError(f"{path}: {fault.strerror}: restore the key from its copy") from fault
    except (ValueError, TypeError) as fault:
        raise KeyFileError(f"{path}: no usable private key: restore it from its copy") from fault
    if not isinstance(key, Ed25519PrivateKey):
        raise KeyFileError(f"{path}: not an Ed25519 key: restore the right one from its copy")
    return Ed25519Signer(key)


def _fresh_pem() -> bytes:
    return Ed25519PrivateKey.generate().private_bytes(
        Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()
    )
