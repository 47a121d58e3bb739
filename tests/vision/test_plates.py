from __future__ import annotations

import csv
from pathlib import Path

import numpy as np
import pytest

from vision.grammar import plate_grammar
from vision.measure import Tally
from vision.picture import Picture, load_picture
from vision.plates import PlateReader


def read(reader: PlateReader, folder: Path, every: int, crop: bool) -> Tally:
    tally = Tally()
    with (folder / "labels.tsv").open(encoding="utf-8") as table:
        for row in list(csv.DictReader(table, delimiter="\t"))[::every]:
            picture = load_picture(folder / row["file"])
            tally.add(row["file"], row["text"], reader.read(picture, crop))
    return tally


@pytest.mark.parametrize(
    ("folder", "every", "crop", "floor"),
    [
        ("plate_crops", 50, True, 7),
        ("plate_photos", 16, False, 5),
        ("plate_scenes", 2, False, 5),
        ("plate_types", 2, True, 4),
    ],
)
def test_real_plates_are_read(
    plate_reader: PlateReader, shared_data: Path, folder: str, every: int, crop: bool, floor: int
) -> None:
    tally = read(plate_reader, shared_data / folder, every, crop)
    assert tally.exact >= floor, "\n".join([tally.line(folder), *tally.misses])


@pytest.mark.parametrize(
    ("file", "kind", "code"),
    [
        ("plate_types/type_00.jpg", "hong_kong", "26"),
        ("plate_types/type_08.png", "yellow_double", "01"),
        ("plate_scenes/scene_07.jpg", "consulate", "04"),
        ("plate_scenes/more_wzh_2.jpg", "new_energy_small", "52"),
        ("plate_scenes/scene_09.jpg", "yellow", "01"),
        ("plate_scenes/scene_01.png", "blue", "02"),
    ],
)
def test_the_kind_is_told_from_pattern_colour_and_proportions(
    plate_reader: PlateReader, shared_data: Path, file: str, kind: str, code: str
) -> None:
    reading = plate_reader.read(load_picture(shared_data / file), file.startswith("plate_types"))
    assert (reading.kind, reading.plate_kind_code) == (kind, code)


def test_a_reading_says_where_how_sure_and_what_else(
    plate_reader: PlateReader, shared_data: Path
) -> None:
    picture = load_picture(shared_data / "plate_scenes" / "scene_01.png")
    reading = plate_reader.read(picture)
    assert "".join(c.text for c in reading.characters) == reading.text
    assert 0.5 < reading.confidence <= 1.0
    assert reading.confidence <= min(c.confidence for c in reading.characters)
    assert reading.box is not None
    assert all(0 <= x <= picture.shape[1] and 0 <= y <= picture.shape[0] for x, y in reading.box)
    assert reading.ms > 0
    assert reading.reason_zh == ""


def blank(height: int, width: int) -> Picture:
    return np.full((height, width, 3), 127, np.uint8)


@pytest.mark.parametrize("crop", [False, True])
@pytest.mark.parametrize("size", [(1, 1), (8, 400), (120, 400), (600, 900)])
def test_nothing_to_read_says_what_to_do(
    plate_reader: PlateReader, size: tuple[int, int], crop: bool
) -> None:
    reading = plate_reader.read(blank(*size), crop)
    assert (reading.text, reading.confidence, reading.box) == ("", 0.0, None)
    assert reading.reason_zh == "未找到号牌，请靠近正对号牌重新拍摄"
    assert "take the picture again" in reading.reason_en


def test_noise_is_no_plate(plate_reader: PlateReader, noise: Picture) -> None:
    for crop in (False, True):
        assert plate_reader.read(noise, crop).text == ""


def test_whatever_is_read_lies_in_the_grammar(plate_reader: PlateReader, shared_data: Path) -> None:
    for file in sorted((shared_data / "vin_photos").glob("*.jpg"))[::25]:
        reading = plate_reader.read(load_picture(file))
        kinds = {kind.kind: kind.pattern for kind in plate_grammar().kinds}
        assert reading.text == "" or kinds[reading.kind].allows(reading.text)
