"""Real photos in place of drawn ones: `--plate-photo` and `--vin-photo`.

The made-up register knows no real vehicle, so the demo vehicle's record takes over the plate and
VIN that the photos show; what else the record says stays made up, and the run says so.
"""

from __future__ import annotations

import asyncio
import csv
import io
import json
import shutil
import sys
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

from lane.demo.samples import SampleVehicle
from vision.grammar.vin import model_years
from vision.grammar.wmi import maker


class PhotoUnreadable(Exception):
    """The given photo shows no plate or VIN that can be read whole; the message is the reader's."""


async def use_photos(
    folder: Path, vehicle: SampleVehicle, plate: Path | None, vin: Path | None
) -> SampleVehicle:
    """Put the photos in the drawn ones' place and the register in line with them."""
    record = dict(vehicle.record)
    truth = dict(vehicle.truth)
    if plate is not None:
        read = await _read("plate", plate)
        record |= {"plate": read["plate"].removesuffix("挂"), "plate_kind": read["plate_kind_code"]}
        shutil.copyfile(plate, vehicle.folder / "front.jpg")
    if vin is not None:
        read = await _read("vin", vin)
        record |= {"vin": read["vin"]} | _in_line_with(read["vin"], record)
        shutil.copyfile(vin, vehicle.folder / "0113.jpg")
        (vehicle.folder / "0164.jpg").unlink(missing_ok=True)
        truth["nameplate"] = truth["nameplate"] | {"manufactured_on": record["manufactured_on"]}
    _replace_row(folder / "register.csv", vehicle.record, record)
    return replace(vehicle, record=record, truth=truth)


async def _read(what: str, photo: Path) -> dict[str, Any]:
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "lane", "read", what, str(photo), "--json"),
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
    )
    out, said = await process.communicate()
    if process.returncode != 0:
        raise PhotoUnreadable(said.decode().strip().removeprefix("lane: "))
    read = json.loads(out)
    text = read[what]
    if not text or "?" in text:
        reason = read["reason_zh"] or "有字符无法辨认"
        raise PhotoUnreadable(f"{photo}: {text or '-'} {reason} / {read['reason_en']}")
    return read


def _in_line_with(vin: str, record: dict[str, Any]) -> dict[str, Any]:
    """Brand by the maker's code, dates by the model year: a record that could be this VIN's."""
    known = maker(vin)
    changes: dict[str, Any] = {"brand": known.name_zh or known.name_en} if known else {}
    made = date.fromisoformat(record["manufactured_on"])
    registered = date.fromisoformat(record["registered_on"])
    years = [year for year in model_years(vin) if year <= made.year + 1]
    if years and years[-1] != made.year:
        shift = years[-1] - made.year
        changes["manufactured_on"] = made.replace(year=made.year + shift).isoformat()
        if shift > 0:
            changes["registered_on"] = registered.replace(year=registered.year + shift).isoformat()
    return changes


def _replace_row(path: Path, before: dict[str, Any], after: dict[str, Any]) -> None:
    """Change one vehicle's row of the register's CSV; an equal plate elsewhere is left out."""
    rows = list(csv.DictReader(io.StringIO(path.read_text(encoding="utf-8"))))
    changed = {key: str(after[key]) for key in after if after[key] != before[key]}
    kept: list[dict[str, str]] = []
    for row in rows:
        if (row["plate_kind"], row["plate"]) == (before["plate_kind"], before["plate"]):
            kept.append(row | changed)
        elif (row["plate_kind"], row["plate"]) != (after["plate_kind"], after["plate"]):
            kept.append(row)
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, rows[0].keys(), lineterminator="\n")
        writer.writeheader()
        writer.writerows(kept)
