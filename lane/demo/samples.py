"""The demonstration's pictures and lists, drawn by the project's samples in a process of theirs."""

from __future__ import annotations

import asyncio
import json
import sys
from dataclasses import dataclass
from datetime import datetime
from importlib.util import find_spec
from pathlib import Path
from typing import Any


class SamplesMissing(Exception):
    """The samples can't be made; the message says what is needed."""


@dataclass(frozen=True, slots=True)
class SampleVehicle:
    """One demo vehicle: its record, what is really there, who brings it, and its pictures."""

    name: str
    record: dict[str, Any]
    truth: dict[str, Any]
    presenter: dict[str, Any]
    folder: Path

    def picture(self, code: str) -> bytes | None:
        """The picture for a photo code, or the front camera's under ``front``."""
        path = self.folder / f"{code}.jpg"
        return path.read_bytes() if path.exists() else None

    def pictures(self) -> list[str]:
        """Codes of the pictures there are."""
        return sorted(path.stem for path in self.folder.glob("*.jpg") if path.stem != "front")


async def make_samples(
    folder: Path, vehicles: list[str], seed: int, now: datetime
) -> dict[str, SampleVehicle]:
    """Draw the pictures of ``vehicles`` and write the lists; raises `SamplesMissing`."""
    if find_spec("samples") is None:
        raise SamplesMissing(
            "the demonstration draws its pictures with the project's samples/ folder: start it "
            "with ./run demo in a checkout of the project"
        )
    only = [argument for name in vehicles for argument in ("--only", name)]
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "samples.make", "--out", str(folder), "--all-photos"),
        *("--seed", str(seed), "--now", now.isoformat(), *only),
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
    )
    _, said = await process.communicate()
    if process.returncode != 0:
        raise SamplesMissing(f"the samples could not be drawn: {said.decode().strip()}")
    held = json.loads((folder / "vehicles.json").read_text(encoding="utf-8"))
    return {name: SampleVehicle(name=name, folder=folder / name, **held[name]) for name in vehicles}
