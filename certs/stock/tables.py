"""The books of blanks as tables; SQLite and PostgreSQL take the same."""

from __future__ import annotations

import datetime as dt

from sqlalchemy import DateTime, Dialect, ForeignKey, Index, String, TypeDecorator
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

from certs.stock.states import LIVE


class Moment(TypeDecorator[dt.datetime]):
    """An aware time; SQLite, which knows none, keeps it in UTC."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: dt.datetime | None, dialect: Dialect) -> dt.datetime | None:
        """Into the database, in UTC; raises ValueError for a time without a zone."""
        if value is not None and value.tzinfo is None:
            raise ValueError("a time without a zone can't be booked")
        return value.astimezone(dt.UTC) if value else None

    def process_result_value(
        self, value: dt.datetime | None, dialect: Dialect
    ) -> dt.datetime | None:
        """Out of the database, aware."""
        return value.replace(tzinfo=dt.UTC) if value and value.tzinfo is None else value


class Books(DeclarativeBase):
    """Root of the tables here."""


class Blank(Books):
    """One pre-numbered sheet and its state now; ``place`` is its turn in the printer's tray."""

    __tablename__ = "blank"

    serial: Mapped[str] = mapped_column(String(16), primary_key=True)
    state: Mapped[str] = mapped_column(String(16))
    station: Mapped[str | None] = mapped_column(String(64))
    place: Mapped[int | None]
    inspection: Mapped[str | None] = mapped_column(String(64))


class Movement(Books):
    """One step in a blank's life; rows are only ever added."""

    __tablename__ = "movement"

    number: Mapped[int] = mapped_column(primary_key=True)
    serial: Mapped[str] = mapped_column(ForeignKey("blank.serial"), index=True)
    came_from: Mapped[str | None] = mapped_column(String(16))
    went_to: Mapped[str] = mapped_column(String(16))
    at: Mapped[dt.datetime] = mapped_column(Moment)
    by: Mapped[str] = mapped_column(String(64))
    second_person: Mapped[str | None] = mapped_column(String(64))
    reason: Mapped[str | None] = mapped_column(String(500))
    inspection: Mapped[str | None] = mapped_column(String(64))


Index("blank_waiting", Blank.station, Blank.state, Blank.place)

_LIVE = Blank.state.in_(sorted(LIVE))

# the database itself refuses a second live sticker, whatever the program does
Index(
    "one_live_sticker_each",
    Blank.inspection,
    unique=True,
    sqlite_where=_LIVE,
    postgresql_where=_LIVE,
)
