"""The inspections of this lane: their states, folded from the journal, and the one way to add."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from threading import RLock

from lane.events.fold import InspectionState, apply, fold
from lane.events.kinds import EventData, decode
from lane.events.phases import Phase
from lane.events.record import RecordedEvent
from lane.journal.errors import OutOfDate
from lane.journal.store import Journal, OutgoingNotice

Listener = Callable[[InspectionState, Sequence[EventData]], None]


class UnknownInspection(Exception):
    """No inspection has this id."""

    def __init__(self, inspection: str) -> None:
        """Name the id that was asked for."""
        super().__init__(f"there is no inspection {inspection}: choose one from the queue")


ENDED_KEPT = 12
"""States of ended inspections held in memory; older ones are folded again when asked for."""


class InspectionBook:
    """Open inspections in memory beside the journal; every change goes through `record`.

    Threads of the service share it: recording is serialised here, and the journal refuses what
    another process wrote in between.
    """

    def __init__(self, journal: Journal) -> None:
        """Fold every inspection of the journal that has not ended."""
        self._journal = journal
        self._lock = RLock()
        self._listeners: list[Listener] = []
        self._ids = dict.fromkeys(journal.inspections())
        self._over = journal.ended()
        self._open = {i: self._load(i) for i in self._ids if i not in self._over}
        self._ended: OrderedDict[str, InspectionState] = OrderedDict()

    def _load(self, inspection: str) -> InspectionState:
        recorded = self._journal.events(inspection)
        return fold(inspection, ((decode(e.kind, e.data), e.by) for e in recorded))

    def listen(self, listener: Listener) -> None:
        """Call ``listener`` with the new state after each recorded act."""
        self._listeners.append(listener)

    @contextmanager
    def alone(self) -> Iterator[None]:
        """Nobody else records meanwhile: for an act that depends on which inspections there are."""
        with self._lock:
            yield

    def ids(self) -> list[str]:
        """Ids of all inspections, oldest first."""
        with self._lock:
            return list(self._ids)

    def open_ids(self) -> list[str]:
        """Ids of the inspections that have not ended, oldest first."""
        with self._lock:
            return list(self._open)

    def is_over(self, inspection: str) -> bool:
        """Whether nothing more follows on it."""
        with self._lock:
            return inspection in self._over

    def state(self, inspection: str) -> InspectionState:
        """The state now; raises `UnknownInspection`."""
        with self._lock:
            if inspection in self._open:
                return self._open[inspection]
            if inspection not in self._over:
                raise UnknownInspection(inspection)
            if inspection not in self._ended:
                self._keep(self._load(inspection))
            self._ended.move_to_end(inspection)
            return self._ended[inspection]

    def _keep(self, state: InspectionState) -> None:
        """Hold a state: an open one for good, an ended one among the last few."""
        self._ids.setdefault(state.id)
        if state.phase is not Phase.CLOSED:
            self._open[state.id] = state
            return
        self._open.pop(state.id, None)
        self._over.add(state.id)
        self._ended[state.id] = state
        while len(self._ended) > ENDED_KEPT:
            self._ended.popitem(last=False)

    def repeats(self, previous: str) -> list[str]:
        """Ids of the retests of an inspection, oldest first."""
        with self._lock:
            return self._journal.repeats(previous)

    def history(self, inspection: str) -> list[RecordedEvent]:
        """Every event of an inspection as recorded, with its time and person."""
        self.state(inspection)
        return self._journal.events(inspection)

    def record(
        self,
        inspection: str,
        *events: EventData,
        by: str,
        notices: Sequence[OutgoingNotice] = (),
    ) -> InspectionState:
        """Write events that follow from the state now; all of them or none.

        Raises `IllegalMove` where one may not follow, `OutOfDate` where another process wrote; what
        it wrote is known from then on.
        """
        with self._lock:
            known = inspection in self._ids
            before = self.state(inspection) if known else InspectionState()
            after = before
            for data in events:
                after = apply(after, data, inspection=inspection, by=by)
            try:
                self._journal.append(inspection, before.position, events, by=by, notices=notices)
            except OutOfDate:
                self._keep(self._load(inspection))
                raise
            self._keep(after)
        for listener in self._listeners:
            listener(after, events)
        return after
