"""Close pictures of single parts that the checklist asks for: tyres, belt, seats and so on."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from PIL import Image, ImageDraw

from samples import metal
from samples.canvas import Canvas
from samples.outlines import font_of
from samples.paint import Colour, horizontal, vertical

WIDTH, HEIGHT = 1280, 960

_DARK: Colour = (38, 40, 45)
_RED: Colour = (190, 30, 32)
_WHITE: Colour = (240, 241, 242)

Draw = Callable[[np.random.Generator], Canvas]


def tyre(size: str, week: str, rng: np.random.Generator) -> Canvas:
    """A tyre's side with its size and DOT week raised from the rubber."""
    canvas = _sheet((116, 118, 120), 0.1, 0.8, rng)
    centre = (640.0, 640.0)
    canvas.ellipse((640, 700), (560, 540), (0, 0, 0), 0.5, 20)
    canvas.ellipse(centre, (540, 540), (24, 25, 27))
    canvas.ellipse(centre, (520, 520), vertical((62, 63, 66), (30, 31, 33)))
    canvas.ellipse(centre, (352, 352), (18, 19, 20))
    canvas.ellipse(centre, (338, 338), vertical((212, 216, 221), (116, 122, 130)))
    canvas.ellipse(centre, (300, 300), (52, 55, 60))
    for number in range(5):
        turn = 2 * np.pi * number / 5 - np.pi / 2
        way = np.array((np.cos(turn), np.sin(turn)))
        canvas.line([centre + way * 50, centre + way * 312], (198, 203, 209), 64)
    canvas.ellipse(centre, (96, 96), vertical((224, 228, 232), (130, 136, 143)))
    _around(canvas, size, centre, 436, -90, 66)
    _around(canvas, f"DOT HZ 4R {week}", centre, 436, -28, 34)
    _around(canvas, "TUBELESS RADIAL", centre, 436, -156, 34)
    return canvas


def seat_belt(rng: np.random.Generator) -> Canvas:
    """The driver's belt (安全带) pulled across its seat."""
    canvas = Canvas(WIDTH, HEIGHT, vertical((150, 160, 168), (72, 78, 86)))
    canvas.rectangle((0, 0, 300, HEIGHT), horizontal((58, 62, 68), (96, 102, 110)))
    _seat(canvas, 760, 1.55)
    belt = [(360, 60), (420, 60), (1010, 800), (950, 830)]
    canvas.polygon(np.add(belt, (10, 14)), (0, 0, 0), 0.4, 8)
    canvas.polygon(belt, horizontal((28, 29, 31), (66, 68, 72), (30, 31, 33)))
    canvas.rectangle((330, 30, 450, 110), vertical((90, 94, 100), (44, 47, 52)), 18)
    canvas.rectangle((930, 770, 1040, 900), vertical((74, 77, 82), (32, 34, 38)), 16)
    canvas.rectangle((950, 840, 1020, 880), _RED, 8)
    canvas.text((985, 860), "PRESS", 18, _WHITE, "mm")
    return canvas


def interior(rng: np.random.Generator) -> Canvas:
    """The passengers' room (车厢内部) with its seats."""
    canvas = Canvas(WIDTH, HEIGHT, vertical((176, 180, 182), (96, 100, 105), (52, 55, 60)))
    canvas.polygon([(0, 0), (1280, 0), (1060, 150), (220, 150)], (206, 208, 208))
    for mirror in (0, 1):
        window = np.array([(20, 190), (230, 240), (240, 470), (20, 520)], np.float64)
        if mirror:
            window[:, 0] = WIDTH - window[:, 0]
        canvas.polygon(window, vertical((222, 234, 242), (150, 170, 184)))
    canvas.rectangle((300, 190, 980, 420), vertical((206, 222, 232), (128, 146, 160)), 30)
    for x, size in ((440, 0.85), (640, 0.8), (840, 0.85)):
        _seat(canvas, x, size, top=330)
    for x in (300, 980):
        _seat(canvas, x, 1.45, top=470)
    return canvas


