"""The lane controller: one task a vehicle, one vehicle a station, nothing resumed by itself."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import cast

from lane.controller.plan import ON_THE_PLATFORM, LaneTest, at_station, device_for, untestable
from lane.controller.runners import RUNNERS, Run, StationWork, bring_axle
from lane.controller.station import Station
from lane.controller.whereabouts import where_it_stands
from lane.events.kinds import (
    LaneEntered,
    LaneInterrupted,
    LaneLeft,
    LaneResumed,
    MeasurementTaken,
    StationEntered,
    StationLeft,
    TestStarted,
    TestVoided,
)
from lane.events.phases import Phase
from lane.events.record import canonical
from lane.evidence import EvidenceError, EvidenceStore
from lane.inspection.book import InspectionBook
from plc.acquisition.client import Acquisition
from plc.clock import Clock
from plc.equipment.lane_io import LaneIo
from plc.errors import NotReady, PlcError
from plc.port import WriteContext
from plc.site import Site
from plc.updates import DeviceState

LOG = logging.getLogger(__name__)
CONTROLLER = "lane-controller"


@dataclass(slots=True)
class Decision:
    """What a person decided on a test that could not be done: ``retry`` or ``skip``."""

    made: asyncio.Event
    action: str = ""
    reason: str = ""


class LaneController:
    """Brings vehicles through the stations; its whole memory is the journal.

    Each vehicle in the lane is a task. A test that fails for technical reasons waits for a
    person to retry or skip it; a service that was killed waits for a person to resume.
    """

    def __init__(
        self,
        site: Site,
        acquisition: Acquisition,
        book: InspectionBook,
        evidence: EvidenceStore,
        clock: Clock,
        changed: Callable[[], None],
    ) -> None:
        """Take over the lane of ``site``; ``changed`` is called when a screen should redraw."""
        self._site = site
        self._acquisition = acquisition
        self._book = book
        self._evidence = evidence
        self._clock = clock
        self._changed = changed
        lane_io = cast("LaneIo", acquisition.equipment(_lane_io_name(site)))
        self.stations = {s.number: Station(s, lane_io, changed) for s in site.station}
        self._tasks: dict[str, asyncio.Task[None]] = {}
        self._decisions: dict[str, Decision] = {}
        self.waiting_for_person: dict[str, PlcError | EvidenceError] = {}

    def device_states(self) -> list[DeviceState]:
        """How every tester is, in the order of the site file."""
        states = self._acquisition.states()
        return [states[device.name] for device in self._site.device]

    def frame_interval_ms(self, device: str) -> float:
        """How far apart the frames of a tester's ring are, in ms of lane time."""
        return self._acquisition.device(device).frame_interval_ms

    # -- what people can ask for -----------------------------------------------------------

    def interrupted_at_start(self) -> list[str]:
        """Mark the vehicles that a stopped service left in the lane; gives their ids."""
        found = [i for i in self._book.open_ids() if self._book.state(i).phase is Phase.IN_LANE]
        for inspection in found:
            if not self._book.state(inspection).interrupted:
                reason = "the lane service stopped and was started again"
                self._book.record(inspection, LaneInterrupted(reason=reason), by=CONTROLLER)
        return found

    async def reserve_interrupted(self) -> None:
        """Keep the stations in which interrupted vehicles stand from being given away."""
        for inspection in self._book.open_ids():
            state = self._book.state(inspection)
            if state.phase is Phase.IN_LANE and state.interrupted and state.station:
                await self.stations[state.station].claim(inspection)

    def enter(self, inspection: str, by: str) -> None:
        """Let a vehicle whose walk is done drive onto the lane."""
        self._book.record(inspection, LaneEntered(lane=self._site.lane.id), by=by)
        self._start(inspection)

    def resume(self, inspection: str, by: str, reason: str) -> None:
        """Go on with an interrupted vehicle, from its last whole measurement."""
        self._book.record(inspection, LaneResumed(reason=reason), by=by)
        self._start(inspection)

    def decide(self, inspection: str, action: str, reason: str) -> None:
        """Retry or skip the test that waits for a person; raises `KeyError` when none waits."""
        decision = self._decisions[inspection]
        decision.action, decision.reason = action, reason
        decision.made.set()

    async def take_out(self, inspection: str) -> None:
        """Stop a vehicle's tests (its inspection was abandoned) and lead it out of the lane."""
        task = self._tasks.pop(inspection, None)
        if task is not None:
            task.cancel()
            await asyncio.wait([task])
        await self._lead_out(inspection)

    async def close(self) -> None:
        """Cancel every vehicle's task; the testers stop when their commands are cancelled."""
        tasks = list(self._tasks.values())
        for task in tasks:
            task.cancel()
        if tasks:
            await asyncio.wait(tasks)

    # -- a vehicle's way -------------------------------------------------------------------

    def _start(self, inspection: str) -> None:
        task = asyncio.create_task(self._drive(inspection), name=f"lane {inspection}")
        self._tasks[inspection] = task
        task.add_done_callback(lambda done: self._finished(inspection, done))

    def _finished(self, inspection: str, task: asyncio.Task[None]) -> None:
        self._tasks.pop(inspection, None)
        if not task.cancelled() and (fault := task.exception()):
            LOG.error("lane run of %s ended: %s", inspection, fault)
            state = self._book.state(inspection)
            if state.phase is Phase.IN_LANE and not state.interrupted:
                self._book.record(inspection, LaneInterrupted(reason=str(fault)), by=CONTROLLER)
        self._changed()

    async def _drive(self, inspection: str) -> None:
        by = WriteContext(CONTROLLER, inspection)
        state = self._book.state(inspection)
        tests = [LaneTest.from_json(test) for test in state.tests]
        skipped = [test.id for test in untestable(tests, self._site)]
        held = await where_it_stands(inspection, self._book, self.stations, CONTROLLER)
        state = self._book.state(inspection)
        for number in sorted(self.stations):
            station = self.stations[number]
            if number in state.stations_left:
                continue
            if station is not held:
                await self._advance(inspection, held, station, by)
                held = station
            skipped += await self._test_here(inspection, station, tests, by)
        if held is not None:
            await held.send_off(by)
            self._book.record(inspection, StationLeft(station=held.number), by=CONTROLLER)
            held.free()
        self._book.record(inspection, LaneLeft(not_done=tuple(skipped)), by=CONTROLLER)

    async def _advance(
        self, inspection: str, held: Station | None, station: Station, by: WriteContext
    ) -> None:
        await station.claim(inspection)
        self._changed()
        await station.bring_in(held, by)
        if held is not None:
            self._book.record(inspection, StationLeft(station=held.number), by=CONTROLLER)
            held.free()
        self._book.record(inspection, StationEntered(station=station.number), by=CONTROLLER)

    async def _test_here(
        self, inspection: str, station: Station, tests: list[LaneTest], by: WriteContext
    ) -> list[str]:
        work = StationWork(station, self._acquisition, self._clock, by)
        work = replace(work, axle_on_platform=self._axle_on_platform(inspection, station))
        skipped: list[str] = []
        for test in at_station(tests, station.site, self._site):
            if test.id in self._book.state(inspection).measurements:
                continue
            done, work = await self._one_test(inspection, work, test)
            if not done:
                skipped.append(test.id)
        return skipped

    def _axle_on_platform(self, inspection: str, station: Station) -> int:
        """After a restart: the axle that the last begun test at this station was about."""
        state = self._book.state(inspection)
        planned = {test["id"]: LaneTest.from_json(test) for test in state.tests}
        last = planned.get(state.last_started or "")
        here = last is not None and device_for(last, self._site) in station.site.devices
        if last is None or not here or last.kind not in ON_THE_PLATFORM:
            return 0
        return (last.axle or 0) if state.station == station.number else 0

    async def _one_test(
        self, inspection: str, work: StationWork, test: LaneTest
    ) -> tuple[bool, StationWork]:
        """Do a test until it is whole or a person skips it."""
        device = device_for(test, self._site)
        assert device is not None  # at_station gives only tests that a tester here can do
        while True:
            started = TestStarted(
                test=test.id, device=device, epoch=self._acquisition.device(device).epoch
            )
            self._book.record(inspection, started, by=CONTROLLER)
            try:
                if test.axle is not None and test.kind in ON_THE_PLATFORM:
                    await bring_axle(work, test.axle, self._acquisition.device(device))
                    work = replace(work, axle_on_platform=test.axle)
                run = await RUNNERS[test.kind](work, test, device)
                self._keep(inspection, test, device, run)
            except (PlcError, EvidenceError, TimeoutError) as fault:
                reason = str(fault) or "the vehicle did not come in time"
                self._book.record(
                    inspection, TestVoided(test=test.id, reason=reason), by=CONTROLLER
                )
                if await self._ask(inspection, fault) == "skip":
                    return False, work
            else:
                return True, work

    def _keep(self, inspection: str, test: LaneTest, device: str, run: Run) -> None:
        curve = None
        if run.curve is not None:
            curve = self._evidence.put(canonical(run.curve).encode(), ".json")
        taken = MeasurementTaken(
            test=test.id,
            kind=test.kind,
            device=device,
            result=run.result,
            epoch=run.epoch,
            curve=curve,
            lost_frames=run.lost_frames,
        )
        self._book.record(inspection, taken, by=CONTROLLER)

    async def _ask(self, inspection: str, fault: Exception) -> str:
        """Wait until a person says retry or skip; what went wrong is on the desk meanwhile."""
        decision = Decision(asyncio.Event())
        self._decisions[inspection] = decision
        self.waiting_for_person[inspection] = _told(fault)
        self._changed()
        try:
            await decision.made.wait()
        finally:
            self._decisions.pop(inspection, None)
            self.waiting_for_person.pop(inspection, None)
            self._changed()
        return decision.action

    async def _lead_out(self, inspection: str) -> None:
        """Drive an abandoned vehicle out through the stations ahead of it, without tests."""
        by = WriteContext(CONTROLLER, inspection)
        held = next((s for s in self.stations.values() if s.inspection == inspection), None)
        if held is None:
            return
        for number in range(held.number + 1, max(self.stations) + 1):
            station = self.stations[number]
            await station.claim(inspection)
            await station.bring_in(held, by)
            held.free()
            held = station
        await held.send_off(by)
        held.free()
        self._changed()


def _lane_io_name(site: Site) -> str:
    return next(device.name for device in site.device if device.kind == "lane_io")


def _told(fault: Exception) -> PlcError | EvidenceError:
    if isinstance(fault, PlcError | EvidenceError):
        return fault
    return NotReady("lane_io", ["present"])
