"""``lane desk``: the workstation screen."""

from __future__ import annotations

import argparse
import os
from pathlib import Path

from lane.cli.common import BadInput

_EXAMPLE = "example: lane desk --url http://127.0.0.1:8800 --token 3f6c… --size 1920x1080"


def add_parser(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the ``desk`` command."""
    parser = subparsers.add_parser("desk", help="the workstation screen", epilog=_EXAMPLE)
    add_screen_arguments(parser)
    parser.add_argument(
        "--token",
        default=os.environ.get("LANE_TOKEN", ""),
        help="token of the person at this screen; better kept in LANE_TOKEN, where no list of "
        "processes shows it",
    )
    parser.set_defaults(run=run)


def add_screen_arguments(parser: argparse.ArgumentParser) -> None:
    """The arguments that desk and board share."""
    parser.add_argument(
        "--url", default="http://127.0.0.1:8800", help="address of the lane service"
    )
    parser.add_argument("--language", choices=("zh", "en"), default="zh", help="language at start")
    parser.add_argument(
        "--size", type=size, default=(1280, 800), help="window size, e.g. 1920x1080"
    )
    parser.add_argument("--screenshot", type=Path, help="save a picture of the screen and end")
    parser.add_argument("--after", type=float, default=3.0, help="seconds before the screenshot")


def size(text: str) -> tuple[int, int]:
    """``1280x800`` as width and height in pixels."""
    width, _, height = text.lower().partition("x")
    if not (width.isdigit() and height.isdigit() and int(width) >= 800 and int(height) >= 500):
        raise argparse.ArgumentTypeError(
            f"{text!r} is no size: write it like 1280x800, at least 800x500"
        )
    return int(width), int(height)


def run(args: argparse.Namespace) -> int:
    """Show the desk until it is closed."""
    # Tk is loaded only by the commands that draw: the others run on machines without it
    from lane.desk import DeskError, run_desk

    try:
        run_desk(
            args.url, args.token, args.language, size=args.size, screenshot=args.screenshot,
            after=args.after,
        )  # fmt: skip
    except DeskError as fault:
        raise BadInput(str(fault)) from fault
    return 0
