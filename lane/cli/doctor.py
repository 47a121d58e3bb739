"""`lane doctor`: what is missing on this machine, and how to mend it."""

from __future__ import annotations

import argparse
import json
from pathlib import Path


def add_parser(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the command to the main parser."""
    parser = subparsers.add_parser(
        "doctor",
        help="what is missing on this machine",
        description="Check what reading, screens, papers and journal need, and say how to mend it.",
        epilog="example: lane doctor --data data",
    )
    parser.add_argument("--data", type=Path, help="check this lane's data folder too")
    parser.add_argument("--json", action="store_true", help="one JSON array")
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Print every check; exit 1 when something needed is missing."""
    from lane.doctor import check_all

    checks = check_all(args.data)
    if args.json:
        print(json.dumps([check.as_json() for check in checks], ensure_ascii=False))
    else:
        for check in checks:
            sign = "✓" if check.good else "✗"
            print(f"{sign} {check.name}: {check.found}")
            if not check.good:
                print(f"    → {check.mend}")
    return 0 if all(check.good or not check.needed for check in checks) else 1
