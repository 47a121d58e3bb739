"""Events in lane time that happen exactly when they are due, however late anyone looks."""

from __future__ import annotations

import heapq
import itertools
from collections.abc import Callable
from dataclasses import dataclass, field


@dataclass(order=True, slots=True)
class Event:
    """Something that will happen at `when`, unless it is cancelled."""

    when: float
    order: int
    action: Callable[[], None] = field(compare=False)
    cancelled: bool = field(default=False, compare=False)

    def cancel(self) -> None:
        """Keep the event from happening."""
        self.cancelled = True


class Timeline:
    """A queue of events; `now` is the time of the event that is happening, or of the last look.

    Nothing runs by itself: whoever looks at the simulated world first calls `advance`, and all
    that was due meanwhile happens in its order, each event at its own time. What comes out does
    therefore not depend on how often anyone looks.
    """

    def __init__(self, now: float) -> None:
        self.now = now
        self._events: list[Event] = []
        self._order = itertools.count()

    def at(self, when: float, action: Callable[[], None]) -> Event:
        """Let `action` happen at lane time `when`, or at once if that has passed."""
        event = Event(max(when, self.now), next(self._order), action)
        heapq.heappush(self._events, event)
        return event

    def after(self, seconds: float, action: Callable[[], None]) -> Event:
        """Let `action` happen `seconds` from now."""
        return self.at(self.now + seconds, action)

    def advance(self, to: float) -> None:
        """Let everything happen that is due by `to`; a time in the past changes nothing."""
        while self._events and self._events[0].when <= to:
            event = heapq.heappop(self._events)
            if not event.cancelled:
                self.now = event.when
                event.action()
        self.now = max(self.now, to)
