"""`lane due`: a vehicle in, what is due when and why out."""

from __future__ import annotations

import argparse
import json
from datetime import date
from pathlib import Path

from pydantic import BaseModel, ConfigDict

from certs.validity import Due, ValidityError, due
from checklists.errors import ChecklistError
from checklists.vehicle import Vehicle
from lane.cli.common import BadInput
from lane.cli.json_file import read_model


class DueFile(BaseModel):
    """What one file holds."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    vehicle: Vehicle
    on: date


def add_parser(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the command to the main parser."""
    parser = subparsers.add_parser(
        "due",
        help="when a vehicle is due, and whether it must go on the lane",
        description="Name the next due date of a vehicle, its window, and the reasons.",
        epilog="example: lane due vehicle.json --json",
    )
    parser.add_argument("files", nargs="+", type=Path, metavar="FILE", help="JSON, one each")
    parser.add_argument("--json", action="store_true", help="one JSON object a line")
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Print a due date for each file; nothing is printed unless all files are good."""
    found = [(path, _due(path)) for path in args.files]
    for path, result in found:
        print(_as_line(result) if args.json else _as_text(path, result))
    return 0


def _due(path: Path) -> Due:
    given = read_model(path, DueFile)
    try:
        return due(given.vehicle, given.on)
    except (ValidityError, ChecklistError) as error:
        raise BadInput(f"{path}: {error}") from error


def _as_line(result: Due) -> str:
    return json.dumps(result.as_json(), ensure_ascii=False)


def _as_text(path: Path, result: Due) -> str:
    lane = "须上线检验 on the lane" if result.lane_run_required else "免上线 mark only"
    head = f"{path}: {result.due_on} ({result.window_from} 起), {lane}"
    return "\n".join([head, *(f"  {reason}" for reason in result.reasons)])
