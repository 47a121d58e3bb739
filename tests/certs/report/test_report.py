from __future__ import annotations

import datetime as dt
import io
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import pytest
import zxingcpp
from PIL import Image
from pypdf import PdfReader

from certs.content import (
    BrakeCurve,
    Defect,
    Finding,
    IdentityFinding,
    InstrumentRow,
    ManualItem,
    Mark,
    Parties,
    Photo,
    Row,
    Severity,
    Signature,
    Verdict,
)
from certs.errors import ContentInvalid, MissingGlyph, PhotoUnreadable
from certs.report import render_report


@pytest.fixture(scope="module")
def passed(passing) -> bytes:
    return render_report(passing)


@pytest.fixture(scope="module")
def failed(failing) -> bytes:
    return render_report(failing)


def test_the_same_content_gives_the_same_bytes(passing, passed, failed):
    assert render_report(passing) == passed
    assert failed != passed


def test_threads_do_not_disturb_each_other(passing, failing, passed, failed):
    with ThreadPoolExecutor(4) as threads:
        results = list(threads.map(render_report, [passing, failing] * 3))
    assert results == [passed, failed] * 3


def test_it_says_what_it_is(passing, passed):
    reader = PdfReader(io.BytesIO(passed))
    assert reader.metadata is not None
    assert reader.metadata.title == f"机动车安全技术检验报告 {passing.report_number}"
    assert reader.metadata.author == passing.station.name_zh
    assert passing.vin in (reader.metadata.subject or "")
    assert [round(float(v), 1) for v in reader.pages[0].mediabox[2:]] == [595.3, 841.9]


def test_whoever_reads_it_by_machine_finds_everything(passing, passed, words_of):
    words = words_of(passed)
    assert passing.plate in words and passing.vin in words
    assert "检验有效期至 2027年11月30日" in words
    for row in passing.instruments:
        assert row.name_zh in words and row.value in words and row.limit in words
    for item in passing.manual_items:
        assert item.name_zh in words
    for photo in passing.photos:
        assert photo.code in words
    for person in ("张示例", "李送检", "王外检", "赵引车", "孙授权"):
        assert person in words
    assert "整改通知" not in words and "不合格" not in words


def test_a_failing_one_says_what_to_mend(failed, words_of):
    words = words_of(failed)
    assert "不合格" in words and "整改通知" in words
    assert "检验有效期至" not in words
    assert "测得 52.1 %，应 ≥60 %" in words
    assert "左前轮胎冠花纹深度 1.2 mm" in words and "更换左前轮胎" in words
    assert "48.7" in words, "the value before a retest"
    assert "3709001-20261124-0003" in words, "the report it corrects"
    assert "未检" in words


@pytest.mark.parametrize(
    ("verdict", "word"), [(Verdict.HELD, "待定"), (Verdict.ABANDONED, "终止检验")]
)
def test_other_ends(passing, words_of, verdict, word):
    words = words_of(render_report(replace(passing, verdict=verdict, verdict_reason="制动台故障")))
    assert word in words and "制动台故障" in words and "检验有效期至" not in words


def test_pages_are_numbered(passed, words_of):
    pages = words_of(passed).split("\f")[:-1]
    assert [f"第 {n} 页 共 {len(pages)} 页" in page for n, page in enumerate(pages, 1)] == [
        True
    ] * len(pages)


def test_only_production_prints_valid_papers(passing, passed, pages_of):
    assert all("非正式 NOT VALID" in page for page in pages_of(passed))
    real = render_report(replace(passing, environment="production"))
    assert not any("NOT VALID" in page for page in pages_of(real))


def test_its_code_reads_back(passing, passed, rasterise):
    read = zxingcpp.read_barcodes(rasterise(passed, 150)[0])
    assert [code.text.encode() for code in read] == [passing.qr]


def test_binary_codes_read_back(passing, rasterise):
    payload = bytes(range(256)) * 2
    page = rasterise(render_report(replace(passing, qr=payload)), 300)[0]
    assert [code.bytes for code in zxingcpp.read_barcodes(page)] == [payload]


def test_a_name_the_font_lacks_stops_it_and_is_named(passing):
    with pytest.raises(MissingGlyph, match=r"喆 \(U\+5586\) in parties.owner") as refused:
        render_report(replace(passing, parties=replace(passing.parties, owner="陶喆")))
    assert refused.value.characters == "喆"


LONG = "检" * 3000 + "完"
LONG_ROW = InstrumentRow("名" * 400, "n" * 900, "1" * 80, "u" * 40, "≥" * 60, LONG, Mark.PASS)


