"""`lane judge`: vehicle and measured values in, a verdict per item out."""

from __future__ import annotations

import argparse
import json
from pathlib import Path

from pydantic import BaseModel, ConfigDict

from checklists.errors import ChecklistError
from checklists.judgement import ItemVerdict, Judgement
from checklists.judging import judge
from checklists.measured import Measured
from checklists.vehicle import Inspection, Vehicle
from lane.cli.common import BadInput
from lane.cli.json_file import read_model

_WORDS_ZH = {"pass": "合格", "fail": "不合格", "not_judged": "未判定", "incomplete": "未完成"}


class JudgeFile(BaseModel):
    """What one file holds."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    vehicle: Vehicle
    inspection: Inspection
    measured: Measured


def add_parser(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the command to the main parser."""
    parser = subparsers.add_parser(
        "judge",
        help="judge measured values against the limits in force",
        description="Judge each measured value of a vehicle; a verdict, limit and clause per item.",
        epilog="example: lane judge vehicle.json --json",
    )
    parser.add_argument("files", nargs="+", type=Path, metavar="FILE", help="JSON, one each")
    parser.add_argument("--json", action="store_true", help="one JSON object a line")
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Print a judgement for each file; nothing is printed unless all files are good."""
    judged = [(path, _judge(path)) for path in args.files]
    for path, judgement in judged:
        print(_as_line(judgement) if args.json else _as_table(path, judgement))
    return 0


def _judge(path: Path) -> Judgement:
    given = read_model(path, JudgeFile)
    try:
        return judge(given.vehicle, given.inspection, given.measured)
    except ChecklistError as error:
        raise BadInput(f"{path}: {error}") from error


def _as_line(judgement: Judgement) -> str:
    return json.dumps(judgement.as_json(), ensure_ascii=False, allow_nan=False)


def _as_table(path: Path, judgement: Judgement) -> str:
    head = f"{path}: {_WORDS_ZH[judgement.verdict]} {judgement.verdict} ({judgement.edition})"
    return "\n".join([head, *(_as_row(item) for item in judgement.items)])


def _as_row(item: ItemVerdict) -> str:
    limit = f"{item.limit or ''} {item.unit}".strip()
    reason = f"  {item.reason_zh} / {item.reason_en}" if item.reason_zh else ""
    verdict = _WORDS_ZH[item.verdict]
    return f"  {item.item:<26}{item.shown_value:>9}  {limit:<18}{verdict}{reason}"
