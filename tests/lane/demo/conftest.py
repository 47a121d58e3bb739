"""Whole lanes in processes of their own, as `lane demo` starts them."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
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


@pytest.fixture
def demo(tmp_path: Path) -> Callable[..., Outcome]:
    def run(scenario: str, *more: str) -> Outcome:
        out = tmp_path / "out"
        done = lane(
            *("demo", "--headless", "--fast", "--scenario", scenario, "--out", str(out)), *more
        )
        return Outcome(done.returncode, done.stdout + done.stderr, out)

    return run
