"""Live values from the acquisition to the screens, as they move."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from lane.controller.lane import LaneController
from lane.inspection.workplace import Workplace
from lane.service.hub import Hub
from lane.service.views import LiveView
from plc.updates import DeviceState, FramesUpdate, ReadingsUpdate, Update

_TESTS = {"service_brake": "service", "parking_brake": "parking"}


@dataclass(slots=True)
class LiveFeed:
    """Hears every update of the acquisition and tells the screens what changed."""

    place: Workplace
    controller: LaneController
    hub: Hub
    _running: dict[str, str | None] = field(default_factory=dict)

    def __call__(self, update: Update) -> None:
        """Take one update; called in the service's loop."""
        if isinstance(update, DeviceState):
            self.hub.changed()
        elif isinstance(update, ReadingsUpdate):
            values = {
                n: value for n, (value, quality) in update.values.items() if quality == "good"
            }
            self._send(update.device, values, [])
        elif isinstance(update, FramesUpdate):
            pairs = [(f[0], f[1]) for f in update.frames]
            whole = [
                (left, right) for left, right in pairs if left is not None and right is not None
            ]
            self._send(update.device, {}, whole)

    def _send(
        self,
        device: str,
        values: dict[str, float | bool | str | None],
        frames: list[tuple[float, float]],
    ) -> None:
        inspection = self._inspection_at(device)
        test = self._test_of(inspection)
        running = f"{inspection}/{test['id']}" if test else None
        if frames and running is None:
            return
        restart = bool(frames) and running != self._running.get(device)
        if frames:
            self._running[device] = running
        view = LiveView(
            device=device,
            inspection=inspection,
            values=values,
            axle=test["axle"] if test and frames else None,
            brake_kind="parking"
            if test and frames and test["kind"] == "parking_brake"
            else "service"
            if frames
            else None,
            interval_ms=10 if frames else None,
            restart=restart,
            frames=frames,
        )
        self.hub.live(view)

    def _inspection_at(self, device: str) -> str | None:
        for station in self.controller.stations.values():
            if device in station.site.devices:
                return station.inspection
        return None

    def _test_of(self, inspection: str | None) -> dict[str, Any] | None:
        if inspection is None:
            return None
        state = self.place.book.state(inspection)
        return next(
            (t for t in state.tests if t["id"] == state.running and t["kind"] in _TESTS), None
        )
