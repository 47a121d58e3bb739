"""The operator's words for the names that profiles use."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from typing import Literal

Language = Literal["zh", "en"]
Section = Literal["device", "point", "verb", "state"]


@cache
def _catalogue() -> dict[str, dict[str, dict[str, str]]]:
    return tomllib.loads((files("plc") / "words.toml").read_text(encoding="utf-8"))


def word(section: Section, name: str, language: Language) -> str:
    """What the operator reads for ``name``; the name itself when the catalogue has none."""
    return _catalogue().get(section, {}).get(name, {}).get(language, name)
