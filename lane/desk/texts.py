"""Fixed texts of the screens in Chinese and English, from texts.toml."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path
from typing import Literal, TypeAlias

from lane.service.views import Label

Language: TypeAlias = Literal["zh", "en"]

_FILE = Path(__file__).with_name("texts.toml")


@cache
def catalogue() -> dict[str, Label]:
    """All fixed texts by key (``section.name``)."""
    with _FILE.open("rb") as file:
        sections = tomllib.load(file)
    return {
        f"{section}.{name}": Label.model_validate(text)
        for section, entries in sections.items()
        for name, text in entries.items()
    }


class Texts:
    """Speaks one language at a time; ``language`` can be changed while the screen runs."""

    def __init__(self, language: Language = "zh") -> None:
        self.language: Language = language

    def fixed(self, key: str, **values: object) -> str:
        """A fixed text with its ``{names}`` filled in; KeyError where the catalogue lacks it."""
        return self.say(catalogue()[key]).format(**values)

    def say(self, label: Label | None) -> str:
        """A text of the service in the chosen language; empty for none."""
        if label is None:
            return ""
        return label.zh if self.language == "zh" else label.en

    def switch(self) -> None:
        """Change to the other language."""
        self.language = "en" if self.language == "zh" else "zh"
