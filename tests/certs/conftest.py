"""Two whole reports' content: a car that passes, and the same car failing."""

from __future__ import annotations

import datetime as dt
import io
import math
import subprocess
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from PIL import Image, ImageDraw
from pypdf import PdfReader

from certs.content import (
    BrakeCurve,
    Defect,
    Finding,
    HeadlampPoint,
    IdentityFinding,
    InstrumentRow,
    LargestDifference,
    ManualItem,
    Mark,
    Parties,
    Photo,
    ReportContent,
    Row,
    Severity,
    Signature,
    Station,
    StickerContent,
    Verdict,
)

CHINA = dt.timezone(dt.timedelta(hours=8))
START = dt.datetime(2026, 11, 24, 9, 12, 5, tzinfo=CHINA)

ITEMS = [
    (1, "联网查询", "on-line record query", "联网查询", "Record query"),
    (2, "号牌号码和分类", "plate number and kind", "车辆唯一性检查", "Identity"),
    (3, "车辆品牌和型号", "make and model", "车辆唯一性检查", "Identity"),
    (4, "车辆识别代号", "VIN", "车辆唯一性检查", "Identity"),
    (5, "发动机号码", "engine number", "车辆唯一性检查", "Identity"),
    (6, "车辆颜色和车辆外形", "colour and shape", "车辆唯一性检查", "Identity"),
    (9, "核定载人数和座椅布置", "seats", "车辆特征参数检查", "Characteristics"),
    (15, "车身外观", "body", "车辆外观检查", "Appearance"),
    (16, "外观标识、标注和标牌", "marks and labels", "车辆外观检查", "Appearance"),
    (17, "外部照明和信号装置", "lamps and signals", "车辆外观检查", "Appearance"),
    (18, "轮胎", "tyres", "车辆外观检查", "Appearance"),
    (19, "号牌/号牌板(架)", "plate and its holder", "车辆外观检查", "Appearance"),
    (20, "加装/改装灯具", "added or altered lamps", "车辆外观检查", "Appearance"),
    (21, "汽车安全带", "seat belts", "安全装置检查", "Safety equipment"),
    (22, "应急停车安全附件", "warning triangle and vest", "安全装置检查", "Safety equipment"),
    (31, "防抱制动装置", "anti-lock brakes", "安全装置检查", "Safety equipment"),
    (43, "转向", "steering", "底盘动态检验", "Chassis in motion"),
    (44, "传动", "transmission", "底盘动态检验", "Chassis in motion"),
    (45, "制动", "braking", "底盘动态检验", "Chassis in motion"),
    (46, "仪表和指示器", "instruments", "底盘动态检验", "Chassis in motion"),
    (47, "转向系部件", "steering parts", "车辆底盘部件检查", "Underbody"),
    (48, "传动系部件", "transmission parts", "车辆底盘部件检查", "Underbody"),
    (49, "行驶系部件", "running gear", "车辆底盘部件检查", "Underbody"),
    (50, "制动系部件", "brake parts", "车辆底盘部件检查", "Underbody"),
    (51, "其他部件", "other parts", "车辆底盘部件检查", "Underbody"),
]

VEHICLE = (
    Row("车辆类型", "Type", "小型轿车 K33"),
    Row("品牌型号", "Make and model", "大众汽车牌 SVW71612"),
    Row("使用性质", "Use", "非营运"),
    Row("发动机号码", "Engine No.", "CST204981"),
    Row("车身颜色", "Colour", "银灰"),
    Row("燃料种类", "Fuel", "汽油"),
    Row("初次登记日期", "First registered", "2014-11-18"),
    Row("出厂日期", "Manufactured", "2014-09-02"),
    Row("总质量/整备质量", "Gross / kerb mass", "1745 kg / 1290 kg"),
    Row("核定载人数", "Seats", "5"),
    Row("驱动型式", "Drive", "前驱 4×2"),
    Row("里程表读数", "Odometer", "118 204 km"),
)

INSTRUMENTS = (
    ("一轴行车制动率", "axle 1 brake rate", "72.4", "%", "≥60", "GB 7258-2017 7.10.2"),
    ("一轴不平衡率", "axle 1 imbalance", "8.1", "%", "≤24", "GB 7258-2017 7.10.2"),
    ("二轴行车制动率", "axle 2 brake rate", "63.0", "%", "≥20", "GB 7258-2017 7.10.2"),
    ("二轴不平衡率", "axle 2 imbalance", "11.6", "%", "≤30", "GB 7258-2017 7.10.2"),
    ("整车制动率", "whole vehicle brake rate", "68.9", "%", "≥60", "GB 7258-2017 7.10.2"),
    ("驻车制动率", "parking brake rate", "24.7", "%", "≥20", "GB 7258-2017 7.10.3"),
    ("左外灯远光发光强度", "H1 main beam intensity", "24600", "cd", "≥15000", "GB 7258-2017 8.5.2"),
    ("右外灯远光发光强度", "H4 main beam intensity", "22100", "cd", "≥15000", "GB 7258-2017 8.5.2"),
    ("转向轮横向侧滑量", "side-slip", "-1.8", "m/km", "-5.0…+5.0", "GB 7258-2017 6.11"),
)


