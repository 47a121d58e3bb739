from __future__ import annotations

import stat
import sys
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat

from certs.errors import KeyFileError
from certs.platform import create_private_file
from certs.signing import ensure_key, load_key
from certs.signing.keys import NAME

posix = pytest.mark.skipif(sys.platform == "win32", reason="file modes are POSIX")


def test_a_key_is_made_once(tmp_path: Path):
    first = ensure_key(tmp_path / "keys")
    assert ensure_key(tmp_path / "keys").public == first.public
    assert first.verify(b"message", first.sign(b"message"))
    assert not first.verify(b"massage", first.sign(b"message"))
    assert [path.name for path in (tmp_path / "keys").iterdir()] == [NAME]


@posix
def test_only_the_owner_may_read_it(tmp_path: Path):
    ensure_key(tmp_path)
    path = tmp_path / NAME
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    path.chmod(0o640)
    with pytest.raises(KeyFileError, match="chmod 600"):
        load_key(path)


def test_a_damaged_key_is_left_alone(tmp_path: Path):
    ensure_key(tmp_path)
    path = tmp_path / NAME
    path.write_bytes(path.read_bytes()[:40])
    with pytest.raises(KeyFileError, match=NAME):
        ensure_key(tmp_path)
    assert len(path.read_bytes()) == 40


def test_a_key_of_another_kind_is_refused(tmp_path: Path):
    other = ec.generate_private_key(ec.SECP256R1())
    pem = other.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    create_private_file(tmp_path / NAME, pem)
    with pytest.raises(KeyFileError, match="not an Ed25519 key"):
        ensure_key(tmp_path)


def test_a_missing_key_is_named(tmp_path: Path):
    with pytest.raises(KeyFileError, match="absent"):
        load_key(tmp_path / "absent.pem")


def test_a_private_file_is_never_replaced(tmp_path: Path):
    create_private_file(tmp_path / "a", b"first")
    with pytest.raises(FileExistsError):
        create_private_file(tmp_path / "a", b"second")
    assert (tmp_path / "a").read_bytes() == b"first"
    assert len(list(tmp_path.iterdir())) == 1
