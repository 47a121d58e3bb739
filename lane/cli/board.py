"""``lane board``: the board that guides the driver through the lane."""

from __future__ import annotations

import argparse

from lane.cli.common import BadInput
from lane.cli.desk import add_screen_arguments

_EXAMPLE = "example: lane board --url http://127.0.0.1:8800 --station 1 --size 1920x1080"


def add_parser(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the ``board`` command."""
    parser = subparsers.add_parser("board", help="the lane board (引导屏)", epilog=_EXAMPLE)
    add_screen_arguments(parser)
    parser.add_argument("--token", default="", help="not needed: the board hangs in the hall")
    parser.add_argument(
        "--station", type=int, action="append", default=[], help="only this station (repeatable)"
    )
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Show the board until it is closed."""
    from lane.desk import DeskError, run_board

    try:
        run_board(
            args.url, args.token, args.language, size=args.size,
            stations=frozenset(args.station), screenshot=args.screenshot, after=args.after,
        )  # fmt: skip
    except DeskError as fault:
        raise BadInput(str(fault)) from fault
    return 0
