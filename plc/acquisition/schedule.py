"""An absolute timetable: a late poll does not push back the ones after it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from plc.clock import Clock

# Loopback and real devices alike gain nothing from more than 50 requests a second.
PERIOD_WALL_FLOOR = 0.02


@dataclass(slots=True)
class Entry:
    """One thing to do again and again; times are lane seconds."""

    name: str
    period: float
    due: float


class Timetable:
    """Says what is due next and when; counts the turns that were missed."""

    def __init__(self, clock: Clock, periods: Sequence[tuple[str, float]]) -> None:
        self._clock = clock
        now = clock.now()
        self._entries = [
            Entry(name, clock.at_least_wall(period, PERIOD_WALL_FLOOR), now)
            for name, period in periods
        ]
        self.late = 0

    async def next(self) -> str:
        """Wait for the next entry's time and return its name."""
        entry = min(self._entries, key=lambda e: e.due)
        await self._clock.sleep_until(entry.due)
        missed = int((self._clock.now() - entry.due) / entry.period)
        self.late += missed
        entry.due += (missed + 1) * entry.period
        return entry.name

    def remove(self, name: str) -> None:
        """Do it no more."""
        self._entries = [entry for entry in self._entries if entry.name != name]

    def __bool__(self) -> bool:
        return bool(self._entries)
