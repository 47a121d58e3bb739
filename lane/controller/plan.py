"""Which tests of a vehicle are done at which station of this lane."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from plc.site import Site, StationSite

DEVICE_OF_TEST: dict[str, str] = {
    "axle_load": "axle_scale",
    "service_brake": "roller_brake",
    "parking_brake": "roller_brake",
    "speed": "speedometer",
    "headlamp": "headlamp",
    "side_slip": "side_slip",
    "double_idle": "gas_analyser",
    "free_acceleration": "gas_analyser",
}

ON_THE_PLATFORM = frozenset({"axle_load", "service_brake", "parking_brake"})
"""Tests for which their axle has to stand on scale and rollers."""


@dataclass(frozen=True, slots=True)
class LaneTest:
    """One test of one vehicle, as planned: ``axle`` counts from 1, ``lamp`` is H1 … H4."""

    id: str
    kind: str
    axle: int | None = None
    lamp: str | None = None

    @classmethod
    def from_json(cls, value: dict[str, Any]) -> LaneTest:
        """Rebuild from an event's JSON."""
        return cls(value["id"], value["kind"], value.get("axle"), value.get("lamp"))

    def as_json(self) -> dict[str, Any]:
        """As an event carries it."""
        return {"id": self.id, "kind": self.kind, "axle": self.axle, "lamp": self.lamp}


def device_for(test: LaneTest, site: Site) -> str | None:
    """Name of the lane's tester for this test; None where the lane has none."""
    kind = DEVICE_OF_TEST[test.kind]
    return next((device.name for device in site.device if device.kind == kind), None)


def at_station(tests: list[LaneTest], station: StationSite, site: Site) -> list[LaneTest]:
    """The tests done at ``station``, axle by axle so that no axle is driven on twice."""
    here = [test for test in tests if device_for(test, site) in station.devices]
    axle_by_axle = [test for test in here if test.kind in ON_THE_PLATFORM]
    others = [test for test in here if test.kind not in ON_THE_PLATFORM]
    return sorted(axle_by_axle, key=lambda test: test.axle or 0) + others


def untestable(tests: list[LaneTest], site: Site) -> list[LaneTest]:
    """Tests that no station of this lane can do."""
    placed = {test.id for station in site.station for test in at_station(tests, station, site)}
    return [test for test in tests if test.id not in placed]
