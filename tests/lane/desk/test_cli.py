"""``lane desk`` and ``lane board`` from the command line."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from lane.cli import board, desk
from lane.cli.common import BadInput


def parse(*words: str) -> argparse.Namespace:
    parser = argparse.ArgumentParser()
    subparsers = parser.add_subparsers()
    desk.add_parser(subparsers)
    board.add_parser(subparsers)
    return parser.parse_args(words)


@pytest.mark.parametrize("size", ["big", "1280", "10x10", "1280x"])
def test_a_bad_size_is_refused(size: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        parse("desk", "--token", "t", "--size", size)
    assert ended.value.code == 2
    assert size in capsys.readouterr().err


def test_without_a_display_one_clear_line(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("DISPLAY", raising=False)
    for words in (("desk", "--token", "t"), ("board",)):
        args = parse(*words)
        with pytest.raises(BadInput, match="no display") as fault:
            args.run(args)
        assert "\n" not in str(fault.value)


@pytest.mark.parametrize("command", ["desk", "board"])
def test_a_screenshot_is_saved(service: Any, samples: Any, tmp_path: Path, command: str) -> None:
    service.lane = samples.situations()["walk"]
    path = tmp_path / "screen.png"
    words = [command, "--url", service.url, "--token", "t", "--screenshot", str(path)]
    args = parse(*words, "--after", "0.8", "--size", "1000x700")
    assert args.run(args) == 0
    with Image.open(path) as picture:
        assert picture.size == (1000, 700)
        assert len(picture.convert("RGB").getcolors(1 << 24) or ()) > 50
