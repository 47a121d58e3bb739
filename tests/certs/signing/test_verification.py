from __future__ import annotations

import datetime as dt
import io
from pathlib import Path

import cbor2
import cv2
import numpy as np
import pytest
import segno
import zxingcpp
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from hypothesis import given
from hypothesis import strategies as st

from certs.errors import TrustListInvalid
from certs.signing import (
    Ed25519Signer,
    Reason,
    Rejected,
    StickerClaim,
    TrustedKey,
    TrustList,
    Verified,
    to_qr_text,
    verify,
)
from certs.signing.claim import PREFIX

SIGNER = Ed25519Signer(Ed25519PrivateKey.from_private_bytes(bytes(32)))
ISSUED = dt.date(2026, 11, 24)
CLAIM = StickerClaim(
    plate="鲁J12345",
    plate_kind="02",
    vin="LSVNV2182E2100001",
    valid_until=dt.date(2028, 11, 30),
    serial="A00000017",
    station="泰安检测站01",
    report_number="JC20261124-0001",
    verdict="pass",
    issued_on=ISSUED,
)
TEXT = to_qr_text(CLAIM, SIGNER)
KEY = TrustedKey.of(SIGNER, "泰安检测站", dt.date(2026, 1, 1), dt.date(2026, 12, 31))
TRUST = TrustList(keys=(KEY,))


def reasons(text: str, trust: TrustList = TRUST, on: dt.date = ISSUED) -> tuple[Reason, ...]:
    result = verify(text, trust, on)
    return result.reasons if isinstance(result, Rejected) else ()


def test_a_genuine_sticker_long_after_its_key_ran_out():
    assert verify(TEXT, TRUST, dt.date(2028, 11, 30)) == Verified(CLAIM, "泰安检测站")


def test_it_ends_with_its_last_day():
    result = verify(TEXT, TRUST, dt.date(2028, 12, 1))
    assert result == Rejected((Reason.EXPIRED,), CLAIM)


def test_a_key_nobody_trusts():
    other = Ed25519Signer(Ed25519PrivateKey.from_private_bytes(b"\x01" * 32))
    assert reasons(to_qr_text(CLAIM, other)) == (Reason.UNKNOWN_KEY,)


def test_a_forger_who_names_our_key():
    forger = Ed25519Signer(Ed25519PrivateKey.from_private_bytes(b"\x01" * 32))
    forger.key_id = SIGNER.key_id
    assert reasons(to_qr_text(CLAIM, forger)) == (Reason.FORGED,)


def test_a_revoked_key_vouches_for_nothing():
    revoked = KEY.model_copy(update={"revoked": dt.date(2027, 1, 1)})
    assert reasons(TEXT, TrustList(keys=(revoked,))) == (Reason.KEY_REVOKED,)


def test_a_withdrawn_sticker():
    trust = TRUST.model_copy(update={"revoked_serials": frozenset({CLAIM.serial})})
    assert reasons(TEXT, trust) == (Reason.STICKER_REVOKED,)


def test_issued_before_its_key_and_after_today():
    late = TrustedKey.of(SIGNER, "站", dt.date(2026, 12, 1), dt.date(2027, 1, 1))
    found = reasons(TEXT, TrustList(keys=(late,)), on=dt.date(2026, 11, 1))
    assert found == (Reason.KEY_OUT_OF_DATE, Reason.NOT_YET_ISSUED)


@pytest.mark.parametrize("text", ["", "https://example.org", PREFIX, PREFIX + "BB8", TEXT[:-6]])
def test_no_qr_of_ours(text):
    assert reasons(text) == (Reason.UNREADABLE,)


@given(st.text())
def test_whatever_is_scanned_gets_an_answer(text):
    assert isinstance(verify(PREFIX + text, TRUST, ISSUED), Rejected)


@pytest.mark.parametrize("payload", [{1: "x"}, {}, [], 7, dict.fromkeys(range(1, 10), 2**70)])
def test_a_signed_payload_of_another_shape(payload):
    class Other:
        def to_cbor(self):
            return cbor2.dumps(payload)

    assert reasons(to_qr_text(Other(), SIGNER)) == (Reason.UNREADABLE,)  # type: ignore[arg-type]


def test_there_and_back_through_cbor():
    assert StickerClaim.from_cbor(CLAIM.to_cbor()) == CLAIM
    assert len(CLAIM.to_cbor()) <= 100


def test_a_drawn_qr_code_reads_back():
    drawn = io.BytesIO()
    segno.make(TEXT, error="m", micro=False).save(drawn, kind="png", scale=3)
    pixels = cv2.imdecode(np.frombuffer(drawn.getvalue(), np.uint8), cv2.IMREAD_GRAYSCALE)
    (read,) = zxingcpp.read_barcodes(pixels)
    assert read.text == TEXT


def test_a_trust_list_is_carried_as_a_file(tmp_path: Path):
    path = tmp_path / "trust.json"
    path.write_text(TRUST.model_dump_json(), encoding="utf-8")
    assert TrustList.read(path) == TRUST


@pytest.mark.parametrize(
    ("old", "new", "where"),
    [
        (KEY.kid, "00" * 8, "keys.0"),
        ('"alg":-8', '"alg":-7', "keys.0.alg"),
        ("2026-12-31", "2026-13-31", "keys.0.valid_until"),
        (KEY.public_key, "xyz", "keys.0"),
        ('{"version"', '{"colour":1,"version"', "colour"),
    ],
)
def test_a_faulty_trust_list_names_file_and_field(tmp_path: Path, old, new, where):
    path = tmp_path / "trust.json"
    assert old in TRUST.model_dump_json()
    path.write_text(TRUST.model_dump_json().replace(old, new), encoding="utf-8")
    with pytest.raises(TrustListInvalid, match=rf"trust\.json: {where}"):
        TrustList.read(path)


def test_a_missing_trust_list_is_named(tmp_path: Path):
    with pytest.raises(TrustListInvalid, match="absent"):
        TrustList.read(tmp_path / "absent.json")
