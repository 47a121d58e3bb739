"""What the desk knows: the last lane view, live values and traces, and which inspection is chosen.

No Tk here. The service's views stay the truth; this only keeps the newest of each.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from lane.service.views import CurveView, InspectionView, LaneView, LiveView, Message

from .link import LinkState

_FINISHED = ("closed", "abandoned")


@dataclass(slots=True)
class Trace:
    """A brake run as it comes in: simultaneous left and right in daN."""

    axle: int
    kind: str
    interval_ms: int
    left: list[float] = field(default_factory=list)
    right: list[float] = field(default_factory=list)

    def extend(self, frames: list[tuple[float, float]]) -> None:
        """Append frames; both lists always have the same length."""
        for left, right in frames:
            self.left.append(left)
            self.right.append(right)


class DeskState:
    """Folds the service's messages into what the screen draws from."""

    def __init__(self) -> None:
        self.lane: LaneView | None = None
        self.link = LinkState("connecting")
        self.selected: str | None = None
        self._expected: str | None = None
        self._by_hand = False
        self._traces: dict[str, Trace] = {}
        self._live: dict[str, dict[str, float]] = {}
        self._device: dict[str, str] = {}

    def apply(self, message: Message) -> None:
        """Take one message of the live link."""
        if message.lane is not None:
            self._take_lane(message.lane)
        if message.live is not None:
            self._take_live(message.live)

    def select(self, inspection: str) -> None:
        """Show this inspection; ignored when the service doesn't list it."""
        if self.find(inspection) is not None:
            self.selected = inspection
            self._by_hand = True

    def keep(self) -> None:
        """Stay with the inspection shown: somebody works on it."""
        self._by_hand = True

    def expect(self, inspection: str) -> None:
        """Show this inspection as soon as the service lists it."""
        self._expected = inspection
        self.select(inspection)

    def find(self, inspection: str | None) -> InspectionView | None:
        """An inspection of the view by its id."""
        if self.lane is None:
            return None
        return next((each for each in self.lane.inspections if each.id == inspection), None)

    @property
    def inspection(self) -> InspectionView | None:
        """The chosen inspection."""
        return self.find(self.selected)

    def trace(self) -> Trace | CurveView | None:
        """The chosen inspection's run: live where one came in, else its last stored curve."""
        inspection = self.inspection
        if inspection is None:
            return None
        stored = inspection.curves[-1] if inspection.curves else None
        return self._traces.get(inspection.id, stored)

    def values(self) -> dict[str, float]:
        """The newest live numbers of the chosen inspection, ``device.point`` → number.

        A brake run's peaks stand there as ``roller_brake.peak_l`` and ``peak_r``: what an
        examiner reads off after the rollers have stopped.
        """
        return self._live.get(self.selected or "", {}) | self._peaks()

    def _peaks(self) -> dict[str, float]:
        trace = self.trace()
        if trace is None:
            return {}
        left, right = (
            (trace.left_dan, trace.right_dan)
            if isinstance(trace, CurveView)
            else (trace.left, trace.right)
        )
        sides = {"roller_brake.peak_l": left, "roller_brake.peak_r": right}
        return {name: max(samples) for name, samples in sides.items() if samples}

    def device(self) -> str | None:
        """The tester that last spoke for the chosen inspection."""
        return self._device.get(self.selected or "")

    def _take_lane(self, lane: LaneView) -> None:
        self.lane = lane
        known = {each.id for each in lane.inspections}
        self._traces = {key: trace for key, trace in self._traces.items() if key in known}
        self._live = {key: values for key, values in self._live.items() if key in known}
        if self._expected in known:
            self.selected, self._expected = self._expected, None
            self._by_hand = True
        if self.selected not in known:
            self.selected, self._by_hand = None, False
        if not self._by_hand:
            self._follow(lane)

    def _follow(self, lane: LaneView) -> None:
        """While nobody chose: stay until the inspection ends, then show the next one at work."""
        shown = self.inspection
        if shown is not None and shown.phase not in _FINISHED:
            return
        at_work = [each for each in lane.inspections if each.phase not in _FINISHED]
        listed = at_work or ([] if shown else lane.inspections)
        if listed:
            self.selected = listed[0].id

    def _take_live(self, live: LiveView) -> None:
        if live.inspection is None:
            return
        self._device[live.inspection] = live.device
        numbers = {
            name if "." in name else f"{live.device}.{name}": float(value)
            for name, value in live.values.items()
            if isinstance(value, int | float) and not isinstance(value, bool)
        }
        self._live.setdefault(live.inspection, {}).update(numbers)
        if live.frames or live.restart:
            self._take_frames(live.inspection, live)

    def _take_frames(self, inspection: str, live: LiveView) -> None:
        trace = self._traces.get(inspection)
        if trace is None or live.restart or _other_run(trace, live):
            trace = Trace(live.axle or 1, live.brake_kind or "service", live.interval_ms or 10)
            self._traces[inspection] = trace
        trace.extend(live.frames)


def _other_run(trace: Trace, live: LiveView) -> bool:
    """Two runs are never spliced into one curve."""
    axle, kind = live.axle or trace.axle, live.brake_kind or trace.kind
    return (axle, kind) != (trace.axle, trace.kind)
