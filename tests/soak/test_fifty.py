"""Fifty inspections on one service: no brake sample lost, nothing grows, nothing left behind."""

from __future__ import annotations

import asyncio
import os
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import psutil
import pytest

from lane.demo.crew import Crew
from lane.demo.run import RunningLane, crew_at, running_lane
from lane.demo.samples import SampleVehicle, make_samples
from lane.demo.scenarios import Visit
from lane.demo.setup import prepare
from lane.demo.visit import whole_visit

pytestmark = [pytest.mark.soak, pytest.mark.timeout(7200)]

INSPECTIONS = 50
TOGETHER = 3
RATE = float(os.environ.get("LANE_SOAK_RATE", "10"))
VEHICLES = ["pass", "busy-1", "busy-2", "busy-4", "wanted", "busy-6"]
GROWTH_MB = 60


@dataclass(frozen=True)
class Use:
    """What the service and its children hold."""

    inspections: int
    memory_mb: float
    handles: int
    processes: int
    threads: int


def use_of(lane: RunningLane, inspections: int) -> Use:
    service = psutil.Process(lane.service.pid)
    family = [service, *service.children(recursive=True)]
    return Use(
        inspections=inspections,
        memory_mb=sum(p.memory_info().rss for p in family) / 1e6,
        handles=sum(p.num_fds() for p in family),
        processes=len(family),
        threads=sum(p.num_threads() for p in family),
    )


async def test_fifty_inspections(tmp_path: Path):
    samples = await make_samples(tmp_path / "samples", VEHICLES, 1, datetime.now(UTC))
    prepared = prepare(tmp_path / "data", tmp_path / "samples", blanks=INSPECTIONS + 10)
    before = {p.pid for p in psutil.Process().children(recursive=True)}
    async with (
        running_lane(tmp_path, prepared, RATE, 1) as lane,
        crew_at(lane, 1, lambda line: None) as crew,
    ):
        uses = await run_all(lane, crew, samples)
        view = await crew.supervisor.lane()
    assert {p.pid for p in psutil.Process().children(recursive=True)} == before
    assert [i["phase"] for i in view["inspections"]] == ["closed"] * INSPECTIONS
    for use in uses:
        print(use)
    early, late = uses[1], uses[-1]
    assert late.processes == early.processes and late.threads <= early.threads + 2
    assert late.handles <= early.handles + 8
    assert late.memory_mb - early.memory_mb < GROWTH_MB
    planned, runs, lost, voided = brake_runs(tmp_path / "data")
    print(f"brake runs {runs} of {planned}, frames lost {lost}, tests voided {voided}")
    assert runs == planned > INSPECTIONS and lost == 0


async def run_all(lane: RunningLane, crew: Crew, samples: dict[str, SampleVehicle]) -> list[Use]:
    uses = [use_of(lane, 0)]
    waiting = list(range(INSPECTIONS))
    done = 0

    async def worker() -> None:
        nonlocal done
        while waiting:
            name = VEHICLES[waiting.pop(0) % len(VEHICLES)]
            visit = Visit(vehicle=name, expected="pass")
            await whole_visit(crew, samples[name], visit)
            done += 1
            if done % 10 == 0:
                uses.append(use_of(lane, done))

    async with asyncio.TaskGroup() as group:
        for _ in range(TOGETHER):
            group.create_task(worker())
    return uses


def brake_runs(data: Path) -> tuple[int, int, int, int]:
    """Brake runs planned and measured, frames lost and tests voided, from the journal."""
    from lane.journal.store import Journal

    journal = Journal(data / "journal.db", lambda: datetime.now(UTC))
    planned = runs = lost = voided = 0
    for event in journal.stream():
        if event.kind == "WalkCompleted":
            planned += sum(test["kind"].endswith("_brake") for test in event.data["tests"])
        if event.kind == "MeasurementTaken" and event.data["kind"].endswith("_brake"):
            runs += 1
            lost += event.data["lost_frames"]
        voided += event.kind == "TestVoided"
    journal.close()
    return planned, runs, lost, voided
