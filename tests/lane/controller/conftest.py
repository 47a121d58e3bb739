"""A controller over the real acquisition process and the simulated lane on real sockets."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import pytest

from lane.controller.lane import LaneController
from lane.events import kinds as k
from lane.events.fold import InspectionState
from lane.evidence import EvidenceStore
from lane.inspection.book import InspectionBook
from lane.journal import Journal
from plc.acquisition.client import Acquisition
from plc.clock import Clock
from plc.simulator.simulator import Simulator
from plc.site import load_site

RATE = 20.0
AXLES = (1, 2)
ALL_TESTS = [
    *({"id": f"axle_load_{n}", "kind": "axle_load", "axle": n} for n in AXLES),
    *({"id": f"service_brake_{n}", "kind": "service_brake", "axle": n} for n in AXLES),
    {"id": "parking_brake_2", "kind": "parking_brake", "axle": 2},
    {"id": "speed", "kind": "speed"},
    {"id": "double_idle", "kind": "double_idle"},
    *({"id": f"headlamp_{lamp}", "kind": "headlamp", "lamp": lamp} for lamp in ("H1", "H4")),
    {"id": "side_slip_1", "kind": "side_slip", "axle": 1},
]


@dataclass
class Bench:
    """A lane under test."""

    folder: Path
    simulator: Simulator
    acquisition: Acquisition
    journal: Journal
    book: InspectionBook
    controller: LaneController

    def ready(self, inspection: str, tests: list[dict] | None = None) -> None:
        """An inspection whose walk is done."""
        check_in = k.CheckedIn(
            serial=inspection,
            kind="periodic",
            edition="GB38900-2020",
            lane="1",
            presenter_name="张三",
            presenter_id="110101199003070038",
        )
        self.book.record(
            inspection,
            check_in,
            k.WalkStarted(checklist=(), rule_set="x"),
            k.WalkCompleted(tests=tuple(ALL_TESTS if tests is None else tests)),
            by="test",
        )

    async def until(
        self, inspection: str, reached: Callable[[InspectionState], bool], seconds: float = 60
    ) -> InspectionState:
        """Wait until the inspection is so."""
        async with asyncio.timeout(seconds):
            while not reached(self.book.state(inspection)):
                await asyncio.sleep(0.02)
        return self.book.state(inspection)


@asynccontextmanager
async def lane_bench(folder: Path, simulator: Simulator) -> AsyncIterator[Bench]:
    journal = Journal(folder / "journal.db", lambda: datetime.now(UTC))
    book = InspectionBook(journal)
    clock = Clock(RATE)
    async with Acquisition.start(simulator.site, clock, folder / "writes.jsonl") as acquisition:
        evidence = EvidenceStore(folder / "evidence")
        controller = LaneController(
            simulator.site, acquisition, book, evidence, clock, lambda: None
        )
        controller.interrupted_at_start()
        await controller.reserve_interrupted()
        async with asyncio.timeout(20):
            while any(s.state == "offline" for s in controller.device_states()):
                await asyncio.sleep(0.02)
        try:
            yield Bench(folder, simulator, acquisition, journal, book, controller)
        finally:
            await controller.close()
            journal.close()


@pytest.fixture
async def simulator() -> AsyncIterator[Simulator]:
    async with Simulator(load_site(), Clock(RATE), seed=5) as running:
        yield running


@pytest.fixture
async def bench(tmp_path: Path, simulator: Simulator) -> AsyncIterator[Bench]:
    async with lane_bench(tmp_path, simulator) as running:
        yield running
