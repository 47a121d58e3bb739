"""`python -m plc.simulator`: a simulated lane as a process of its own.

Prints one JSON line once every device answers: the control port and each device's port.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import sys
from collections.abc import Sequence
from pathlib import Path

from plc.clock import Clock
from plc.errors import PlcError
from plc.simulator.control import ControlServer
from plc.simulator.process import end_asked
from plc.simulator.simulator import Simulator
from plc.site import load_site, save_site

EXAMPLE = "example: python -m plc.simulator --rate 10 --seed 7 --site-out site.toml"


def arguments(argv: Sequence[str] | None = None) -> argparse.Namespace:
    """Return the parsed command line."""
    parser = argparse.ArgumentParser("python -m plc.simulator", epilog=EXAMPLE)
    parser.add_argument("--site", type=Path, help="site file; the reference lane if absent")
    parser.add_argument("--site-out", type=Path, help="where to write the site with the real ports")
    parser.add_argument("--rate", type=float, default=1.0, help="lane seconds in a second")
    parser.add_argument("--seed", type=int, default=0, help="seed of all noise")
    parser.add_argument("--control-port", type=int, default=0, help="0: any free port")
    parser.add_argument(
        "--exit-with-stdin", action="store_true", help="end when standard input is closed"
    )
    return parser.parse_args(argv)


async def simulate(options: argparse.Namespace) -> None:
    """Run the simulated lane until it is asked to end."""
    site = load_site(options.site)
    async with (
        Simulator(site, Clock(options.rate), options.seed) as simulator,
        ControlServer(simulator, options.control_port) as control,
    ):
        if options.site_out:
            save_site(simulator.site, options.site_out)
        ports = {name: device.port for name, device in simulator.devices.items()}
        print(json.dumps({"control_port": control.port, "devices": ports}), flush=True)
        await end_asked(options.exit_with_stdin)


def main(argv: Sequence[str] | None = None) -> int:
    """Run as a command; return the exit code."""
    options = arguments(argv)
    try:
        asyncio.run(simulate(options))
    except (PlcError, OSError, ValueError) as error:
        print(f"plc.simulator: {error}", file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        return 0
    return 0


if __name__ == "__main__":
    sys.exit(main())
