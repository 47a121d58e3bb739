from __future__ import annotations

from pathlib import Path

import cv2
import numpy as np
import pytest

from vision.grammar.vin import VIN_CHARACTERS
from vision.picture import Picture, load_picture
from vision.vin_clues import doubtful_places, with_clues
from vision.vins import VinReader

ALPHABET = tuple(sorted(VIN_CHARACTERS))
SURE = ("vin_006.jpg", "vin_013.jpg", "vin_027.jpg", "vin_034.jpg")


def drawn(text: str) -> Picture:
    picture = np.full((300, 640, 3), 225, np.uint8)
    cv2.putText(picture, text, (40, 160), cv2.FONT_HERSHEY_SIMPLEX, 1.35, (25, 25, 25), 3)
    return picture


def chances(text: str, sure: float = 0.999) -> np.ndarray:
    rows = np.full((len(text), len(ALPHABET)), (1 - sure) / (len(ALPHABET) - 1))
    for place, character in enumerate(text):
        rows[place, ALPHABET.index(character)] = sure
    return rows


def best(rows: np.ndarray) -> str:
    return "".join(ALPHABET[k] for k in rows.argmax(axis=1))


def test_real_vins_are_read(vin_reader: VinReader, shared_data: Path) -> None:
    labels = dict(
        line.split("\t")[:2]
        for line in (shared_data / "vin_photos" / "labels.tsv").read_text("utf-8").splitlines()
    )
    readings = {f: vin_reader.read(load_picture(shared_data / "vin_photos" / f)) for f in SURE}
    right = [file for file, reading in readings.items() if reading.text == labels[file]]
    assert len(right) >= 3, {file: reading.text for file, reading in readings.items()}
    assert all(readings[file].box is not None for file in right)


@pytest.mark.parametrize("quarters", [0, 1, 2, 3])
def test_a_turned_photo_is_read_and_its_box_lies_where_the_text_is(
    vin_reader: VinReader, quarters: int
) -> None:
    upright = drawn("LVTDB21B4MD177011")
    picture = np.ascontiguousarray(np.rot90(upright, -quarters))
    reading = vin_reader.read(picture)
    assert reading.text == "LVTDB21B4MD177011"
    assert reading.check_digit is True
    assert reading.box is not None
    mask = np.ascontiguousarray(np.rot90((upright[..., 0] < 100), -quarters))
    middle = np.argwhere(mask).mean(axis=0)
    assert np.mean([y for _, y in reading.box]) == pytest.approx(middle[0], abs=25)
    assert np.mean([x for x, _ in reading.box]) == pytest.approx(middle[1], abs=25)


def test_sixteen_characters_are_said_to_be_too_few(vin_reader: VinReader) -> None:
    reading = vin_reader.read(drawn("LVTDB21B4MD17701"))
    assert len(reading.text) == 16
    assert reading.check_digit is None
    assert reading.confidence == 0.0
    assert "16" in reading.reason_zh
    assert "17" in reading.reason_en


def test_a_line_cut_out_is_read_without_looking_for_lines(vin_reader: VinReader) -> None:
    line = drawn("LVTDB21B4MD177011")[110:180, 20:620]
    assert vin_reader.read(line, crop=True).text == "LVTDB21B4MD177011"


@pytest.mark.parametrize("crop", [False, True])
@pytest.mark.parametrize("size", [(1, 1), (300, 400)])
def test_nothing_to_read_says_what_to_do(
    vin_reader: VinReader, size: tuple[int, int], crop: bool
) -> None:
    reading = vin_reader.read(np.full((*size, 3), 127, np.uint8), crop)
    assert (reading.text, reading.confidence, reading.check_digit) == ("", 0.0, None)
    assert "重新拍摄" in reading.reason_zh


def test_a_known_maker_outweighs_one_that_is_not() -> None:
    rows = chances("WWWZZZ1KZ5B138638")
    rows[1, ALPHABET.index("V")] = 0.4
    rows[1, ALPHABET.index("W")] = 0.6
    assert best(with_clues(rows, ALPHABET)).startswith("WVW")


def test_a_maker_nobody_knows_is_left_as_read() -> None:
    assert best(with_clues(chances("L55DB21B4MD177011"), ALPHABET))[:3] == "L55"


def test_the_serial_prefers_digits() -> None:
    rows = chances("LVTDB21B4MD177011")
    rows[-1] = 0.0
    rows[-1, ALPHABET.index("B")], rows[-1, ALPHABET.index("8")] = 0.7, 0.3
    assert best(with_clues(rows, ALPHABET))[-1] == "8"


def test_a_wrong_check_digit_leaves_the_weakest_place_open_where_it_binds() -> None:
    rows = chances("LVTDB21B4MD177017")
    rows[3] = chances("LVT8", 0.99)[3]
    assert doubtful_places("LVTDB21B4MD177017", rows) == (3,)
    assert doubtful_places("LVTDB21B4MD177011", rows) == ()
    assert doubtful_places("WVWZZZ1KZ5B138638", chances("WVWZZZ1KZ5B138638")) == ()
