"""The sticker's data files, read once: layout, yearly tints, plate kinds, words."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ConfigDict
from reportlab.lib.units import mm

from certs.errors import ContentInvalid


class _Data(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Box(_Data):
    """A rectangle in mm from the page's lower left corner."""

    x: float
    y: float
    width: float
    height: float

    @property
    def points(self) -> tuple[float, float, float, float]:
        """The same in points: x, y, width, height."""
        return self.x * mm, self.y * mm, self.width * mm, self.height * mm


class Page(_Data):
    """The sheet in mm."""

    width: float
    height: float


class Layout(_Data):
    """Both sides; our own design, not the official artwork."""

    page: Page
    front: dict[str, Box]
    back: dict[str, Box]


class PlateKind(_Data):
    """A kind of plate with its face's colours; ``right`` is the right part's, if it differs."""

    zh: str
    en: str
    face: str
    ink: str
    right: str | None = None


class Tints(_Data):
    """Colours by year: ``years`` names some, the others take turns."""

    cycle: tuple[str, ...]
    years: dict[int, str]


@cache
def layout() -> Layout:
    """Where everything stands."""
    return Layout.model_validate(_read("layout.toml"))


def tint(year: int) -> str:
    """The colour of a year's sticker as #rrggbb."""
    tints = _tints()
    return tints.years.get(year, tints.cycle[year % len(tints.cycle)])


def plate_kind(code: str) -> PlateKind:
    """The kind of plate of a GA/T 16.7 code; raises ContentInvalid if it is not in the table."""
    try:
        return _plate_kinds()[code]
    except KeyError:
        raise ContentInvalid(
            f"plate kind {code!r} is not in the sticker's table: correct the vehicle's plate kind"
        ) from None


def word(name: str) -> tuple[str, str]:
    """Fixed words, Chinese and English; raises KeyError if there are none of that name."""
    zh, en = _words()[name]
    return zh, en


@cache
def _tints() -> Tints:
    return Tints.model_validate(_read("tints.toml"))


@cache
def _plate_kinds() -> dict[str, PlateKind]:
    kinds = _read("plate_kinds.toml")["kinds"]
    return {code: PlateKind.model_validate(kind) for code, kind in kinds.items()}


@cache
def _words() -> dict[str, list[str]]:
    return _read("words.toml")


def _read(name: str) -> dict[str, Any]:
    return tomllib.loads(Path(__file__).with_name(name).read_text(encoding="utf-8"))
