"""Desk and board as processes of their own against the real service, pictured for the eye."""

from __future__ import annotations

import asyncio
import os
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest
from PIL import Image

from lane.demo.crew import check_in
from lane.demo.run import RunningLane, crew_at, running_lane
from lane.demo.samples import make_samples
from lane.demo.setup import prepare

pytestmark = [
    pytest.mark.timeout(300),
    pytest.mark.skipif(not os.environ.get("DISPLAY"), reason="no display: install xvfb"),
]


async def picture(lane: RunningLane, command: str, target: Path) -> Image.Image:
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "lane", command, "--url", lane.url),
        *("--size", "1280x800", "--screenshot", str(target), "--after", "4"),
        env={**os.environ, "LANE_TOKEN": lane.tokens["desk"]},
        stderr=asyncio.subprocess.PIPE,
    )
    _, said = await process.communicate()
    assert process.returncode == 0, said.decode()
    with Image.open(target) as found:
        return found.convert("RGB")


async def test_desk_and_board_show_the_running_lane(tmp_path: Path):
    kept = Path(os.environ.get("LANE_ARTEFACTS") or tmp_path)
    samples = await make_samples(tmp_path / "samples", ["busy-2"], 1, datetime.now(UTC))
    prepared = prepare(tmp_path / "data", tmp_path / "samples")
    async with (
        running_lane(tmp_path, prepared, 10.0, 1) as lane,
        crew_at(lane, 1, lambda line: None) as crew,
    ):
        await check_in(crew, samples["busy-2"])
        desk = await picture(lane, "desk", kept / "real-desk-1280x800.png")
        board = await picture(lane, "board", kept / "real-board-1280x800.png")
    for screen in (desk, board):
        assert screen.size == (1280, 800)
    header = desk.crop((0, 0, 240, 80))
    greens = sum(1 for r, g, b in header.get_flattened_data() if g > r + 60 and g > b + 30)
    assert greens > 500, "the new-energy plate is not drawn in its colour"
    blacks = sum(1 for pixel in board.get_flattened_data() if max(pixel) < 16)
    assert blacks > 0.5 * 1280 * 800
