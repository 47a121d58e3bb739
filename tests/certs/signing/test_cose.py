from __future__ import annotations

import cbor2
import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from hypothesis import given
from hypothesis import strategies as st

from certs.signing import cose
from certs.signing.signer import ED25519, Ed25519Signer, Ed25519Verifier

SIGNER = Ed25519Signer(Ed25519PrivateKey.from_private_bytes(bytes(range(32))))

# the COSE working group's published example of an Ed25519 COSE_Sign1 (key "11" of RFC 9052)
PUBLISHED_KEY = bytes.fromhex("d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a")
PUBLISHED = bytes.fromhex(
    "d28445a201270300a10442313154546869732069732074686520636f6e74656e742e5840"
    "7142fd2ff96d56db85bee905a76ba1d0b7321a95c8c4d3607c5781932b7afb87"
    "11497dfa751bf40b58b3bcc32300b1487f3db34085eef013bf08f4a44d6fef0d"
)


def test_a_published_example_verifies():
    envelope = cose.open_sign1(PUBLISHED)
    assert envelope.payload == b"This is the content."
    assert (envelope.alg, envelope.key_id) == (ED25519, b"11")
    assert envelope.signed_by(Ed25519Verifier(PUBLISHED_KEY))


def test_there_and_back():
    envelope = cose.open_sign1(cose.sign1(b"payload", SIGNER))
    assert envelope.payload == b"payload"
    assert envelope.key_id == SIGNER.key_id
    assert envelope.signed_by(SIGNER)


def test_another_key_did_not_sign_it():
    other = Ed25519Signer(Ed25519PrivateKey.generate())
    assert not cose.open_sign1(cose.sign1(b"payload", SIGNER)).signed_by(other)


def test_another_algorithm_named_is_not_accepted():
    class Renamed(Ed25519Signer):
        alg = -7

    renamed = Renamed(Ed25519PrivateKey.from_private_bytes(bytes(range(32))))
    assert not cose.open_sign1(cose.sign1(b"payload", renamed)).signed_by(SIGNER)


GOOD = cose.sign1(b"payload of the sticker", SIGNER)


@pytest.mark.parametrize("byte", range(len(GOOD)))
def test_no_changed_bit_goes_unseen(byte):
    for bit in range(8):
        bad = bytearray(GOOD)
        bad[byte] ^= 1 << bit
        try:
            envelope = cose.open_sign1(bytes(bad))
        except ValueError:
            continue
        assert not envelope.signed_by(SIGNER)


@given(st.binary(max_size=60))
def test_rubbish_is_a_value_error(rubbish):
    with pytest.raises(ValueError):
        cose.open_sign1(rubbish)


@pytest.mark.parametrize(
    "value",
    [
        cbor2.CBORTag(18, [b"", {}, b"", b""]),
        cbor2.CBORTag(18, [cbor2.dumps(1), {}, b"", b""]),
        cbor2.CBORTag(18, [cbor2.dumps({1: -8}), {}, b"", b""]),
        cbor2.CBORTag(18, [cbor2.dumps({1: "EdDSA", 4: b"k"}), {}, b"", b""]),
        cbor2.CBORTag(17, [cbor2.dumps({1: -8, 4: b"k"}), {}, b"", b""]),
        cbor2.CBORTag(18, [cbor2.dumps({1: -8, 4: b"k"}), [], b"", b""]),
        cbor2.CBORTag(18, {}),
        [],
    ],
)
def test_cbor_of_another_shape_is_a_value_error(value):
    with pytest.raises(ValueError):
        cose.open_sign1(cbor2.dumps(value))


def test_something_huge_is_not_even_parsed():
    with pytest.raises(ValueError, match="too long"):
        cose.open_sign1(b"\x00" * 5000)
