"""Weights, thresholds and tables of the identity finding, read once from `weights.toml`."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

Kind = Literal["assembled", "cloned", "misread"]
KINDS: tuple[Kind, ...] = ("assembled", "cloned", "misread")

_Positive = Annotated[float, Field(gt=0)]
_Share = Annotated[float, Field(gt=0, lt=1)]


class _Table(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Priors(_Table):
    """Log-odds of each kind before anything is known about the vehicle."""

    assembled: float
    cloned: float
    misread: float
    source: str


class Thresholds(_Table):
    """From which probability of fraud a vehicle is held, and from which it is named."""

    doubtful: _Share
    named: _Share
    source: str


class Parameters(_Table):
    """Numbers the evidence functions compare with; units are in the names."""

    look_alike_limit: int
    wholly_different: int
    cap_characters: int
    unsure_confidence: _Share
    nameplate_confidence: _Share
    obd_confidence: _Share
    odometer_confidence: _Share
    stamp_similarity: _Share
    travel_speed_kmh: _Positive
    travel_margin_km: _Positive
    travel_margin_minutes: _Positive
    size_tolerance: _Share
    size_tolerance_mm: _Positive
    wheelbase_tolerance: _Share
    wheelbase_tolerance_mm: _Positive
    mass_tolerance: _Share
    mass_tolerance_kg: _Positive
    nameplate_months: _Positive
    glass_years: _Positive
    belt_months: _Positive
    tyre_years: _Positive
    odometer_slack_km: _Positive
    odometer_km_per_year: _Positive
    odometer_rollover_km: _Positive
    odometer_rollover_years: _Positive
    source: str


class Wording(_Table):
    """What one clue weighs for each kind, and how it is said."""

    assembled: float = Field(default=0.0, ge=0)
    cloned: float = Field(default=0.0, ge=0)
    misread: float = Field(default=0.0, ge=0)
    zh: str
    en: str
    settle_zh: str
    settle_en: str
    source: str


class Part(_Table):
    """The name of one part of the input, for saying that it is missing."""

    zh: str
    en: str


class Rules(_Table):
    """The whole of `weights.toml`."""

    edition: str
    effective: str
    look_alikes: tuple[str, ...]
    near_colours: tuple[str, ...]
    maker_brands: dict[str, tuple[str, ...]]
    plate_kind_types: dict[str, tuple[str, ...]]
    status_clues: dict[str, str]
    priors: Priors
    thresholds: Thresholds
    parameters: Parameters
    clues: dict[str, Wording]
    parts: dict[str, Part]


@cache
def rules() -> Rules:
    """The rules in force; a fault in the file shows at the first use, named by pydantic."""
    tables = {}
    for name in ("weights.toml", "tables.toml", "wording.toml"):
        text = (files("lane.identity") / name).read_text(encoding="utf-8")
        tables |= tomllib.loads(text)
    return Rules.model_validate(tables)