def extinguisher(rng: np.random.Generator) -> Canvas:
    """A fire extinguisher (灭火器) in its bracket, its needle in the green."""
    canvas = _sheet((150, 154, 158), 0.2, 0.3, rng)
    canvas.rectangle((490, 250, 810, 930), (0, 0, 0), 120, 0.4, 18)
    canvas.rectangle(
        (480, 230, 800, 910), horizontal((116, 10, 14), (226, 52, 48), (120, 10, 14)), 110
    )
    canvas.rectangle(
        (560, 120, 720, 250), horizontal((60, 62, 66), (170, 174, 180), (70, 72, 76)), 20
    )
    canvas.line([(600, 130), (860, 70)], (30, 31, 34), 26)
    canvas.rectangle((500, 420, 780, 720), _WHITE, 8)
    for y, text, size in ((480, "干粉灭火器", 44), (560, "ABC  4 kg", 40), (630, "有效期内", 36)):
        canvas.text((640, y), text, size, _RED, "mm")
    canvas.ellipse((640, 180), (52, 52), _WHITE)
    canvas.polygon([(640, 180), (606, 146), (674, 146)], (60, 170, 80))
    canvas.line([(640, 184), (644, 146)], (20, 20, 22), 5)
    for y in (340, 800):
        canvas.rectangle((450, y, 830, y + 34), vertical((90, 93, 98), (40, 42, 46)), 6)
    return canvas


def recorder(rng: np.random.Generator) -> Canvas:
    """The driving recorder (行驶记录装置) in the dashboard."""
    canvas = _sheet(_DARK, 0.0, 0.4, rng)
    canvas.rectangle((180, 330, 1100, 640), vertical((70, 73, 78), (26, 28, 31)), 26)
    canvas.rectangle((240, 390, 760, 580), (18, 48, 40), 8)
    canvas.text((500, 450), "0 km/h  3C", 52, (120, 240, 190), "mm")
    canvas.text((500, 530), "定位 正常  记录中", 40, (120, 240, 190), "mm")
    for number in range(6):
        x, y = 820 + number % 3 * 84, 400 + number // 3 * 96
        canvas.rectangle((x, y, x + 64, y + 72), vertical((96, 100, 106), (54, 57, 62)), 10)
    return canvas


def hammer(rng: np.random.Generator) -> Canvas:
    """An escape hammer (应急锤) at a window."""
    canvas = Canvas(WIDTH, HEIGHT, vertical((196, 214, 226), (120, 140, 156)))
    canvas.rectangle((0, 620, WIDTH, HEIGHT), vertical((206, 206, 202), (150, 150, 148)))
    canvas.rectangle((520, 150, 780, 700), vertical((222, 40, 40), (150, 14, 18)), 30)
    canvas.line([(650, 240), (650, 640)], (236, 92, 30), 50)
    canvas.line([(560, 250), (740, 250)], (70, 72, 78), 60)
    canvas.text((650, 760), "应急锤  击碎玻璃", 60, _RED, "mm")
    return canvas


def dashboard(rng: np.random.Generator) -> Canvas:
    """The instruments with the warning lamps of the self-check lit."""
    canvas = _sheet((24, 25, 28), 0.0, 0.2, rng)
    for x in (400, 880):
        canvas.ellipse((x, 500), (250, 250), (60, 63, 68))
        canvas.ellipse((x, 500), (236, 236), (12, 13, 15))
        for number in range(13):
            turn = np.radians(150 + number * 20)
            way = np.array((np.cos(turn), np.sin(turn)))
            canvas.line([way * 200 + (x, 500), way * 226 + (x, 500)], _WHITE, 6)
        canvas.line([(x, 500), (x - 150, 600)], (230, 60, 40), 9)
        canvas.ellipse((x, 500), (30, 30), (50, 52, 56))
    lamps = ((250, "ABS", (250, 170, 30)), (440, "(!)", (236, 50, 40)), (640, "⚙", (250, 170, 30)))
    for x, text, colour in lamps[:2]:
        canvas.ellipse((x + 200, 820), (58, 58), colour)
        canvas.text((x + 200, 820), text, 40, (20, 20, 22), "mm")
    return canvas