def drawn_photo(colour: tuple[int, int, int], words: str, size=(1280, 960)) -> bytes:
    """A car drawn on a lane floor, with some grain as a camera gives it."""
    image = Image.new("RGB", size, (196, 204, 212))
    draw = ImageDraw.Draw(image)
    w, h = size
    draw.rectangle((0, h * 0.66, w, h), fill=(120, 124, 128))
    draw.rounded_rectangle((w * 0.12, h * 0.44, w * 0.88, h * 0.72), 60, fill=colour)
    draw.polygon(
        [(w * p, h * q) for p, q in ((0.27, 0.45), (0.38, 0.27), (0.66, 0.27), (0.77, 0.45))],
        fill=colour,
    )
    draw.polygon(
        [(w * p, h * q) for p, q in ((0.31, 0.44), (0.39, 0.3), (0.65, 0.3), (0.73, 0.44))],
        fill=(60, 72, 84),
    )
    for centre in (0.28, 0.72):
        draw.ellipse(
            (w * (centre - 0.07), h * 0.62, w * (centre + 0.07), h * 0.62 + w * 0.14),
            fill=(30, 32, 34),
        )
    draw.rectangle((w * 0.42, h * 0.6, w * 0.58, h * 0.66), fill=(20, 70, 160))
    draw.text((w * 0.44, h * 0.615), words, fill="white", font_size=32)
    grain = np.random.default_rng(len(words)).normal(0, 3, (h, w, 1))
    image = Image.fromarray(np.clip(np.asarray(image) + grain, 0, 255).astype(np.uint8))
    out = io.BytesIO()
    image.save(out, "JPEG", quality=88)
    return out.getvalue()


def brake_curve(axle: int, kind_zh: str, kind_en: str, left: float, right: float) -> BrakeCurve:
    """Forces that rise and level off, the right side a little later."""

    def force(t: float, top: float, late: float) -> float:
        rise = 1 / (1 + math.exp(-(t - 1.1 - late) / 0.16))
        return round(12 + top * rise + 6 * math.sin(31 * t + top), 1)

    lefts = tuple(force(i / 100, left, 0.0) for i in range(300))
    rights = tuple(force(i / 100, right, 0.05) for i in range(300))
    at = max(range(300), key=lambda i: abs(lefts[i] - rights[i]))
    largest = LargestDifference(at * 10.0, lefts[at], rights[at])
    return BrakeCurve(axle, kind_zh, kind_en, 10.0, lefts, rights, largest)


def passing_car() -> ReportContent:
    codes = (
        ("0111", "车辆左前方斜视45度照片", (150, 158, 166)),
        ("0112", "车辆右后方斜视45度照片（含三角警告牌、反光背心）", (146, 154, 162)),
        ("0322", "一轴制动工位照片", (120, 150, 150)),
        ("0351", "驻车制动工位照片", (150, 120, 150)),
    )
    return ReportContent(
        station=Station(
            "泰安示范机动车检测有限公司",
            "Tai'an Demonstration Vehicle Inspection Co.",
            licence="210900000000",
            address="山东省泰安市示范路1号",
            telephone="0538-0000000",
        ),
        report_number="3709001-20261124-0007",
        inspection_serial="37090012611240007",
        edition="GB 38900-2020",
        environment="demonstration",
        kind_zh="在用机动车检验",
        kind_en="in use, periodic",
        plate="鲁J12345",
        plate_kind_zh="小型汽车号牌",
        vin="LSVNV2182E2100001",
        parties=Parties("张示例", "李送检", "王外检", "赵引车", "孙授权"),
        vehicle=VEHICLE,
        started_at=START,
        finished_at=START + dt.timedelta(minutes=21, seconds=40),
        verdict=Verdict.PASS,
        valid_until=dt.date(2027, 11, 30),
        manual_items=tuple(ManualItem(*item, Mark.PASS) for item in ITEMS),
        instruments=tuple(InstrumentRow(*row, Mark.PASS, "C") for row in INSTRUMENTS),
        brake_curves=(
            brake_curve(1, "行车制动", "service brake", 268, 251),
            brake_curve(2, "行车制动", "service brake", 174, 160),
        ),
        headlamps=(
            HeadlampPoint("H1", "左外灯远光", "left main beam", 24600, -85, -120, Mark.PASS),
            HeadlampPoint("H1", "左外灯近光", "left dipped beam", 9800, 60, -180, Mark.INFORMATION),
            HeadlampPoint(
                "H4", "右外灯近光", "right dipped beam", 9300, None, None, Mark.INFORMATION
            ),
            HeadlampPoint("H4", "右外灯远光", "right main beam", 22100, 140, -60, Mark.PASS),
        ),
        photos=tuple(
            Photo(code, name, START + dt.timedelta(minutes=3 * i), drawn_photo(colour, "J-12345"))
            for i, (code, name, colour) in enumerate(codes, 1)
        ),
        identity=IdentityFinding(
            Finding.GENUINE,
            ("号牌、车辆识别代号与登记信息一致。", "车辆识别代号校验位正确，打刻字符无凿改痕迹。"),
        ),
        signatures=(
            Signature("外检员", "Examiner", "王外检", START, "Ed25519 5f0c99ab21d47e30"),
            Signature("引车员", "Lane driver", "赵引车", START, "Ed25519 5f0c99ab21d47e30"),
            Signature("授权签字人", "Authorised signatory", "孙授权"),
        ),
        qr=b"JYHG1:" + b"0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:" * 5,
    )


