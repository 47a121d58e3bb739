"""The command line: one module a command, loaded as far as its arguments need."""

from __future__ import annotations

import argparse
import logging
import sys
from collections.abc import Sequence

from lane.cli import (
    board,
    demo,
    desk,
    doctor,
    due,
    identity,
    journal,
    judge,
    read,
    serve,
    simulate,
    watchlist,
)
from lane.cli.common import BadInput, end_with_parent

COMMANDS = (
    demo,
    serve,
    desk,
    board,
    simulate,
    read,
    judge,
    due,
    identity,
    watchlist,
    journal,
    doctor,
)


def parser() -> argparse.ArgumentParser:
    """The whole command line."""
    top = argparse.ArgumentParser(
        "lane",
        description="Vehicle inspection lane workstation (机动车检验工作站)",
        epilog="example: lane demo --headless --fast --out out",
    )
    top.add_argument("--verbose", action="store_true", help="log to standard error")
    commands = top.add_subparsers(title="commands", metavar="COMMAND", required=True)
    for command in COMMANDS:
        command.add_parser(commands)
    return top


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; bad input ends with one line and exit 2."""
    options = parser().parse_args(arguments)
    end_with_parent()
    level = logging.INFO if options.verbose else logging.WARNING
    logging.basicConfig(level=level, format="%(asctime)s %(levelname)s %(name)s: %(message)s")
    try:
        return options.run(options)
    except BadInput as fault:
        print(f"lane: {fault}", file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        return 130
    except BrokenPipeError:
        # whoever read our output has enough of it, as `head` does
        sys.stdout = None
        return 0
