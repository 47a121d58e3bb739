"""Numbers on the vehicle, close: stamped VIN (打刻的车辆识别代号), nameplate (产品标牌), engine.

The stamps are this project's own drawing of struck and dot-peened characters; no public set of
real stamps was to be had, so figures measured with them say little about real ones.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

import numpy as np

from samples import metal
from samples.canvas import Canvas
from samples.metal import Strike
from samples.outlines import rounded_box
from samples.paint import Colour, Picture, vertical
from samples.vehicles.photo import Wear, soiled

WIDTH, HEIGHT = 1280, 960


@dataclass(frozen=True, slots=True)
class Nameplate:
    """What stands on a nameplate (产品标牌)."""

    maker: str
    brand: str
    model: str
    vin: str
    engine_model: str
    total_mass_kg: int
    seats: int
    manufactured_on: date
    extra: tuple[tuple[str, str], ...] = field(default=())


def draw_stamp(
    vin: str,
    rng: np.random.Generator,
    wear: Wear | None = None,
    reworked: bool = False,
    dots: bool | None = None,
    body: Colour = (96, 102, 110),
) -> Picture:
    """The stamped VIN, photo 0113; `reworked` shows ground metal and uneven punches (凿改)."""
    wear = wear or Wear()
    dots = bool(rng.random() < 0.4) if dots is None else dots
    picture = metal.surface(WIDTH, HEIGHT, body, 0.5, 0.25, rng)
    left, top, width = 120, 430, 1040
    if reworked:
        picture = _ground_off(picture, (left - 40, top - 46, left + width + 40, top + 140), rng)
    uneven = 1.6 if reworked else 0.4
    pitch = width / len(vin)
    strike = Strike((pitch * 0.62, 80), pitch, 7.5, dots and not reworked, uneven)
    relief = metal.struck(vin, (WIDTH, HEIGHT), (left, top), strike, rng)
    picture = metal.engraved(picture, relief, 1.0 - 0.25 * wear.dirt)
    picture = _frame_parts(metal.scratched(picture, 0.3 + wear.dirt, rng))
    return soiled(picture, wear.dirt * 0.7, rng)


def draw_engine(
    model: str, number: str, rng: np.random.Generator, wear: Wear | None = None
) -> Picture:
    """The engine's or motor's number on its casting, photo 0119."""
    wear = wear or Wear()
    picture = metal.surface(WIDTH, HEIGHT, (120, 122, 122), 0.1, 0.9, rng)
    canvas = Canvas.over(picture)
    pad = metal.surface(960, 330, (164, 166, 166), 0.8, 0.2, rng)
    canvas.rectangle((150, 305, 1134, 659), (70, 72, 74), 20, 0.8, 4)
    canvas.picture(pad, [(160, 315), (1120, 315), (1120, 645), (160, 645)])
    for x, y in ((110, 180), (1170, 180), (110, 800), (1170, 800)):
        _bolt(canvas, x, y)
    relief = np.zeros((HEIGHT, WIDTH), np.float32)
    for text, top in ((model, 365), (number, 510)):
        pitch = min(72.0, 860 / max(1, len(text)))
        strike = Strike((pitch * 0.62, 84), pitch, 8, True, 0.3)
        left = WIDTH / 2 - pitch * len(text) / 2
        row = metal.struck(text, (WIDTH, HEIGHT), (left, top), strike, rng)
        relief = np.maximum(relief, row)
    picture = metal.scratched(metal.engraved(canvas.pixels, relief), 0.4, rng)
    return soiled(picture, wear.dirt, rng)


def draw_nameplate(
    plate: Nameplate,
    rng: np.random.Generator,
    wear: Wear | None = None,
    body: Colour = (30, 76, 158),
) -> Picture:
    """The nameplate on the door post, photo 0164."""
    wear = wear or Wear()
    canvas = Canvas.over(metal.surface(WIDTH, HEIGHT, body, 0.0, 0.1, rng))
    canvas.rectangle((0, 0, WIDTH, HEIGHT), vertical((255, 255, 255), (0, 0, 0)), alpha=0.16)
    canvas.polygon([(0, 0), (70, 0), (40, HEIGHT), (0, HEIGHT)], (18, 19, 21), blur=6)
    canvas.polygon([(1216, 0), (1280, 0), (1280, HEIGHT), (1240, HEIGHT)], (18, 19, 21), blur=6)
    sheet = soiled(_nameplate(plate, rng), wear.dirt, rng)
    canvas.rectangle((126, 176, 1166, 796), (0, 0, 0), 18, 0.5, 8)
    canvas.picture(sheet, [(120, 166), (1160, 166), (1160, 786), (120, 786)])
    return canvas.pixels


def _nameplate(plate: Nameplate, rng: np.random.Generator) -> Picture:
    canvas = Canvas.over(metal.surface(1040, 620, (206, 209, 211), 0.5, 0.05, rng))
    ink = (30, 32, 36)
    outline = rounded_box((12, 12, 1028, 608), 16)
    canvas.line(np.concatenate([outline, outline[:1]]), ink, 3)
    canvas.rectangle((24, 24, 1016, 92), ink, 8)
    canvas.text((520, 58), plate.maker, 40, (232, 235, 238), "mm")
    for number, (name, value) in enumerate(_rows(plate)):
        x, y = 56 + (number % 2) * 490, 120 + (number // 2) * 74
        canvas.text((x, y + 8), name, 27, ink, bold=False)
        canvas.text((x + 190, y + 4), value, 33, ink)
        canvas.line([(x, y + 56), (x + 446, y + 56)], ink, 1.4, 0.6)
    canvas.text((56, 438), "车辆识别代号 (VIN)", 27, ink, bold=False)
    canvas.rectangle((50, 478, 990, 562), (226, 229, 231), 6)
    for number, character in enumerate(plate.vin):
        canvas.text((92 + number * 53.5, 520), character, 60, ink, "mm")
    canvas.text((520, 586), "中华人民共和国制造", 22, ink, "mm", bold=False)
    for x, y in ((34, 110), (1006, 110), (34, 588), (1006, 588)):
        canvas.ellipse((x, y), (10, 10), vertical((236, 238, 240), (110, 114, 120)))
        canvas.ellipse((x, y), (4, 4), (90, 94, 98))
    return canvas.pixels


def _rows(plate: Nameplate) -> list[tuple[str, str]]:
    made = plate.manufactured_on
    rows = [
        ("品牌", plate.brand),
        ("整车型号", plate.model),
        ("发动机型号", plate.engine_model),
        ("乘坐人数", f"{plate.seats} 人"),
        ("最大允许总质量", f"{plate.total_mass_kg} kg"),
        ("制造年月", f"{made.year} 年 {made.month:02} 月"),
    ]
    return [*rows, *plate.extra][:8]


def _ground_off(
    picture: Picture, box: tuple[int, int, int, int], rng: np.random.Generator
) -> Picture:
    """Bright metal where a grinder has been, its edge unclean."""
    left, top, right, bottom = box
    bare = metal.surface(right - left, bottom - top, (178, 180, 180), 1.8, 0.1, rng)
    canvas = Canvas.over(picture)
    canvas.rectangle((left - 14, top - 10, right + 14, bottom + 12), (62, 56, 52), 40, 0.8, 8)
    corners = np.array([(left, top), (right, top), (right, bottom), (left, bottom)], np.float64)
    canvas.picture(bare, corners + rng.uniform(-9, 9, (4, 2)))
    return canvas.pixels


def _frame_parts(picture: Picture) -> Picture:
    canvas = Canvas.over(picture)
    canvas.rectangle((-20, -20, WIDTH + 20, 150), (28, 30, 33), 0, 0.75, 14)
    canvas.rectangle((-20, 820, WIDTH + 20, HEIGHT + 20), (24, 26, 29), 0, 0.8, 14)
    canvas.line([(0, 236), (WIDTH, 228)], (40, 42, 46), 5, 0.7, 2)
    canvas.line([(0, 242), (WIDTH, 234)], (190, 194, 198), 3, 0.4, 1)
    for x in (96, 1184):
        _bolt(canvas, x, 712)
    return canvas.pixels


def _bolt(canvas: Canvas, x: float, y: float) -> None:
    canvas.ellipse((x + 5, y + 7), (46, 46), (0, 0, 0), 0.5, 7)
    canvas.ellipse((x, y), (44, 44), vertical((176, 180, 184), (84, 88, 92)))
    turn = np.linspace(0, 2 * np.pi, 6, endpoint=False) + 0.2
    six = np.stack([np.cos(turn), np.sin(turn)], axis=-1) * 30 + (x, y)
    canvas.polygon(six, vertical((206, 210, 214), (120, 124, 128)))
