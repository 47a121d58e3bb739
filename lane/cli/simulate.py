"""`lane simulate`: the simulated lane, or the simulated police desk, as a process of its own."""

from __future__ import annotations

import argparse


def add_parser(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the command to the main parser."""
    parser = subparsers.add_parser(
        "simulate",
        help="simulated equipment (or police desk)",
        description="Run simulated testers behind real Modbus TCP servers, or a GA/T 1400 desk.",
        epilog="example: lane simulate equipment --rate 10 --seed 7 --site-out site.toml",
    )
    parser.add_argument("what", choices=("equipment", "police"))
    parser.add_argument(
        "rest", nargs=argparse.REMAINDER, help="arguments of that simulator (see its --help)"
    )
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Run the chosen simulator until it is stopped."""
    if args.what == "equipment":
        from plc.simulator.__main__ import main as equipment

        return equipment(args.rest)
    from lane.alerts.simulated_desk.__main__ import main as police

    return police(args.rest)
