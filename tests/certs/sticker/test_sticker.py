from __future__ import annotations

import datetime as dt
import io
import re
from dataclasses import replace

import numpy as np
import pytest
import zxingcpp
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from pypdf import PdfReader

from certs.errors import ContentInvalid, MissingGlyph
from certs.signing import (
    Ed25519Signer,
    StickerClaim,
    TrustedKey,
    TrustList,
    Verified,
    to_qr_text,
    verify,
)
from certs.sticker import render_sticker
from certs.sticker.data import layout, plate_kind, tint

MM = 72 / 25.4


def test_its_pages_are_exact(sticker):
    pages = PdfReader(io.BytesIO(render_sticker(sticker))).pages
    assert len(pages) == 2
    for page in pages:
        width, height = (float(v) / MM for v in page.mediabox[2:])
        assert abs(width - 80) <= 0.05 and abs(height - 60) <= 0.05


def test_the_same_content_gives_the_same_bytes(sticker):
    assert render_sticker(sticker) == render_sticker(sticker)


def test_front_and_back_say_the_same(sticker, words_of):
    front, back = words_of(render_sticker(sticker)).split("\f")[:2]
    assert "2027" in front and "11月" in front and sticker.plate in front
    assert "2027年11月" in back and sticker.plate in back and "100001" in back
    assert sticker.serial in front and sticker.serial in back
    assert sticker.issuing_office in back
    assert sticker.vin not in front + back, "the whole VIN is for the code alone"


def test_no_standard_is_claimed(sticker, words_of):
    assert re.search(r"\b(GA|GB)\b", words_of(render_sticker(sticker))) is None


def test_only_production_prints_valid_stickers(sticker, pages_of):
    assert all("样张 SPECIMEN" in page for page in pages_of(render_sticker(sticker)))
    real = render_sticker(replace(sticker, environment="production"))
    assert not any("SPECIMEN" in page for page in pages_of(real))


@pytest.mark.parametrize("dpi", [203, 300])
def test_a_signed_code_reads_back_from_the_raster_and_verifies(sticker, rasterise, dpi):
    signer = Ed25519Signer(Ed25519PrivateKey.from_private_bytes(bytes(32)))
    day = dt.date(2026, 11, 24)
    trust = TrustList(keys=(TrustedKey.of(signer, "站", day, day),))
    for number in range(3):
        claim = StickerClaim(
            plate="鲁J12345",
            plate_kind="02",
            vin="LSVNV2182E2100001",
            valid_until=dt.date(2027, 11, 30),
            serial=f"A0000001{number}",
            station="泰安示范机动车检测有限公司",
            report_number="3709001-20261124-0007",
            verdict="pass",
            issued_on=day,
        )
        text = to_qr_text(claim, signer)
        front = rasterise(render_sticker(replace(sticker, qr=text)), dpi)[0]
        (code,) = zxingcpp.read_barcodes(front)
        assert code.text == text
        assert verify(code.text, trust, day) == Verified(claim, "站")


def test_nothing_touches_the_codes_quiet_zone(sticker, rasterise):
    dpi = 300
    real = replace(sticker, environment="production")
    page = rasterise(render_sticker(real), dpi)[0]
    box, scale = layout().front["qr"], dpi / 25.4
    top = round((layout().page.height - box.y - box.height) * scale)
    left, size = round(box.x * scale), round(box.width * scale)
    code = page[top : top + size, left : left + size]
    dark = np.argwhere(code < 128)
    # the zone is 4 of some 69 modules wide
    assert dark.min() >= size * 3.5 / 69 and dark.max() <= size * (1 - 3.5 / 69)


def test_everything_stays_on_the_sheet(sticker, rasterise):
    page = rasterise(render_sticker(replace(sticker, environment="production")), 203)[0]
    edge = 6
    for strip in (page[:edge], page[-edge:], page[:, :edge], page[:, -edge:]):
        assert strip.min() > 200


@pytest.mark.parametrize("code", ["01", "02", "07", "15", "16", "23", "51", "52", "99"])
def test_every_kind_of_plate_has_its_face(sticker, words_of, code):
    words = words_of(render_sticker(replace(sticker, plate_kind=code)))
    assert plate_kind(code).zh in words


def test_years_differ_in_colour():
    assert len({tint(year) for year in range(2026, 2031)}) == 5


@pytest.mark.parametrize("change", [{"valid_month": 0}, {"valid_month": 13}, {"valid_year": 27}])
def test_no_such_month(sticker, change):
    with pytest.raises(ContentInvalid, match=sticker.serial):
        replace(sticker, **change)


def test_an_unknown_kind_of_plate(sticker):
    with pytest.raises(ContentInvalid, match="'77'"):
        render_sticker(replace(sticker, plate_kind="77"))


def test_an_office_the_font_cannot_write(sticker):
    with pytest.raises(MissingGlyph, match="issuing_office"):
        render_sticker(replace(sticker, issuing_office="镕镇车管所"))


def test_a_very_long_office_is_made_small(sticker, words_of):
    long = "某某省某某市公安局交通警察支队" * 4
    assert long in words_of(render_sticker(replace(sticker, issuing_office=long)))
