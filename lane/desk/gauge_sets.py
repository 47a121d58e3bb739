"""Which gauges go with which tester, from gauges.toml."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict

from lane.service.views import InspectionView, Label, MeasurementView

from .gauge import Shown
from .limits import as_shown, bounds_in

_FILE = Path(__file__).with_name("gauges.toml")
_DEFAULT = "roller_brake"


class GaugeSpec(BaseModel):
    """One gauge: a live point, a measured item, or the point with the item's limit."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    point: str | None = None
    item: str | None = None
    zh: str
    en: str
    unit: str
    range: tuple[float, float]
    grow: bool = False
    colour: Literal["left", "right", "accent"] = "accent"
    decimals: int = 0


@cache
def gauge_sets() -> dict[str, tuple[GaugeSpec, ...]]:
    """All sets by the kind of tester."""
    with _FILE.open("rb") as file:
        content = tomllib.load(file)
    return {
        each["device"]: tuple(GaugeSpec.model_validate(gauge) for gauge in each["gauges"])
        for each in content["set"]
    }


def specs_for(device: str | None) -> tuple[GaugeSpec, ...]:
    """The gauges of a tester; the brake tester's where none speaks."""
    return gauge_sets().get(device or _DEFAULT, gauge_sets()[_DEFAULT])


def shown(
    spec: GaugeSpec, inspection: InspectionView, values: dict[str, float], axle: int
) -> Shown:
    """What a gauge shows now."""
    measured = _measured(spec, inspection, axle)
    live = values.get(spec.point) if spec.point else None
    value = live if live is not None else measured.value if measured else None
    judged = measured is not None and measured.value == value and measured.verdict != "pending"
    return Shown(
        name=Label(zh=spec.zh, en=spec.en),
        value=value,
        unit=spec.unit,
        decimals=spec.decimals,
        low=spec.range[0],
        high=_end(spec, value),
        bounds=bounds_in(measured.limit) if measured else bounds_in(""),
        limit=as_shown(measured.limit) if measured else "",
        verdict=measured.verdict if measured and judged else "pending",
        colour=spec.colour,
    )


def _measured(spec: GaugeSpec, inspection: InspectionView, axle: int) -> MeasurementView | None:
    item = (spec.item or "").format(axle=axle)
    return next((each for each in inspection.measurements if each.item == item), None)


def _end(spec: GaugeSpec, value: float | None) -> float:
    """The upper end: doubled until the value fits, so that a gauge rarely changes its scale."""
    end = spec.range[1]
    while spec.grow and value is not None and value > end:
        end *= 2
    return end
