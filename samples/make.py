"""Writes the samples: ``python -m samples.make --out DIR [--only NAME]… [--all-photos]``.

DIR gets `register.csv`, `passes.csv`, `watchlist.csv`, `vehicles.json` and a folder of pictures
for each demo vehicle (`pass/front.jpg`, `pass/0113.jpg`, …), the same byte for byte on each run.
"""

from __future__ import annotations

import argparse
import json
import os
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict
from datetime import date, datetime, time
from pathlib import Path

from certs.station_time import CHINA
from lane.register import Pass, VehicleRecord
from lane.register.table import write_csv
from samples.demo_vehicles import DEMO_DAY, DemoVehicle, demo_vehicles
from samples.fleet import fleet
from samples.lists import passes, watchlist, write_watchlist
from samples.walk import CODES, FRONT, photo

READ_CODES = ("0111", "0112", "0113", "0119", "0164")
"""Pictures that are read or compared; the others only show."""


def write_lists(folder: Path, now: datetime, seed: int = 1) -> None:
    """Register, passes and watch-list as CSV, as they stand at the instant `now`."""
    on = now.astimezone(CHINA).date()
    vehicles = demo_vehicles(on)
    records = fleet(on, seed)
    own = {(v.record.plate_kind, v.record.plate) for v in vehicles.values()}
    records = [r for r in records if (r.plate_kind, r.plate) not in own]
    folder.mkdir(parents=True, exist_ok=True)
    write_csv(
        folder / "register.csv", VehicleRecord, [*(v.record for v in vehicles.values()), *records]
    )
    write_csv(folder / "passes.csv", Pass, passes(vehicles, records, now, seed))
    write_watchlist(folder / "watchlist.csv", watchlist(vehicles, on))


def write_photos(
    folder: Path,
    vehicles: Iterable[DemoVehicle],
    codes: tuple[str, ...] = READ_CODES,
    seed: int = 1,
) -> list[Path]:
    """Pictures of each vehicle under `folder`/its name; gives the paths."""
    wanted = [(vehicle, code) for vehicle in vehicles for code in (FRONT, *codes)]

    def write(job: tuple[DemoVehicle, str]) -> Path:
        vehicle, code = job
        path = folder / vehicle.name / f"{code}.jpg"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(photo(vehicle, code, seed))
        return path

    with ThreadPoolExecutor(os.cpu_count()) as pool:
        return list(pool.map(write, wanted))


def write_vehicles(path: Path, vehicles: dict[str, DemoVehicle]) -> None:
    """Record, truth and presenter of each demo vehicle as JSON, by name."""
    told = {
        name: {
            "record": vehicle.record.model_dump(mode="json"),
            "truth": asdict(vehicle.truth),
            "presenter": asdict(vehicle.presenter),
        }
        for name, vehicle in vehicles.items()
    }
    text = json.dumps(told, ensure_ascii=False, indent=1, sort_keys=True, default=date.isoformat)
    path.write_text(text + "\n", encoding="utf-8")


def _instant(text: str) -> datetime:
    """An instant; without a zone it is China's."""
    moment = datetime.fromisoformat(text)
    return moment if moment.tzinfo else moment.replace(tzinfo=CHINA)


def main(arguments: list[str] | None = None) -> int:
    """The command line."""
    parser = argparse.ArgumentParser(
        prog="python -m samples.make", description="Write the samples of the demo."
    )
    parser.add_argument("--out", type=Path, required=True, help="folder to write into")
    parser.add_argument(
        "--only", action="append", metavar="NAME", help="pictures of this demo vehicle alone"
    )
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument(
        "--now",
        type=_instant,
        default=datetime.combine(DEMO_DAY, time(10), CHINA),
        help="the instant that passes and dates are counted from, e.g. 2026-11-24T10:00+08:00",
    )
    parser.add_argument("--all-photos", action="store_true", help="every photo of the walk")
    chosen = parser.parse_args(arguments)
    vehicles = demo_vehicles(chosen.now.astimezone(CHINA).date())
    for name in chosen.only or ():
        if name not in vehicles:
            parser.error(f"there is no demo vehicle {name}; there are {', '.join(vehicles)}")
    write_lists(chosen.out, chosen.now, chosen.seed)
    write_vehicles(chosen.out / "vehicles.json", vehicles)
    picked = [vehicles[name] for name in chosen.only or vehicles]
    codes = CODES if chosen.all_photos else READ_CODES
    paths = write_photos(chosen.out, picked, codes, chosen.seed)
    print(f"{len(paths)} pictures of {len(picked)} vehicles and three lists in {chosen.out}")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
