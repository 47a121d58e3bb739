"""Number plates (号牌) as GA 36-2018 has them: size, colours, rows, places of the characters.

Digits and capitals are strokes of our own (`glyphs`), Chinese characters come from Noto Sans SC,
squeezed to the plate's proportions: neither is the plate font.
"""

from __future__ import annotations

from functools import cache

import numpy as np
from PIL import Image, ImageDraw

from samples import glyphs
from samples.canvas import Canvas
from samples.outlines import Mask, font_of, line_mask, rounded_box, softened
from samples.paint import Colour, Gradient, Picture, vertical
from samples.plate_table import Layout, Look, Row, catalogue

PIXELS_PER_MM = 2.0
_STROKE = 0.115
"""Stroke width as a part of a character's height."""


def kinds() -> tuple[str, ...]:
    """The kinds of plate that can be drawn; names as in the plate grammar."""
    return tuple(catalogue().kind)


def size_mm(kind: str) -> tuple[float, float]:
    """Width and height of a plate of this kind."""
    return catalogue().layout[catalogue().kind[kind].layout].size_mm


def draw_plate(text: str, kind: str, rng: np.random.Generator) -> Image.Image:
    """A clean plate seen straight on, 2 pixels to the millimetre.

    `text` is what stands on the plate (a trailer's with 挂). ValueError when the number of
    characters does not fit the kind.
    """
    return Image.fromarray(plate_pixels(text, kind, rng).astype(np.uint8))


def plate_pixels(text: str, kind: str, rng: np.random.Generator) -> Picture:
    """The same as an RGB array."""
    look = catalogue().kind[kind]
    layout = catalogue().layout[look.layout]
    places = [(row, left) for row in layout.rows for left in row.left]
    if len(places) != len(text):
        raise ValueError(f"{text!r}: a {kind} plate has {len(places)} characters")
    canvas = _ground(look, layout)
    ink = catalogue().colour[look.ink]
    for number, (character, (row, left)) in enumerate(zip(text, places, strict=True)):
        last = number == len(text) - 1 and look.last_ink is not None
        colour = catalogue().colour[look.last_ink or look.ink] if last else ink
        _emboss(canvas, character, row, left, colour)
    if layout.dot and kind != "embassy":
        x, y, radius = (PIXELS_PER_MM * value for value in layout.dot)
        canvas.ellipse((x, y), (radius, radius), ink)
    _bolts(canvas)
    grain = rng.normal(0, 1.6, canvas.pixels.shape[:2]).astype(np.float32)
    return np.clip(canvas.pixels + grain[..., None], 0, 255)


def _ground(look: Look, layout: Layout) -> Canvas:
    width, height = (round(PIXELS_PER_MM * side) for side in layout.size_mm)
    colours = [catalogue().colour[name] for name in look.ground]
    canvas = Canvas(width, height, vertical(*colours) if len(colours) > 1 else colours[0])
    if look.left_ground:
        edge = look.left_mm * PIXELS_PER_MM
        canvas.rectangle((0, 0, edge, height), catalogue().colour[look.left_ground])
    if look.layout != "new_energy":
        _frame(canvas, catalogue().colour[look.ink], layout.radius_mm * PIXELS_PER_MM)
    sheen = Gradient(((0, (255, 255, 255)), (0.5, (128, 128, 128)), (1, (0, 0, 0))))
    canvas.rectangle((0, 0, width, height), sheen, alpha=0.05)
    return canvas


def _frame(canvas: Canvas, colour: Colour, radius: float) -> None:
    inset = 3.2 * PIXELS_PER_MM
    box = (inset, inset, canvas.width - inset, canvas.height - inset)
    outline = rounded_box(box, radius)
    canvas.line(np.concatenate([outline, outline[:1]]), colour, 1.6 * PIXELS_PER_MM)


def _emboss(canvas: Canvas, character: str, row: Row, left: float, colour: Colour) -> None:
    """The character raised from the sheet: lit along its upper left, shaded lower right."""
    mask = _character(character, row.width, row.height)
    x, y = round(left * PIXELS_PER_MM) - _MARGIN, round(row.top * PIXELS_PER_MM) - _MARGIN
    soft = softened(mask, 1.2)
    canvas.mask(soft, (x - 1, y - 2), (255, 255, 255), 0.35)
    canvas.mask(soft, (x + 2, y + 2), (0, 0, 0), 0.35)
    canvas.mask(mask, (x, y), colour)


_MARGIN = 4


@cache
def _character(character: str, width_mm: float, height_mm: float) -> Mask:
    width, height = round(width_mm * PIXELS_PER_MM), round(height_mm * PIXELS_PER_MM)
    if glyphs.has_strokes(character):
        mask = _stroked(character, width, height)
    else:
        mask = _from_font(character, width, height)
    margin = ((_MARGIN, _MARGIN), (_MARGIN, _MARGIN))
    return np.pad(mask, margin)


def _stroked(character: str, width: int, height: int) -> Mask:
    thick = _STROKE * max(height, 1.1 * width)
    scale = ((width - thick) / glyphs.GRID_WIDTH, (height - thick) / glyphs.GRID_HEIGHT)
    lines = [line * scale + thick / 2 for line in glyphs.strokes(character)]
    return line_mask(width, height, lines, thick)


def _from_font(character: str, width: int, height: int) -> Mask:
    font = font_of(4 * width)
    left, top, right, bottom = font.getbbox(character)
    image = Image.new("L", (int(right - left), int(bottom - top)))
    ImageDraw.Draw(image).text((-left, -top), character, 255, font)
    return np.asarray(image.resize((width, height), Image.Resampling.LANCZOS))


def _bolts(canvas: Canvas) -> None:
    y = 11 * PIXELS_PER_MM
    for part in (0.25, 0.75):
        x = canvas.width * part
        canvas.ellipse((x + 1, y + 1), (7, 7), (0, 0, 0), 0.35, 1.5)
        canvas.ellipse((x, y), (6, 6), vertical((215, 218, 222), (120, 124, 130)))
        canvas.ellipse((x, y), (2.5, 2.5), (70, 72, 76))
