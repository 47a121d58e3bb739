"""``python -m plc.acquisition``: started by :class:`plc.acquisition.client.Acquisition`."""

from __future__ import annotations

import argparse
import asyncio
import json
import os
import sys
from pathlib import Path

from plc.acquisition.protocol import TOKEN_VARIABLE
from plc.acquisition.server import AcquisitionServer
from plc.acquisition.write_log import WriteLog
from plc.clock import Clock
from plc.errors import PlcError
from plc.platforms import on_stop_signal
from plc.site import load_site


def main() -> int:
    """Run the acquisition process; 2 when its files are wrong."""
    arguments = _parser().parse_args()
    token = os.environ.pop(TOKEN_VARIABLE, "")
    if not token:
        print(f"acquisition: {TOKEN_VARIABLE} is not set", file=sys.stderr)
        return 2
    try:
        asyncio.run(_serve(arguments, token))
    except PlcError as error:
        print(f"acquisition: {error}", file=sys.stderr)
        return 2
    return 0


async def _serve(arguments: argparse.Namespace, token: str) -> None:
    log = WriteLog(arguments.log)
    try:
        site = load_site(arguments.site)
        acquisition = AcquisitionServer(site, Clock(arguments.rate), log, token)
        on_stop_signal(asyncio.get_running_loop(), acquisition.end)
        server, port = await acquisition.listen()
        print(json.dumps({"port": port}), flush=True)
        await acquisition.run(server)
    finally:
        log.close()


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m plc.acquisition", description=__doc__)
    parser.add_argument("--site", type=Path, required=True, help="site file (TOML)")
    parser.add_argument("--rate", type=float, default=1.0, help="lane seconds per second")
    parser.add_argument("--log", type=Path, required=True, help="log of writes (JSON lines)")
    return parser


if __name__ == "__main__":
    sys.exit(main())
