"""Plates of every kind, read by the project's own reader."""

from __future__ import annotations

import cv2
import numpy as np
import pytest

from samples import glyphs, numbers, plates
from samples.vehicles import BODIES, Wear, front_photo
from vision.grammar import plate_grammar
from vision.picture import load_picture
from vision.plates import PlateReader

TEXTS = {
    "blue": "鲁J2K618",
    "yellow": "鲁JA8235",
    "yellow_double": "鲁J35792",
    "trailer": "鲁J4609挂",
    "coach": "鲁J0316学",
    "police": "鲁J1024警",
    "new_energy_small": "鲁JD12846",
    "new_energy_large": "鲁J07695D",
    "consulate": "沪A1203领",
    "embassy": "224578使",
    "hong_kong": "粤ZKF36港",
    "macao": "粤ZMB21澳",
    "motorcycle": "鲁J7GQ53",
    "light_motorcycle": "鲁JX4E98",
}


@pytest.mark.parametrize("kind", plates.kinds())
def test_a_drawn_plate_is_read_exactly(kind: str, plate_reader: PlateReader) -> None:
    text = TEXTS[kind]
    sheet = np.asarray(plates.draw_plate(text, kind, np.random.default_rng(1)))
    reading = plate_reader.read(cv2.cvtColor(sheet, cv2.COLOR_RGB2BGR).astype(np.uint8), crop=True)
    assert reading.text == text


@pytest.mark.parametrize("kind", plates.kinds())
def test_a_plate_has_its_size(kind: str) -> None:
    drawn = plates.draw_plate(TEXTS[kind], kind, np.random.default_rng(1))
    held = next(each for each in plate_grammar().kinds if each.kind == kind)
    assert drawn.size == tuple(round(2 * side) for side in held.size_mm)


@pytest.mark.parametrize(
    ("body", "kind"),
    [("car", "police"), ("suv", "new_energy_small"), ("van", "coach"), ("light_truck", "blue"),
     ("heavy_truck", "yellow"), ("tractor", "yellow"), ("bus", "new_energy_large"),
     ("trailer", "trailer"), ("motorcycle", "motorcycle"), ("car", "hong_kong"),
     ("car", "consulate")],
)  # fmt: skip
def test_a_plate_is_read_off_the_vehicle(body: str, kind: str, plate_reader: PlateReader) -> None:
    photo = front_photo(body, "J", TEXTS[kind], kind, np.random.default_rng(5))
    assert plate_reader.read(load_picture(photo)).text == TEXTS[kind]


def test_every_body_can_be_drawn_hard_to_read() -> None:
    wear = Wear(tilt=1, blur=1, dirt=1, light=1, noise=1)
    for body in BODIES:
        photo = front_photo(body, "A", TEXTS["blue"], "blue", np.random.default_rng(2), wear)
        assert load_picture(photo).shape == (960, 1280, 3)


def test_a_text_of_the_wrong_length_is_refused() -> None:
    with pytest.raises(ValueError, match="8 characters"):
        plates.draw_plate("鲁J2K618", "new_energy_small", np.random.default_rng(1))


def test_every_digit_and_capital_has_strokes_inside_the_grid() -> None:
    for character in "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ":
        for line in glyphs.strokes(character):
            assert len(line) >= 2
            assert line.min() >= -1
            assert line[:, 0].max() <= 11 and line[:, 1].max() <= 21


@pytest.mark.parametrize("kind", [kind for kind in plates.kinds() if kind in TEXTS])
def test_made_up_plates_keep_the_grammar(kind: str) -> None:
    pattern = next(each.pattern for each in plate_grammar().kinds if each.kind == kind)
    assert pattern.allows(TEXTS[kind])
    if kind not in {"embassy", "consulate", "macao"}:
        rng = np.random.default_rng(3)
        for _ in range(50):
            assert pattern.allows(numbers.plate_of(kind, "鲁J", rng))
