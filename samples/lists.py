"""Passes elsewhere (异地过车) and the watch-list (布控名单) that belong to the demo vehicles."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable
from dataclasses import asdict, dataclass, fields
from datetime import date, datetime, timedelta
from pathlib import Path

import numpy as np

from lane.register import Pass, VehicleRecord
from samples.demo_vehicles import DemoVehicle

STATION = (36.19, 117.10)
"""Where the demo's station stands: latitude and longitude in degrees, WGS 84."""
_FAR_AWAY = (35.13, 117.33)
"""A camera about 120 km from the station."""
_CAMERAS = ((36.20, 117.13), (36.16, 117.08), (35.91, 117.77), (35.77, 116.80), (36.66, 117.02))


@dataclass(frozen=True, slots=True)
class WatchEntry:
    """One line of a watch-list as the police desk hands it in (CSV columns in this order)."""

    list_entry_id: str
    kind: str
    value: str
    plate_kind: str
    category: str
    priority: int
    valid_from: date
    valid_until: date
    organisation: str
    contact: str
    reason_code: str


def passes(
    vehicles: dict[str, DemoVehicle], fleet: Iterable[VehicleRecord], now: datetime, seed: int = 1
) -> list[Pass]:
    """Passes of the last days; the cloned plate's own car was 120 km away 40 minutes ago."""
    rng = np.random.default_rng([seed, 41])
    found = [_seen(record, now, rng) for record in list(fleet)[::4]]
    found += [_seen(vehicle.record, now, rng) for vehicle in vehicles.values()]
    cloned = vehicles["cloned"].record
    found.append(_pass(cloned, now - timedelta(minutes=40), *_FAR_AWAY))
    return sorted(found, key=lambda each: (each.at, each.plate))


def watchlist(vehicles: dict[str, DemoVehicle], on: date) -> list[WatchEntry]:
    """The wanted vehicle and its presenter, one withdrawn entry, and others that never come."""
    wanted, person = vehicles["wanted"].record, vehicles["wanted"].presenter
    expired = vehicles["pass"].record
    long, past = on + timedelta(days=365), on - timedelta(days=30)
    stolen, fled = ("stolen_vehicle", "R201"), ("hit_and_run", "R301")
    entries = (
        ("person", person.citizen_id, "", ("wanted_person", "R101"), 1, long),
        ("plate", wanted.plate, wanted.plate_kind, stolen, 1, long),
        ("vin", wanted.vin, "", stolen, 1, long),
        ("engine_number", wanted.engine_number, "", stolen, 2, long),
        ("plate", expired.plate, expired.plate_kind, fled, 2, past),
        ("plate", "鲁J00A17", "02", fled, 2, long),
        ("vin", "LSVAA49J132047371", "", stolen, 3, long),
    )
    return [
        WatchEntry(
            list_entry_id=f"W-{number:04}",
            kind=kind,
            value=value,
            plate_kind=plate_kind,
            category=category,
            priority=priority,
            valid_from=on - timedelta(days=200),
            valid_until=until,
            organisation="示例市公安局",
            contact="指挥中心 000-0000000",
            reason_code=reason,
        )
        for number, (kind, value, plate_kind, (category, reason), priority, until) in enumerate(
            entries, start=1
        )
    ]


def write_watchlist(path: Path, entries: Iterable[WatchEntry]) -> None:
    """The list as CSV (UTF-8)."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow([each.name for each in fields(WatchEntry)])
    writer.writerows(list(asdict(entry).values()) for entry in entries)
    path.write_bytes(text.getvalue().encode("utf-8"))


def _seen(record: VehicleRecord, now: datetime, rng: np.random.Generator) -> Pass:
    """An ordinary pass, at least six hours ago: time enough to come from anywhere here."""
    camera = _CAMERAS[int(rng.integers(len(_CAMERAS)))]
    return _pass(record, now - timedelta(minutes=int(rng.integers(360, 6 * 1440))), *camera)


def _pass(record: VehicleRecord, at: datetime, lat: float, lon: float) -> Pass:
    return Pass(
        plate=record.plate, plate_kind=record.plate_kind, at=at, lat=lat, lon=lon,
        colour=record.colour, vehicle_type=record.vehicle_type,
    )  # fmt: skip
