"""`lane demo`: a whole inspection on this machine."""

from __future__ import annotations

import argparse
from collections.abc import Coroutine
from pathlib import Path
from typing import Any, TypeVar

from lane.cli.common import BadInput

T = TypeVar("T")

FAST_RATE = 10.0
SCENARIOS = (
    *("pass", "brake-fail", "cloned", "assembled"),
    *("wanted", "exempt", "abandoned", "busy"),
)


def add_parser(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the command to the main parser."""
    parser = subparsers.add_parser(
        "demo",
        help="a whole inspection on this machine",
        description="Bring vehicles through the lane: real reading, real Modbus, real papers.",
        epilog="example: lane demo --headless --fast --scenario brake-fail --out out",
    )
    parser.add_argument("--scenario", choices=SCENARIOS, default="pass")
    parser.add_argument("--out", type=Path, default=Path("out"), help="folder for everything made")
    parser.add_argument("--seed", type=int, default=1, help="the same seed, the same values")
    parser.add_argument("--headless", action="store_true", help="open no window")
    parser.add_argument("--fast", action="store_true", help="the lane's clock runs ten times")
    parser.add_argument("--rate", type=float, help="how fast the lane's clock runs, instead")
    parser.add_argument("--language", choices=("zh", "en"), default="zh")
    parser.add_argument("--plate-photo", type=Path, metavar="FILE", help="a real photo of a plate")
    parser.add_argument("--vin-photo", type=Path, metavar="FILE", help="a real photo of a VIN")
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Run the scenario; exit 1 when it ended in another verdict than it should."""
    import asyncio

    from lane.demo.crew import TestsKeepFailing
    from lane.demo.photos import PhotoUnreadable
    from lane.demo.processes import ProcessDied
    from lane.demo.run import Options, display_there, run_demo
    from lane.demo.samples import SamplesMissing
    from lane.demo.scenarios import scenarios
    from lane.demo.summary import as_reached, summary, table, write_summary

    out: Path = args.out
    plate_photo, vin_photo = _photo(args.plate_photo), _photo(args.vin_photo)
    _empty_folder(out)
    screens = not args.headless and display_there()
    if not args.headless and not screens:
        print("没有显示器，不打开窗口 / no display here: running without windows")
    scenario = scenarios()[args.scenario]
    options = Options(
        out=out,
        scenario=scenario,
        seed=args.seed,
        rate=args.rate or (FAST_RATE if args.fast else 1.0),
        screens=screens,
        language=args.language,
        plate_photo=plate_photo,
        vin_photo=vin_photo,
        tell=lambda line: print(f"· {line}", flush=True),
    )
    print(f"{scenario.title_zh} / {scenario.title_en}", flush=True)
    try:
        done = asyncio.run(_until_told(run_demo(options)))
    except* (PhotoUnreadable, ProcessDied, SamplesMissing, TestsKeepFailing) as faults:
        raise BadInput("; ".join(str(fault) for fault in faults.exceptions)) from faults
    found = summary(args.scenario, scenario, done)
    write_summary(out / "summary.json", found)
    print(table(found, done, out))
    return 0 if as_reached(found) else 1


async def _until_told(work: Coroutine[Any, Any, T]) -> T:
    """Run ``work``; a request to end (SIGTERM) cancels it, so that every process is ended."""
    import asyncio
    import os
    import signal

    task = asyncio.ensure_future(work)
    if os.name != "nt":
        asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, task.cancel)
    return await task


_MADE = {"data", "logs", "police-desk", "samples", "summary.json"}


def _empty_folder(out: Path) -> None:
    """Make way for a new demonstration; only what an earlier one made is thrown away."""
    if out.exists() and not out.is_dir():
        raise BadInput(f"{out} is a file: give a folder with --out")
    if out.exists() and any(out.iterdir()):
        if not _made_by_demo(out):
            raise BadInput(f"{out} holds other files: give an empty folder with --out")
        import shutil

        shutil.rmtree(out)
    out.mkdir(parents=True, exist_ok=True)


def _made_by_demo(out: Path) -> bool:
    if any(p.name not in _MADE and not p.name.endswith(".pdf") for p in out.iterdir()):
        return False
    station = out / "data" / "station.toml"
    if station.is_file():
        return 'environment = "demo"' in station.read_text(encoding="utf-8", errors="replace")
    return not (out / "data" / "journal.db").exists()


def _photo(path: Path | None) -> Path | None:
    if path is not None and not path.is_file():
        raise BadInput(f"{path}: there is no such picture")
    return path
