"""How the books are opened: safe against power cuts, and against two stations at once."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Engine, create_engine, event

from certs.stock.tables import Books

_BUSY_MS = 10_000


def open_books(url: str) -> Engine:
    """The engine behind ``url`` (``sqlite:///…`` or ``postgresql://…``), its tables made."""
    engine = create_engine(url)
    if engine.dialect.name == "sqlite":
        event.listen(engine, "connect", _prepare)
        event.listen(engine, "begin", _begin)
    with engine.begin() as connection:
        Books.metadata.create_all(connection)
    return engine


def _prepare(connection: Any, _record: object) -> None:
    # sqlite3 would begin by itself, too late and deferred: begin is ours, below
    connection.isolation_level = None
    cursor = connection.cursor()
    for pragma in (
        f"busy_timeout={_BUSY_MS}",
        "journal_mode=WAL",
        "synchronous=FULL",
        "foreign_keys=ON",
    ):
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


def _begin(connection: Any) -> None:
    connection.exec_driver_sql("BEGIN IMMEDIATE")
