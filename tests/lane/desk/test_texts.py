"""Fixed texts: in both languages, all in the catalogue, all drawable with the packaged font."""

from __future__ import annotations

import re
from pathlib import Path
from string import Formatter

import pytest
from PIL import ImageFont

import lane.desk.texts
from certs.fonts import BOLD, REGULAR
from lane.desk.actions import action_table
from lane.desk.phrases import phrases
from lane.desk.texts import Texts, catalogue

SOURCE = Path(lane.desk.texts.__file__).parent


def _names(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name}


def test_both_languages_ask_for_the_same_values() -> None:
    for key, label in catalogue().items():
        assert label.zh and label.en, key
        assert _names(label.zh) == _names(label.en), key


def test_every_key_in_the_source_is_in_the_catalogue() -> None:
    used: set[str] = set()
    for path in SOURCE.glob("*.py"):
        source = path.read_text("utf-8")
        used |= set(re.findall(r'fixed\(\s*"([a-z_.]+)"', source))
        used |= set(
            re.findall(r'"((?:problem|values|finding|camera|arrival|checklist)\.[a-z_]+)"', source)
        )
    assert len(used) > 40
    assert used <= set(catalogue()), used - set(catalogue())


def test_no_chinese_is_written_into_the_widgets() -> None:
    for path in SOURCE.glob("*.py"):
        for line in path.read_text("utf-8").splitlines():
            code = line.split("#")[0]
            strings = re.findall(r'(?<!")"([^"]*[一-鿿][^"]*)"(?!")', code)
            if strings and '"""' not in line:
                assert path.name in ("app.py", "board.py", "limits.py", "fitting.py"), (path, line)


@pytest.mark.parametrize("font", [REGULAR, BOLD])
def test_every_character_can_be_drawn(font: Path) -> None:
    drawn = ImageFont.truetype(str(font), 24)
    box = bytes(drawn.getmask("\U0010ffff"))
    labels = [*catalogue().values(), *action_table().action.values()]
    labels += [each for said in phrases().values() for each in said]
    for label in labels:
        for character in (label.zh + label.en).replace("　", "").replace(" ", ""):
            assert bytes(drawn.getmask(character)) != box, (character, label)


def test_the_language_is_switched_and_back() -> None:
    texts = Texts("zh")
    before = texts.fixed("values.limit")
    texts.switch()
    assert texts.fixed("values.limit") == "Limit"
    texts.switch()
    assert texts.fixed("values.limit") == before
