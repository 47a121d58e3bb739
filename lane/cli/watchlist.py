"""`lane watchlist`: a list in, look-ups out."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict
from datetime import datetime
from pathlib import Path

from platformdirs import user_data_path

from certs.station_time import CHINA
from lane.cli.common import BadInput
from lane.settings import DataFolder
from lane.watchlist import Hit, WatchList, WatchListError, ensure_key
from lane.watchlist.entry import instant
from lane.watchlist.values import KINDS

KEY_NAME = "watchlist.key"


def add_parser(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the command to the main parser."""
    parser = subparsers.add_parser(
        "watchlist",
        help="import a watch-list, look something up in it",
        epilog="example: lane watchlist import list.csv; lane watchlist check plate 鲁J12345",
    )
    commands = parser.add_subparsers(dest="command", required=True)
    take = commands.add_parser(
        "import",
        help="replace the list by a CSV file",
        epilog="example: lane watchlist import a.csv",
    )
    take.add_argument("file", type=Path, metavar="FILE")
    look = commands.add_parser(
        "check",
        help="look one value up",
        epilog="example: lane watchlist check plate 鲁J12345 --plate-kind 02",
    )
    look.add_argument("kind", choices=KINDS)
    look.add_argument("value", help="the value, or - to read it from standard input")
    look.add_argument("--plate-kind", metavar="CODE", help="kind of plate, e.g. 02")
    look.add_argument(
        "--on", type=datetime.fromisoformat, help="moment to check at; now if left out"
    )
    for command in (take, look):
        command.add_argument("--data", type=Path, help="data folder of the lane")
        command.add_argument("--json", action="store_true", help="one JSON object a line")
        command.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Import a list or look a value up."""
    with _opened(args.data) as watch_list:
        return _import(watch_list, args) if args.command == "import" else _check(watch_list, args)


@contextmanager
def _opened(data: Path | None) -> Iterator[WatchList]:
    folder = DataFolder(data or user_data_path("inspection-lane", appauthor=False))
    try:
        key = ensure_key(folder.keys / KEY_NAME)
        with WatchList(folder.watchlist, key) as watch_list:
            yield watch_list
    except WatchListError as error:
        raise BadInput(str(error)) from None


def _import(watch_list: WatchList, args: argparse.Namespace) -> int:
    report = watch_list.import_file(args.file)
    if args.json:
        answer = {
            "file": str(args.file),
            "entries": report.entries,
            "version": report.version,
            "listed_at": report.listed_at.isoformat(),
        }
        print(json.dumps(answer, ensure_ascii=False))
    else:
        print(f"{args.file}: {report.entries} entries, version {report.version}")
    return 0


def _check(watch_list: WatchList, args: argparse.Namespace) -> int:
    value = sys.stdin.readline().strip() if args.value == "-" else args.value
    on = instant(args.on) if args.on else datetime.now(CHINA)
    hits = watch_list.check(args.kind, value, on, args.plate_kind)
    for hit in hits:
        print(json.dumps(_as_json(hit), ensure_ascii=False) if args.json else _as_text(hit))
    if not hits and not args.json:
        print(f"no entry in force (list version {watch_list.version})")
    return 0


def _as_json(hit: Hit) -> dict[str, object]:
    return {
        name: value.isoformat() if isinstance(value, datetime) else value
        for name, value in asdict(hit).items()
    }


def _as_text(hit: Hit) -> str:
    return (
        f"{hit.list_entry_id}: {hit.category}, priority {hit.priority}, until "
        f"{hit.valid_until:%Y-%m-%d}, {hit.organisation}, {hit.contact} "
        f"(list version {hit.list_version} of {hit.listed_at:%Y-%m-%d %H:%M})"
    )
