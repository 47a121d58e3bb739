"""`python -m lane.alerts.simulated_desk --port 0 --out DIR` prints {"port": …} and serves."""

from __future__ import annotations

import argparse
import json
import socket
from collections.abc import Sequence
from pathlib import Path

import uvicorn

from lane.alerts.simulated_desk.app import create_app
from lane.alerts.simulated_desk.faults import FAULTS


def main(arguments: Sequence[str] | None = None) -> int:
    """Serve a desk on this machine until told to stop."""
    parser = argparse.ArgumentParser(prog="lane.alerts.simulated_desk", description=__doc__)
    parser.add_argument("--port", type=int, default=0, help="0 takes a free one")
    parser.add_argument("--out", type=Path, required=True, help="where to keep what comes in")
    parser.add_argument("--user", default="lane")
    parser.add_argument("--password", default="lane")
    parser.add_argument("--fault", choices=FAULTS, help="misbehave from the start")
    args = parser.parse_args(arguments)
    listener = socket.socket()
    # a desk that comes back takes its old port
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    listener.bind(("127.0.0.1", args.port))
    # whoever reads the port below may connect at once, and waits until the desk is up
    listener.listen()
    app = create_app(args.out, args.user, args.password, args.fault)
    config = uvicorn.Config(app, log_level="critical", access_log=False)
    print(json.dumps({"port": listener.getsockname()[1]}), flush=True)
    uvicorn.Server(config).run(sockets=[listener])
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
