"""`lane read plate|vin FILE…`: one reading a line."""

from __future__ import annotations

import argparse
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

from lane.cli.common import BadInput


def add_parser(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the command to the main parser."""
    parser = subparsers.add_parser(
        "read",
        help="read plates or VINs from pictures",
        description="Read a plate or a VIN from each picture; `?` is what nobody can read.",
        epilog="example: lane read plate front.jpg --json",
    )
    parser.add_argument("what", choices=("plate", "vin"))
    parser.add_argument("files", nargs="+", type=Path, metavar="FILE")
    parser.add_argument(
        "--crop", action="store_true", help="the picture is the plate, or the VIN, alone"
    )
    parser.add_argument("--json", action="store_true", help="one JSON object a line")
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Print a reading for each file; nothing is printed unless all files can be opened."""
    from vision.errors import VisionError
    from vision.picture import load_picture

    try:
        pictures = [(path, load_picture(path)) for path in args.files]
        reader = _plate_reader(args.crop) if args.what == "plate" else _vin_reader(args.crop)
        for path, picture in pictures:
            found = reader(picture, str(path))
            print(json.dumps(found, ensure_ascii=False) if args.json else _text(found))
    except VisionError as fault:
        raise BadInput(str(fault)) from fault
    return 0


def _plate_reader(crop: bool) -> Callable[[Any, str], dict[str, Any]]:
    from vision.plates import PlateReader

    reader = PlateReader()
    return lambda picture, file: reader.read(picture, crop=crop).as_json(file)


def _vin_reader(crop: bool) -> Callable[[Any, str], dict[str, Any]]:
    from vision.vins import VinReader

    reader = VinReader()
    return lambda picture, file: reader.read(picture, crop=crop).as_json(file)


def _text(found: dict[str, Any]) -> str:
    text = found.get("plate", found.get("vin")) or "-"
    kind = f"  {found['kind']}" if found.get("kind") else ""
    reason = f"  {found['reason_zh']} / {found['reason_en']}" if found["reason_zh"] else ""
    return f"{found['file']}: {text}  {found['confidence']:.2f}{kind}{reason}"
