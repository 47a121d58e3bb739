"""`lane identity`: what is known of a vehicle in, a finding with reasons out."""

from __future__ import annotations

import argparse
import json
from pathlib import Path
from typing import Any

from lane.cli.common import BadInput
from lane.identity import Finding, IdentityError, IdentityInput, assess, parse_input

_WORDS_ZH = {
    "genuine": "真实",
    "doubtful": "存疑",
    "assembled": "拼装",
    "cloned": "套牌",
    "unknown": "未能判断",
}


def add_parser(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the command to the main parser."""
    parser = subparsers.add_parser(
        "identity",
        help="genuine, doubtful, assembled or cloned, with reasons",
        description="Weigh record, reads, measurements, answers and passes of one vehicle.",
        epilog="example: lane identity vehicle.json --json",
    )
    parser.add_argument(
        "files", nargs="+", type=Path, metavar="FILE", help="JSON, one vehicle each"
    )
    parser.add_argument("--json", action="store_true", help="one JSON object a line")
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Print a finding for each file; nothing is printed unless all files are good."""
    given = [(path, _read(path)) for path in args.files]
    for path, vehicle in given:
        finding = assess(vehicle)
        print(_as_line(path, finding) if args.json else _as_text(path, finding))
    return 0


def _read(path: Path) -> IdentityInput:
    try:
        text = path.read_text(encoding="utf-8-sig")
        return parse_input(text)
    except OSError as error:
        raise BadInput(f"{path}: {error.strerror or error}") from error
    except UnicodeDecodeError as error:
        raise BadInput(f"{path}: this is not UTF-8 text; save the file as UTF-8") from error
    except IdentityError as error:
        raise BadInput(f"{path}: {error}") from error


def _as_line(path: Path, finding: Finding) -> str:
    answer: dict[str, Any] = {"file": str(path), **finding.as_json()}
    return json.dumps(answer, ensure_ascii=False)


def _as_text(path: Path, finding: Finding) -> str:
    likely = finding.probability
    lines = [
        f"{path}: {_WORDS_ZH[finding.finding]} {finding.finding}  "
        f"(genuine {likely.genuine:.3f}, assembled {likely.assembled:.3f}, "
        f"cloned {likely.cloned:.3f}, misread {likely.misread:.3f})"
    ]
    lines += [
        f"  {r.weight:+5.2f} {r.favours:<9} {r.text_zh} / {r.text_en}" for r in finding.reasons
    ]
    lines += [f"  → {zh} / {en}" for zh, en in finding.settle]
    if finding.missing:
        lines.append("  " + "；".join(part.text_zh for part in finding.missing))
    return "\n".join(lines)
