"""`lane journal verify | export | show`: the chain, checked and read."""

from __future__ import annotations

import argparse
import json
from pathlib import Path

from lane.cli.common import BadInput


def add_parser(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the command to the main parser."""
    parser = subparsers.add_parser(
        "journal",
        help="check or read the journal",
        description="Prove that the journal is whole, export it, or show one inspection.",
        epilog="example: lane journal verify --data out/data",
    )
    parser.add_argument("what", choices=("verify", "export", "show"))
    parser.add_argument("inspection", nargs="?", help="with show: the inspection's id")
    parser.add_argument("--data", type=Path, required=True, help="the lane's data folder")
    parser.add_argument("--json", action="store_true", help="one JSON object a line")
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Check or print; exit 1 when the journal is not whole."""
    from lane.journal.reading import Broken, export, show, verify
    from lane.settings import DataFolder

    data = DataFolder(args.data)
    if not data.journal.exists():
        raise BadInput(f"{data.journal}: there is no journal here; give the lane's data folder")
    try:
        if args.what == "verify":
            return verify(data, as_json=args.json)
        if args.what == "export":
            lines = export(data)
        else:
            if not args.inspection:
                raise BadInput("say which inspection: lane journal show ID --data FOLDER")
            lines = show(data, args.inspection)
        for line in lines:
            print(json.dumps(line, ensure_ascii=False) if args.json else _text(line))
    except Broken as fault:
        raise BadInput(str(fault)) from fault
    return 0


def _text(line: dict[str, object]) -> str:
    data = json.dumps(line["data"], ensure_ascii=False)
    shown = data if len(data) <= 160 else f"{data[:157]}…"
    return f"{line['at']}  {line['inspection']}  {line['by']:<16} {line['kind']:<18} {shown}"
