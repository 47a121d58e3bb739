"""Prove that the journal is whole: every hash, every position, every checkpoint, every file."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from lane.events.fold import InspectionState, apply
from lane.events.kinds import decode
from lane.events.phases import IllegalMove
from lane.events.record import GENESIS, RecordedEvent, event_hash
from lane.journal.store import INSPECTIONS, Journal


@dataclass(frozen=True, slots=True)
class ChainReport:
    """What a check of one stream found; ``faults`` empty means whole."""

    stream: str
    events: int
    tip: str
    faults: list[str] = field(default_factory=list)
    pictures: frozenset[str] = frozenset()

    @property
    def whole(self) -> bool:
        """No fault at all."""
        return not self.faults


def verify_stream(journal: Journal, stream: str) -> ChainReport:
    """Recompute a stream's chain from its first event to its last."""
    return verify_events(stream, journal.stream(stream))


def verify_events(stream: str, events: Iterable[RecordedEvent]) -> ChainReport:
    """Check numbering, hashes and (for inspections) that each event could follow the last."""
    faults: list[str] = []
    hashes: set[str] = set()
    states: dict[str, InspectionState] = defaultdict(InspectionState)
    previous, seq = GENESIS, 0
    for event in events:
        seq += 1
        faults += _link_faults(event, seq, previous)
        if stream == INSPECTIONS:
            faults += _move_faults(event, states)
        hashes |= evidence_hashes(event)
        previous, seq = event.hash, event.seq
    return ChainReport(stream, seq, previous, faults, frozenset(hashes))


def evidence_hashes(event: RecordedEvent) -> set[str]:
    """Hashes of the evidence files that an event names."""
    found = (event.data.get(key) for key in ("sha256", "picture", "curve"))
    return {value for value in found if isinstance(value, str) and len(value) == 64}


def _link_faults(event: RecordedEvent, seq: int, previous: str) -> list[str]:
    where = f"event {event.seq} ({event.kind} of {event.inspection})"
    if event.seq != seq:
        return [f"{where}: {event.seq - seq} event(s) missing before it"]
    if event.previous_hash != previous:
        return [f"{where}: does not follow the event before it"]
    again = event_hash(
        event.previous_hash,
        stream=event.stream,
        seq=event.seq,
        inspection=event.inspection,
        position=event.position,
        kind=event.kind,
        at=event.at,
        by=event.by,
        data=event.data,
    )
    return [] if again == event.hash else [f"{where}: was changed after it was written"]


def _move_faults(event: RecordedEvent, states: dict[str, InspectionState]) -> list[str]:
    state = states[event.inspection]
    where = f"event {event.seq} ({event.kind} of {event.inspection})"
    if event.position != state.position + 1:
        return [f"{where}: position {event.position} after {state.position}"]
    try:
        content = decode(event.kind, event.data)
        states[event.inspection] = apply(state, content, inspection=event.inspection, by=event.by)
    except (IllegalMove, KeyError, ValueError) as fault:
        return [f"{where}: {fault}"]
    return []
