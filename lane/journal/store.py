"""Append to the journal and read it back."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, func, insert, select
from sqlalchemy.exc import DBAPIError

from lane.events.kinds import EventData, kind_of
from lane.events.record import GENESIS, RecordedEvent, event_hash
from lane.journal.errors import JournalUnopened, JournalUnwritable, OutOfDate
from lane.journal.tables import EVENTS, METADATA, OUTBOX, open_engine

INSPECTIONS = "inspections"
ALERTS = "alerts"


@dataclass(frozen=True, slots=True)
class OutgoingNotice:
    """A message that must leave the lane, written in the transaction of its event."""

    topic: str
    key: str
    payload: dict[str, Any]


class Journal:
    """Hash-chained, append-only events in named streams, with the outbox beside them.

    One transaction holds the events of one act and what must be sent because of them: either
    all of it is in the journal or none of it.
    """

    def __init__(self, url: str | Path, now: Callable[[], datetime]) -> None:
        """Open or make the database at ``url`` (a path, or an SQLAlchemy URL).

        Raises `JournalUnopened` where it can't be, or is something else.
        """
        self._now = now
        self._writing = open_engine(url, write=True)
        self._reading = open_engine(url, write=False)
        try:
            METADATA.create_all(self._writing)
        except DBAPIError as fault:
            self.close()
            where = self._writing.url.database or "database"
            raise JournalUnopened(where, str(fault.orig)) from fault

    def close(self) -> None:
        """Give the database's files back."""
        self._writing.dispose()
        self._reading.dispose()

    def append(
        self,
        inspection: str,
        expected_position: int,
        events: Sequence[EventData],
        *,
        by: str,
        stream: str = INSPECTIONS,
        notices: Sequence[OutgoingNotice] = (),
    ) -> list[RecordedEvent]:
        """Write events after ``expected_position``, all of them with their notices or nothing.

        Raises `OutOfDate` if the inspection has moved on, `JournalUnwritable` where the database
        refuses.
        """
        with self._transaction() as connection:
            found = _last_position(connection, stream, inspection)
            if found != expected_position:
                raise OutOfDate(inspection, expected_position, found)
            recorded = self._chain(connection, stream, inspection, found, events, by)
            for notice in notices:
                connection.execute(insert(OUTBOX).values(**self._outbox_row(notice)))
        return recorded

    @contextmanager
    def _transaction(self) -> Iterator[Connection]:
        try:
            with self._writing.begin() as connection:
                yield connection
        except DBAPIError as fault:
            where = self._writing.url.database or "database"
            raise JournalUnwritable(where, str(fault.orig)) from fault

    def _chain(
        self,
        connection: Connection,
        stream: str,
        inspection: str,
        position: int,
        events: Sequence[EventData],
        by: str,
    ) -> list[RecordedEvent]:
        seq, previous = _tip(connection, stream)
        recorded: list[RecordedEvent] = []
        for data in events:
            seq, position = seq + 1, position + 1
            entry = _entry(stream, seq, inspection, position, data, self._now(), by, previous)
            connection.execute(insert(EVENTS).values(**_row(entry)))
            previous = entry.hash
            recorded.append(entry)
        return recorded

    def _outbox_row(self, notice: OutgoingNotice) -> dict[str, Any]:
        return {
            "topic": notice.topic,
            "key": notice.key,
            "payload": notice.payload,
            "created_at": self._now(),
            "attempts": 0,
            "next_at": 0.0,
        }

    def events(self, inspection: str, stream: str = INSPECTIONS) -> list[RecordedEvent]:
        """All events of one inspection, oldest first."""
        query = (
            select(EVENTS)
            .where(EVENTS.c.stream == stream, EVENTS.c.inspection == inspection)
            .order_by(EVENTS.c.position)
        )
        with self._reading.begin() as connection:
            return [RecordedEvent(**row) for row in connection.execute(query).mappings()]

    def stream(self, stream: str = INSPECTIONS, after: int = 0) -> Iterator[RecordedEvent]:
        """All events of a stream behind ``after``, in chain order, read piece by piece."""
        while True:
            query = (
                select(EVENTS)
                .where(EVENTS.c.stream == stream, EVENTS.c.seq > after)
                .order_by(EVENTS.c.seq)
                .limit(500)
            )
            with self._reading.begin() as connection:
                rows = [RecordedEvent(**row) for row in connection.execute(query).mappings()]
            yield from rows
            if len(rows) < 500:
                return
            after = rows[-1].seq

    def inspections(self) -> list[str]:
        """Ids of all inspections, in the order they began."""
        query = (
            select(EVENTS.c.inspection)
            .where(EVENTS.c.stream == INSPECTIONS, EVENTS.c.position == 1)
            .order_by(EVENTS.c.seq)
        )
        with self._reading.begin() as connection:
            return list(connection.execute(query).scalars())

    def ended(self) -> set[str]:
        """Ids of the inspections on which nothing more follows."""
        query = select(EVENTS.c.inspection).where(
            EVENTS.c.stream == INSPECTIONS, EVENTS.c.kind == "Closed"
        )
        with self._reading.begin() as connection:
            return set(connection.execute(query).scalars())

    def repeats(self, previous: str) -> list[str]:
        """Ids of the inspections that were opened as a retest of ``previous``, oldest first."""
        query = (
            select(EVENTS.c.inspection, EVENTS.c.data)
            .where(EVENTS.c.stream == INSPECTIONS, EVENTS.c.position == 1)
            .order_by(EVENTS.c.seq)
        )
        with self._reading.begin() as connection:
            rows = connection.execute(query).all()
        return [row.inspection for row in rows if row.data.get("previous") == previous]

    def streams(self) -> list[str]:
        """Names of the streams that hold events."""
        with self._reading.begin() as connection:
            return sorted(connection.execute(select(EVENTS.c.stream).distinct()).scalars())

    def tip(self, stream: str = INSPECTIONS) -> tuple[int, str]:
        """Number and hash of the newest event of a stream; (0, zeros) when it is empty."""
        with self._reading.begin() as connection:
            return _tip(connection, stream)


def _tip(connection: Connection, stream: str) -> tuple[int, str]:
    query = (
        select(EVENTS.c.seq, EVENTS.c.hash)
        .where(EVENTS.c.stream == stream)
        .order_by(EVENTS.c.seq.desc())
        .limit(1)
    )
    row = connection.execute(query).first()
    return (row.seq, row.hash) if row else (0, GENESIS)


def _last_position(connection: Connection, stream: str, inspection: str) -> int:
    query = select(func.max(EVENTS.c.position)).where(
        EVENTS.c.stream == stream, EVENTS.c.inspection == inspection
    )
    return connection.execute(query).scalar() or 0


def _entry(
    stream: str,
    seq: int,
    inspection: str,
    position: int,
    data: EventData,
    at: datetime,
    by: str,
    previous: str,
) -> RecordedEvent:
    content = data.model_dump(mode="json")
    kind = kind_of(data)
    digest = event_hash(
        previous,
        stream=stream,
        seq=seq,
        inspection=inspection,
        position=position,
        kind=kind,
        at=at,
        by=by,
        data=content,
    )
    return RecordedEvent(stream, seq, inspection, position, kind, at, by, content, previous, digest)


def _row(entry: RecordedEvent) -> dict[str, Any]:
    return {column.name: getattr(entry, column.name) for column in EVENTS.columns}
