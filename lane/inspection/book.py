"""The inspections of this lane: their states, folded from the journal, and the one way to add."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from threading import RLock

from lane.events.fold import InspectionState, apply, fold
from lane.events.kinds import EventData, decode
from lane.events.record import RecordedEvent
from lane.journal.errors import OutOfDate
from lane.journal.store import Journal, OutgoingNotice

Listener = Callable[[InspectionState, Sequence[EventData]], None]


class UnknownInspection(Exception):
    """No inspection has this id."""

    def __init__(self, inspection: str) -> None:
        """Name the id that was asked for."""
        super().__init__(f"there is no inspection {inspection}: choose one from the queue")


class InspectionBook:
    """States kept in memory beside the journal; every change goes through `record`.

    Threads of the service share it: recording is serialised here, and the journal refuses what
    another process wrote in between.
    """

    def __init__(self, journal: Journal) -> None:
        """Fold every inspection that the journal holds."""
        self._journal = journal
        self._lock = RLock()
        self._listeners: list[Listener] = []
        self._states: dict[str, InspectionState] = {}
        for inspection in journal.inspections():
            self._states[inspection] = self._load(inspection)

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
            return list(self._states)

    def state(self, inspection: str) -> InspectionState:
        """The state now; raises `UnknownInspection`."""
        with self._lock:
            if inspection not in self._states:
                raise UnknownInspection(inspection)
            return self._states[inspection]

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
            before = self._states.get(inspection, InspectionState())
            after = before
            for data in events:
                after = apply(after, data, inspection=inspection, by=by)
            try:
                self._journal.append(inspection, before.position, events, by=by, notices=notices)
            except OutOfDate:
                self._states[inspection] = self._load(inspection)
                raise
            self._states[inspection] = after
        for listener in self._listeners:
            listener(after, events)
        return after
