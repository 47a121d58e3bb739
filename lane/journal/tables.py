"""Tables of the journal and how its database is opened (SQLite now, PostgreSQL the same way)."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from sqlalchemy import (
    JSON,
    Column,
    DateTime,
    Dialect,
    Engine,
    Float,
    Integer,
    MetaData,
    String,
    Table,
    TypeDecorator,
    UniqueConstraint,
    create_engine,
)

from certs.stock.engine import guard_sqlite
from lane.events.record import canonical


class UtcDateTime(TypeDecorator[datetime]):
    """Time with zone; SQLite hands back naive values, which are UTC here."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Refuse naive times: a time without zone is a fault of ours."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a journal time needs its zone")
        return value.astimezone(UTC)

    def process_result_value(self, value: Any, dialect: Dialect) -> datetime | None:
        """Give back the zone that SQLite drops."""
        return None if value is None else value.replace(tzinfo=UTC)


METADATA = MetaData()

EVENTS = Table(
    "events",
    METADATA,
    Column("stream", String(16), primary_key=True),
    Column("seq", Integer, primary_key=True),
    Column("inspection", String(40), nullable=False, index=True),
    Column("position", Integer, nullable=False),
    Column("kind", String(40), nullable=False),
    Column("at", UtcDateTime, nullable=False),
    Column("by", String(60), nullable=False),
    Column("data", JSON, nullable=False),
    Column("previous_hash", String(64), nullable=False),
    Column("hash", String(64), nullable=False),
    UniqueConstraint("stream", "inspection", "position"),
)

OUTBOX = Table(
    "outbox",
    METADATA,
    Column("id", Integer, primary_key=True, autoincrement=True),
    Column("topic", String(40), nullable=False, index=True),
    Column("key", String(80), nullable=False, unique=True),
    Column("payload", JSON, nullable=False),
    Column("created_at", UtcDateTime, nullable=False),
    Column("attempts", Integer, nullable=False, default=0),
    Column("next_at", Float, nullable=False, default=0.0),
    Column("sent_at", UtcDateTime),
    Column("receipt", JSON),
    Column("last_error", String(400)),
)


def open_engine(url: str | Path, *, write: bool) -> Engine:
    """Open the database, flushing each transaction; a writing engine takes the lock at BEGIN."""
    text = f"sqlite:///{url}" if isinstance(url, Path) else url
    engine = create_engine(text, json_serializer=canonical)
    guard_sqlite(engine, begin="BEGIN IMMEDIATE" if write else "BEGIN")
    return engine