@pytest.mark.parametrize(
    "change",
    [
        {"manual_items": (ManualItem(1, "项", "item", "类", "kind", Mark.PASS, LONG),) * 3},
        {"instruments": (LONG_ROW,)},
        {"verdict_reason": LONG},
        {"vehicle": (Row("名", "name", LONG),)},
        {"parties": Parties(LONG, "李", "王", "赵", "孙")},
        {"identity": IdentityFinding(Finding.DOUBTFUL, (LONG, LONG))},
        {"verdict": Verdict.FAIL, "defects": (Defect("轮", LONG, LONG, Severity.MINOR, LONG),)},
        {"signatures": (Signature("签", "sign", LONG, None, LONG),)},
        {"edition": LONG},
    ],
    ids=lambda change: list(change)[-1],
)
def test_texts_of_any_length_come_out_whole(passing, words_of, change):
    words = words_of(render_report(replace(passing, **change)))
    assert "完" in words
    assert words.count("检") >= 3000


def test_long_names_in_heads_are_made_small(passing, words_of):
    station = replace(passing.station, name_zh="站" * 120)
    words = words_of(render_report(replace(passing, plate="鲁" * 60, station=station)))
    assert "站" * 120 in words


def test_markup_is_only_text(passing, words_of):
    owner = "<b>张&三</b> <img src='x'/>"
    words = words_of(render_report(replace(passing, parties=replace(passing.parties, owner=owner))))
    assert "<b>张&三</b>" in words


def test_an_empty_inspection_still_has_its_report(passing, words_of):
    bare = replace(
        passing,
        vehicle=(),
        manual_items=(),
        instruments=(),
        signatures=(),
        brake_curves=(),
        headlamps=(),
        photos=(),
        identity=None,
    )
    words = words_of(render_report(bare))
    assert (
        passing.plate in words and "检验照片" not in words and "签字" not in words.split("\f")[-1]
    )


@pytest.mark.parametrize("jpeg", [b"", b"no picture", b"\xff\xd8\xff\xe0 cut off"])
def test_a_broken_photo_is_named(passing, jpeg):
    photo = replace(passing.photos[0], jpeg=jpeg)
    with pytest.raises(PhotoUnreadable, match="photo 0111"):
        render_report(replace(passing, photos=(photo,)))


def test_a_truncated_photo_is_named(passing):
    whole = passing.photos[0]
    photo = replace(whole, jpeg=whole.jpeg[: len(whole.jpeg) // 2])
    with pytest.raises(PhotoUnreadable, match="photo 0111"):
        render_report(replace(passing, photos=(photo,)))


def test_large_photos_are_made_small_and_lose_hidden_data(passing):
    out = io.BytesIO()
    exif = Image.Exif()
    exif[0x010F] = "camera maker"
    Image.effect_noise((3000, 2000), 60).convert("RGB").save(out, "JPEG", quality=95, exif=exif)
    photo = Photo("0111", "大照片", dt.datetime(2026, 1, 1, tzinfo=dt.UTC), out.getvalue())
    pdf = render_report(replace(passing, photos=(photo,)))
    assert len(pdf) < 300_000 < len(photo.jpeg)
    assert b"camera maker" not in pdf


def test_size_of_a_usual_report(passed):
    assert len(passed) <= 250_000


@pytest.mark.parametrize(
    ("left", "right", "interval"),
    [((1.0, 2.0), (1.0,), 10.0), ((1.0,), (1.0,), 10.0), ((1.0, 2.0), (1.0, 2.0), 0.0)],
)
def test_a_curve_that_is_none_is_refused(left, right, interval):
    with pytest.raises(ContentInvalid, match="axle 1"):
        BrakeCurve(1, "行车制动", "service brake", interval, left, right)


def test_flat_curves_and_far_beams_are_drawn_all_the_same(passing):
    flat = BrakeCurve(1, "驻车制动", "parking brake", 10.0, (0.0, 0.0), (0.0, 0.0))
    far = replace(passing.headlamps[0], horizontal_mm=9000.0, vertical_mm=-9000.0)
    content = replace(passing, brake_curves=(flat,) * 5, headlamps=(far,) * 6)
    assert render_report(content).startswith(b"%PDF")


def test_many_signatures_fit(passing, words_of):
    people = tuple(Signature("检验员", "Inspector", f"人员{n:02d}", None) for n in range(9))
    words = words_of(render_report(replace(passing, signatures=people)))
    assert all(person.name in words for person in people)
