"""How each kind of plate looks (`plates.toml`)."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path

from pydantic import BaseModel, ConfigDict

from samples.paint import Colour


class _Strict(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Row(_Strict):
    """A row of characters, in millimetres."""

    top: float
    height: float
    left: tuple[float, ...]
    width: float


class Layout(_Strict):
    """Where what stands on a plate of one size."""

    size_mm: tuple[float, float]
    radius_mm: float
    rows: tuple[Row, ...]
    dot: tuple[float, float, float] | None = None


class Look(_Strict):
    """Layout and colours of one kind; `left_ground` covers the left `left_mm`."""

    layout: str
    ground: tuple[str, ...]
    ink: str
    last_ink: str | None = None
    left_ground: str | None = None
    left_mm: float = 0


class Catalogue(_Strict):
    """The whole of `plates.toml`."""

    layout: dict[str, Layout]
    colour: dict[str, Colour]
    kind: dict[str, Look]


@cache
def catalogue() -> Catalogue:
    """What `plates.toml` says."""
    text = Path(__file__).with_name("plates.toml").read_text(encoding="utf-8")
    return Catalogue.model_validate(tomllib.loads(text))
