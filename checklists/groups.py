"""Vehicle groups (车辆组): which of them a vehicle is in, by type, use and a few features."""

from __future__ import annotations

from functools import cache
from typing import Any

from pydantic import BaseModel

from checklists.condition import Applicability, Condition
from checklists.tables import RULES_FOLDER, models, read_toml


class _Group(BaseModel, frozen=True, extra="forbid"):
    code: str
    name_zh: str
    name_en: str
    any: tuple[Condition, ...]


@cache
def _groups() -> dict[str, Applicability]:
    path = RULES_FOLDER / "codes" / "groups.toml"
    held = models(path, read_toml(path, "group"), _Group)
    return {group.code: Applicability.of(group.any) for group in held}


def groups_of(facts: dict[str, Any]) -> frozenset[str]:
    """The codes of the groups that hold for these facts."""
    return frozenset(code for code, rule in _groups().items() if rule.decide(facts)[0])


@cache
def always_two_axles(vehicle_type: str) -> bool:
    """Whether the type alone says that there are two axles (cars, motorcycles, three-wheelers)."""
    return bool(_groups()["two_axles"].decide({"vehicle_type": vehicle_type})[0])
