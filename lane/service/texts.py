"""The texts of the service's views, looked up by section and name."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files

from lane.service.views import Label


@cache
def _catalogue() -> dict[str, dict[str, dict[str, str]]]:
    return tomllib.loads((files("lane.service") / "texts.toml").read_text(encoding="utf-8"))


@cache
def label(section: str, name: str) -> Label:
    """The text in both languages; ``KeyError`` for a name the catalogue lacks."""
    entry = _catalogue()[section][name]
    return Label(zh=entry["zh"], en=entry["en"])
