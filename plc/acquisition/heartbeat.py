"""Is the device alive, is it still the same start of it, and does it live in the lane's time?"""

from __future__ import annotations

from typing import Literal

SPAN = 1 << 16
# A heartbeat may be this many times as fast or as slow as its profile says.
TOLERANCE = 1.5

Trouble = Literal["heartbeat", "heartbeat_speed"]


class HeartbeatWatch:
    """Follows a uint16 heartbeat counter, which may wrap. All times are lane seconds.

    ``stale`` is the time within which it must move; ``pace`` watches its speed where the profile
    states one.
    """

    def __init__(self, stale: float, pace: Pace | None = None) -> None:
        self._stale = stale
        self._pace = pace
        self._value: int | None = None
        self._moved_at = 0.0

    def restarted(self, value: int, asked: float, answered: float) -> bool:
        """Take a value read between the two times; True when it went backwards, as after a restart
        of the device."""
        before, self._value = self._value, value
        beats = 0 if before is None else (value - before) % SPAN
        if self._pace is not None:
            # How far a heart would have come while it stood still says nothing of its speed.
            if beats and self._stood_still(answered):
                self._pace.begin()
            self._pace.take(beats, asked, answered)
        if value != before:
            self._moved_at = answered
        return beats > SPAN // 2

    def trouble(self, now: float) -> Trouble | None:
        """What is wrong: it has stood still for too long, or runs at another speed than stated."""
        if self._value is None:
            return None
        if self._stood_still(now):
            return "heartbeat"
        return "heartbeat_speed" if self._pace is not None and self._pace.wrong else None

    def _stood_still(self, now: float) -> bool:
        return now - self._moved_at > self._stale


class Pace:
    """Compares a heartbeat of known speed with the lane's clock.

    A value stood in the device at some time between question and answer, so its speed is known
    within bounds; only where they leave no doubt is it ``wrong``. A slow line or a busy machine
    cannot make it so, another clock (a simulator started with another rate) does.
    ``window`` is the shortest time in lane seconds that is looked at.
    """

    def __init__(self, beats_per_s: float, window: float) -> None:
        self._speed = beats_per_s
        self._window = window
        self.begin()

    def begin(self) -> None:
        """Know nothing, and count anew from the next value on."""
        self.wrong = False
        self._beats = 0
        self._since: tuple[float, float] | None = None

    def take(self, beats: int, asked: float, answered: float) -> None:
        """So many beats more were there between these two times."""
        if self._since is None:
            self._since = asked, answered
            return
        self._beats += beats
        shortest, longest = asked - self._since[1], answered - self._since[0]
        if shortest < self._window:
            return
        slowest, fastest = (self._beats - 1) / longest, (self._beats + 1) / shortest
        least, most = self._speed / TOLERANCE, self._speed * TOLERANCE
        wrong = slowest > most or fastest < least
        if wrong or (least <= slowest and fastest <= most):
            self.wrong = wrong
            self._beats = 0
            self._since = asked, answered