def failing_car() -> ReportContent:
    good = passing_car()
    failed = {
        0: ("52.1", "48.7"),
        1: ("27.3", "31.0"),
    }
    rows = tuple(
        replace(row, value=failed[i][0], previous=failed[i][1], verdict=Mark.FAIL)
        if i in failed
        else row
        for i, row in enumerate(good.instruments)
    )
    items = tuple(
        replace(item, answer=Mark.FAIL, note="左前轮胎冠花纹深度 1.2 mm，低于 1.6 mm")
        if item.number == 18
        else replace(item, answer=Mark.NOT_INSPECTED)
        if item.number == 31
        else item
        for item in good.manual_items
    )
    tyre = Defect("轮胎", "tyres", "左前轮", Severity.MAJOR, "更换左前轮胎（同轴同规格）", "0136")
    hose = Defect(
        "制动软管老化",
        "brake hose aged",
        "右前轮内侧",
        Severity.DANGEROUS,
        "更换制动软管并排气",
        "0323",
    )
    return replace(
        good,
        verdict=Verdict.FAIL,
        valid_until=None,
        attempt=2,
        replaces="3709001-20261124-0003",
        instruments=rows,
        manual_items=items,
        defects=(tyre, hose),
        identity=IdentityFinding(
            Finding.DOUBTFUL, ("车身颜色与登记不一致（登记银灰，实车白色）。",)
        ),
    )


@pytest.fixture(scope="session")
def passing() -> ReportContent:
    return passing_car()


@pytest.fixture(scope="session")
def failing() -> ReportContent:
    return failing_car()


@pytest.fixture(scope="session")
def sticker() -> StickerContent:
    return StickerContent(
        environment="demonstration",
        plate="鲁J12345",
        plate_kind="02",
        vin="LSVNV2182E2100001",
        valid_year=2027,
        valid_month=11,
        serial="A00000017",
        issuing_office="泰安市公安局交通警察支队车辆管理所",
        qr="JYHG1:" + "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:" * 6,
    )


@pytest.fixture
def rasterise(tmp_path: Path):
    """A PDF's pages as grey pictures, by poppler."""

    def pages(pdf: bytes, dpi: int) -> list[np.ndarray]:
        (tmp_path / "paper.pdf").write_bytes(pdf)
        command = ["pdftoppm", "-r", str(dpi), "-gray", "paper.pdf", "page"]
        subprocess.run(command, cwd=tmp_path, check=True)
        found = sorted(tmp_path.glob("page*.pgm"))
        pictures = [np.asarray(Image.open(path)) for path in found]
        for path in found:
            path.unlink()
        return pictures

    return pages


@pytest.fixture
def words_of(tmp_path: Path):
    """A PDF's text, by poppler."""

    def words(pdf: bytes) -> str:
        (tmp_path / "words.pdf").write_bytes(pdf)
        command = ["pdftotext", "-layout", "words.pdf", "-"]
        return subprocess.run(
            command, cwd=tmp_path, check=True, capture_output=True
        ).stdout.decode()

    return words


@pytest.fixture
def pages_of():
    """A PDF's text page by page in the order it was drawn, so that slanted lines stay whole."""

    def pages(pdf: bytes) -> list[str]:
        return [page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages]

    return pages
