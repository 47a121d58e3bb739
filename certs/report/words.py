"""The report's fixed words, read once from ``words.toml``."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path
from typing import NamedTuple


class Pair(NamedTuple):
    """The same in Chinese and in English."""

    zh: str
    en: str

    def filled(self, **values: object) -> Pair:
        """With its placeholders filled in."""
        return Pair(self.zh.format(**values), self.en.format(**values))


def word(group: str, name: str) -> Pair:
    """The pair of words called ``name`` in ``group``; raises KeyError if there is none."""
    return _catalogue()[group][name]


@cache
def _catalogue() -> dict[str, dict[str, Pair]]:
    table = tomllib.loads(Path(__file__).with_name("words.toml").read_text(encoding="utf-8"))
    return {
        group: {name: Pair(*pair) for name, pair in words.items()} for group, words in table.items()
    }
