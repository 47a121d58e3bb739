"""`lane serve`: one lane's service over its data folder."""

from __future__ import annotations

import argparse
from pathlib import Path

from lane.cli.common import BadInput


def add_parser(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the command to the main parser."""
    parser = subparsers.add_parser(
        "serve",
        help="the lane service",
        description="Run journal, controller, readers and the HTTP interface of one lane.",
        epilog="example: lane serve --data data --port 8800",
    )
    parser.add_argument("--data", type=Path, required=True, help="the lane's data folder")
    parser.add_argument("--port", type=int, default=8800, help="port on 127.0.0.1 (0: any)")
    parser.add_argument(
        "--rate", type=float, default=1.0, help="lane seconds in a second, as the simulator's"
    )
    parser.add_argument("--no-warm-up", action="store_true", help="load the readers when needed")
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Serve until stopped."""
    import asyncio

    from certs.errors import CertsError
    from lane.journal.errors import JournalError
    from lane.people import PeopleFileError
    from lane.register.errors import RegisterError
    from lane.service.running import serve
    from lane.settings import DataFolder, SettingsError
    from lane.watchlist import WatchListError
    from plc.errors import PlcError

    data = DataFolder(args.data)
    if not data.station_file.is_file():
        raise BadInput(f"{data.station_file}: there is no such file; give the lane's data folder")
    faults = (
        *(SettingsError, PeopleFileError, PlcError, CertsError),
        *(WatchListError, RegisterError, JournalError, OSError),
    )
    try:
        asyncio.run(serve(data, port=args.port, rate=args.rate, warm_up=not args.no_warm_up))
    except faults as fault:
        raise BadInput(str(fault)) from fault
    return 0
