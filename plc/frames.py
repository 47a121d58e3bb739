"""The frames of a device's ring buffer as they arrive, with every gap known."""

from __future__ import annotations

from collections import deque
from collections.abc import Sequence

COUNTER_SPAN = 1 << 32  # frame counters are uint32
KEEP_FRAMES = 60_000  # ten minutes at 100 Hz

Frame = tuple[float | None, ...]


class FramesLost(LookupError):
    """Frames that were asked for never came, or are no longer kept."""


class FrameStore:
    """Frames of one epoch in the order of the device's counter.

    Frames are numbered by the counter made endless (it does not wrap). Only an unbroken run is
    kept: a gap is counted in ``lost`` and what stood before it can no longer be had.
    """

    def __init__(self) -> None:
        self._frames: deque[Frame] = deque(maxlen=KEEP_FRAMES)
        self._next = 0
        self.lost = 0

    @property
    def first(self) -> int:
        """Number of the oldest frame kept."""
        return self._next - len(self._frames)

    @property
    def last(self) -> int:
        """Number of the newest frame; ``first - 1`` when there is none."""
        return self._next - 1

    def clear(self) -> None:
        """Begin anew, as at a new epoch."""
        self._frames.clear()
        self._next = 0
        self.lost = 0

    def add(self, first: int, frames: Sequence[Frame]) -> None:
        """Take frames numbered from ``first`` on."""
        if first != self._next:
            if self._frames:
                self.lost += max(0, first - self._next)
            self._frames.clear()
        self._frames.extend(frames)
        self._next = first + len(frames)

    def number_of(self, counter: int) -> int:
        """The endless number of a raw uint32 frame number near the newest frame."""
        distance = (counter - self._next) % COUNTER_SPAN
        if distance >= COUNTER_SPAN // 2:
            distance -= COUNTER_SPAN
        return self._next + distance

    def between(self, first: int, last: int) -> list[Frame]:
        """Frames ``first`` to ``last``, both included; FramesLost unless all are there."""
        if first < self.first or last > self.last or last < first:
            raise FramesLost(
                f"frames {first} to {last} asked for, {self.first} to {self.last} there"
            )
        start = first - self.first
        return list(self._frames)[start : start + last - first + 1]
