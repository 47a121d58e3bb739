"""Whole lanes in processes of their own, as `lane demo` starts them."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[3]


@dataclass(frozen=True)
class Outcome:
    """One finished run of `lane demo`."""

    code: int
    said: str
    out: Path

    @property
    def summary(self) -> dict[str, Any]:
        return json.loads((self.out / "summary.json").read_text(encoding="utf-8"))

    def inspections(self) -> list[dict[str, Any]]:
        return [i for visit in self.summary["visits"] for i in visit["inspections"]]

    def text(self, kind: str, number: int = 0) -> str:
        paper = sorted(self.out.glob(f"*-{kind}.pdf"))[number]
        done = subprocess.run(
            ["pdftotext", "-layout", paper, "-"], capture_output=True, text=True, check=True
        )
        return done.stdout


def lane(*arguments: str) -> subprocess.CompletedProcess[str]:
    """Run a `lane` command as a person would."""
    command = [sys.executable, "-m", "lane", *arguments]
    return subprocess.run(command, capture_output=True, text=True, cwd=ROOT, timeout=600)


@pytest.fixture(scope="session")
def runs(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[dict[tuple[str, ...], Future[Outcome]]]:
    """The demonstrations that the chosen tests need, two at a time: mostly they wait."""

    def run(arguments: tuple[str, ...], repeat: int) -> Outcome:
        out = tmp_path_factory.mktemp(f"{arguments[0]}-{repeat}") / "out"
        done = lane(
            *("demo", "--headless", "--fast", "--scenario", arguments[0], "--out", str(out)),
            *arguments[1:],
        )
        return Outcome(done.returncode, done.stdout + done.stderr, out)

    wanted = [
        (mark.args, number)
        for item in request.session.items
        for mark in item.iter_markers("demo_run")
        for number in range(mark.kwargs.get("times", 1))
    ]
    with ThreadPoolExecutor(2) as pool:
        found: dict[tuple[str, ...], Future[Outcome]] = {}
        for arguments, number in wanted:
            key = (*arguments, f"#{number}")
            if key not in found:
                found[key] = pool.submit(run, arguments, number)
        yield found
        for future in found.values():
            future.cancel()


@pytest.fixture
def demo(
    request: pytest.FixtureRequest, runs: dict[tuple[str, ...], Future[Outcome]]
) -> list[Outcome]:
    """What the runs of this test's ``demo_run`` mark came to."""
    mark = request.node.get_closest_marker("demo_run")
    assert mark is not None, "a test of a demonstration says which by @pytest.mark.demo_run(…)"
    times = mark.kwargs.get("times", 1)
    return [runs[(*mark.args, f"#{number}")].result() for number in range(times)]
