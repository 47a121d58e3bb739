from __future__ import annotations

import json

from vision.results import CharacterReading, PlateReading, VinReading

CHARACTERS = (
    CharacterReading("鲁", 0.99994),
    CharacterReading("?", 0.41, (("8", 0.41), ("B", 0.39))),
)
BOX = ((1.0, 2.0), (3.0, 2.0), (3.0, 4.0), (1.0, 4.0))


def test_a_plate_line_has_the_promised_fields() -> None:
    reading = PlateReading("鲁?", "blue", "02", 0.40999, CHARACTERS, BOX, 12.345, "核对", "check")
    line = json.loads(json.dumps(reading.as_json("a.jpg")))
    assert line == {
        "file": "a.jpg",
        "plate": "鲁?",
        "kind": "blue",
        "plate_kind_code": "02",
        "confidence": 0.41,
        "characters": [
            {"text": "鲁", "confidence": 0.9999, "alternatives": []},
            {"text": "?", "confidence": 0.41, "alternatives": [["8", 0.41], ["B", 0.39]]},
        ],
        "box": [[1.0, 2.0], [3.0, 2.0], [3.0, 4.0], [1.0, 4.0]],
        "ms": 12.3,
        "reason_zh": "核对",
        "reason_en": "check",
    }


def test_a_vin_line_keeps_an_unknown_check_digit_apart_from_a_wrong_one() -> None:
    for holds in (True, False, None):
        line = VinReading("", 0.0, (), holds, None, 1.0).as_json("b.jpg")
        assert line["check_digit"] is holds
        assert line["vin"] == ""
        assert line["box"] is None
        assert list(line)[:2] == ["file", "vin"]