def underbody(rng: np.random.Generator) -> Canvas:
    """The chassis from the pit (底盘): rails, axle, springs, exhaust."""
    canvas = _sheet((58, 60, 63), 0.3, 0.8, rng)
    for x in (230, 930):
        canvas.rectangle(
            (x, 0, x + 120, HEIGHT), horizontal((30, 31, 34), (86, 89, 94), (34, 35, 38))
        )
        for y in range(60, HEIGHT, 150):
            canvas.ellipse((x + 60, y), (17, 17), vertical((150, 154, 158), (70, 73, 78)))
    canvas.rectangle(
        (40, 430, 1240, 530), vertical((50, 52, 56), (120, 124, 130), (40, 42, 46)), 40
    )
    canvas.ellipse((640, 480), (150, 130), vertical((128, 132, 138), (44, 46, 50)))
    canvas.rectangle(
        (600, 0, 680, 400), horizontal((44, 46, 50), (140, 144, 150), (50, 52, 56)), 20
    )
    canvas.rectangle(
        (420, 560, 520, HEIGHT), horizontal((92, 70, 54), (168, 140, 116), (90, 68, 52)), 40
    )
    for x in (90, 1130):
        canvas.rectangle((x, 360, x + 60, 620), vertical((200, 168, 40), (130, 104, 20)), 20)
    return canvas


PARTS: dict[str, Draw] = {
    "0115": interior,
    "0191": interior,
    "0116": extinguisher,
    "0117": hammer,
    "0118": recorder,
    "0134": dashboard,
    "0157": seat_belt,
    "0323": underbody,
}
"""What is drawn for which photo code; tyres and numbers need more than the code."""


def _sheet(colour: Colour, brushed: float, rough: float, rng: np.random.Generator) -> Canvas:
    return Canvas.over(metal.surface(WIDTH, HEIGHT, colour, brushed, rough, rng))


def _seat(canvas: Canvas, x: float, size: float, top: float = 170) -> None:
    cloth = horizontal((48, 51, 57), (92, 96, 104), (48, 51, 57))
    w, h = 150 * size, 330 * size
    canvas.rectangle((x - w * 0.5, top - 90 * size, x + w * 0.5, top), cloth, 34 * size)
    canvas.rectangle((x - w, top - 12 * size, x + w, top + h), cloth, 50 * size)
    canvas.rectangle((x - w * 0.6, top + 30 * size, x + w * 0.6, top + h * 0.9), (62, 66, 73), 30)
    cushion = vertical((104, 108, 116), (50, 53, 59))
    canvas.rectangle((x - w * 1.1, top + h * 0.82, x + w * 1.1, top + h * 1.25), cushion, 40 * size)


def _around(
    canvas: Canvas, text: str, centre: tuple[float, float], radius: float, middle: float, size: int
) -> None:
    """Text along a circle, its middle at `middle` degrees (−90 is the top)."""
    font = font_of(size)
    widths = [font.getlength(character) for character in text]
    turn = np.radians(middle) - sum(widths) / radius / 2
    for character, width in zip(text, widths, strict=True):
        turn += width / radius / 2
        tile = Image.new("L", (2 * size, 2 * size))
        ImageDraw.Draw(tile).text((size, size), character, 255, font, "mm")
        tile = tile.rotate(-np.degrees(turn) - 90, Image.Resampling.BICUBIC)
        x = centre[0] + radius * np.cos(turn) - size
        y = centre[1] + radius * np.sin(turn) - size
        canvas.mask(np.asarray(tile), (round(x) + 2, round(y) + 2), (8, 8, 9), 0.7)
        canvas.mask(np.asarray(tile), (round(x), round(y)), (128, 130, 133))
        turn += width / radius / 2
