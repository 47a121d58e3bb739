from __future__ import annotations

from pathlib import Path

import pytest

from vision.errors import GrammarError
from vision.grammar import plate_grammar

KINDS = {kind.kind: kind for kind in plate_grammar().kinds}


@pytest.mark.parametrize(
    ("text", "kind", "code"),
    [
        ("鲁J12345", "blue", "02"),
        ("鲁J1A2B3", "yellow", "01"),
        ("苏B1234挂", "trailer", "15"),
        ("渝B3587学", "coach", "16"),
        ("京A0006警", "police", "23"),
        ("京AD77972", "new_energy_small", "52"),
        ("粤B12345D", "new_energy_large", "51"),
        ("224578使", "embassy", "03"),
        ("沪A1707领", "consulate", "04"),
        ("粤ZP560港", "hong_kong", "26"),
        ("粤Z1234澳", "macao", "27"),
        ("WJ京1234X", "armed_police", "31"),
        ("VA12345", "military", "32"),
        ("民航B0150", "civil_aviation", "99"),
        ("京OA9112", "blue", "02"),
    ],
)
def test_kinds_allow_their_plates_and_carry_their_code(text: str, kind: str, code: str) -> None:
    assert KINDS[kind].pattern.allows(text)
    assert KINDS[kind].codes[0] == code


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("鲁J1234I", "blue"),
        ("鲁J1234O", "blue"),
        ("鲁I12345", "blue"),
        ("鲁J123456", "blue"),
        ("鲁J1234", "blue"),
        ("京AL77972", "new_energy_small"),
        ("粤A1234港", "hong_kong"),
    ],
)
def test_kinds_refuse_what_is_no_plate_of_theirs(text: str, kind: str) -> None:
    assert not KINDS[kind].pattern.allows(text)


def test_unread_characters_stand_for_any() -> None:
    assert KINDS["blue"].pattern.allows("?J1?345")


def test_two_rows_are_those_with_a_split() -> None:
    assert {kind.kind for kind in KINDS.values() if kind.rows == 2} == {
        "yellow_double",
        "trailer",
        "motorcycle",
        "light_motorcycle",
        "low_speed",
    }


TABLE = """
standard = "x"
effective = "2018-05-01"
source = "x"
[sets]
digit = "0123456789"
[look_alikes]
[trust.plate]
weight = 1.0
[[kind]]
kind = "short"
name_zh = "短"
name_en = "short"
colours = ["blue"]
codes = ["02"]
positions = ["digit", "学"]
size_mm = [440, 140]
weight = 1.0
source = "x"
"""


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        ('"digit", "学"', '"figure"', "no set is called figure"),
        ('["blue"]', '["pink"]', "unknown colour pink"),
        ('["02"]', '["2"]', "codes"),
        ("weight = 1.0\nsource", "source", "weight"),
        ("[[kind]]", "[kind", "plates2.toml"),
    ],
)
def test_a_faulty_table_is_refused_by_name(tmp_path: Path, old: str, new: str, fault: str) -> None:
    path = tmp_path / "plates2.toml"
    path.write_text(TABLE.replace(old, new), encoding="utf-8")
    with pytest.raises(GrammarError, match=fault) as caught:
        plate_grammar(path)
    assert "plates2.toml" in str(caught.value)


def test_a_table_of_ones_own_is_read(tmp_path: Path) -> None:
    path = tmp_path / "own.toml"
    path.write_text(TABLE, encoding="utf-8")
    assert plate_grammar(path).kinds[0].pattern.allows("7学")
