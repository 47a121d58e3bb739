"""Live values from the acquisition to the screens, as they move."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from lane.controller.lane import LaneController
from lane.controller.plan import LaneTest, device_for
from lane.inspection.workplace import Workplace
from lane.service.hub import Hub
from lane.service.views import LiveView
from plc.updates import DeviceState, FramesUpdate, ReadingsUpdate, Update

_BRAKES: dict[str, Literal["service", "parking"]] = {
    "service_brake": "service",
    "parking_brake": "parking",
}


@dataclass(frozen=True, slots=True)
class _Run:
    """The test under way at a station; ``number`` tells a repeated run from the void one."""

    inspection: str
    test: LaneTest
    number: int


@dataclass(slots=True)
class LiveFeed:
    """Hears every update of the acquisition; screens are told of the tester under test alone."""

    place: Workplace
    controller: LaneController
    hub: Hub
    _drawn: dict[str, _Run] = field(default_factory=dict)

    def __call__(self, update: Update) -> None:
        """Take one update; called in the service's loop."""
        if isinstance(update, DeviceState):
            self.hub.changed()
            return
        run = self._run_of(update.device)
        if run is None:
            return
        if isinstance(update, ReadingsUpdate):
            self._readings(run, update)
        elif run.test.kind in _BRAKES:
            self._frames(run, update)

    def _readings(self, run: _Run, update: ReadingsUpdate) -> None:
        values = {n: value for n, (value, quality) in update.values.items() if quality == "good"}
        self.hub.live(LiveView(device=update.device, inspection=run.inspection, values=values))

    def _frames(self, run: _Run, update: FramesUpdate) -> None:
        pairs = [(f[0], f[1]) for f in update.frames]
        whole = [(left, right) for left, right in pairs if left is not None and right is not None]
        restart = self._drawn.get(update.device) != run
        self._drawn[update.device] = run
        self.hub.live(
            LiveView(
                device=update.device,
                inspection=run.inspection,
                values={},
                axle=run.test.axle,
                brake_kind=_BRAKES[run.test.kind],
                interval_ms=round(self.controller.frame_interval_ms(update.device)),
                restart=restart,
                frames=whole,
            )
        )

    def _run_of(self, device: str) -> _Run | None:
        """The run under way on this tester, if there is one."""
        for station in self.controller.stations.values():
            if device in station.site.devices and station.inspection is not None:
                state = self.place.book.state(station.inspection)
                for planned in state.tests:
                    test = LaneTest.from_json(planned)
                    if test.id == state.running and device_for(test, self.place.site) == device:
                        return _Run(state.id, test, len(state.voided))
        return None
