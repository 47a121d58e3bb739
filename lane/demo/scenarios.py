"""What the demonstration can show, as data."""

from __future__ import annotations

import tomllib
from importlib.resources import files

from pydantic import BaseModel, ConfigDict


class _Strict(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Finding(_Strict):
    """A defect that the examiner finds: item (wire field) and reason code."""

    item: str
    reason_code: str


class Visit(_Strict):
    """One vehicle's visit: who comes, what is wrong with it, what people do about it."""

    vehicle: str
    faults: tuple[str, ...] = ()
    defects: tuple[Finding, ...] = ()
    repaired: bool = False
    abandon: str = ""
    expected: str


class Scenario(_Strict):
    """One scenario of `lane demo --scenario NAME`."""

    title_zh: str
    title_en: str
    visits: tuple[Visit, ...]


def scenarios() -> dict[str, Scenario]:
    """All scenarios by name."""
    text = (files("lane.demo") / "scenarios.toml").read_text(encoding="utf-8")
    return {name: Scenario.model_validate(value) for name, value in tomllib.loads(text).items()}
