"""How the books are opened: safe against power cuts, and against two stations at once."""

from __future__ import annotations

from functools import partial
from typing import Any

from sqlalchemy import Engine, create_engine, event
from sqlalchemy.exc import DBAPIError

from certs.errors import BooksUnreachable
from certs.stock.tables import Books


def open_books(url: str, busy_ms: int = 10_000) -> Engine:
    """The engine behind ``url`` (``sqlite:///…`` or ``postgresql://…``), its tables made.

    ``busy_ms`` is how long SQLite waits for another process's transaction to end.
    Raises BooksUnreachable if there is no such folder, or the file is no database.
    """
    engine = create_engine(url)
    guard_sqlite(engine, busy_ms)
    try:
        with engine.begin() as connection:
            Books.metadata.create_all(connection)
    except DBAPIError as fault:
        engine.dispose()
        raise BooksUnreachable(
            f"the books of blanks at {engine.url} can't be opened: {fault.orig}: "
            "check the folder, or restore the file from its copy"
        ) from fault
    return engine


def guard_sqlite(engine: Engine, busy_ms: int = 10_000, begin: str = "BEGIN IMMEDIATE") -> None:
    """Flush each transaction to the disk, and take the write lock at its beginning.

    A deferred BEGIN fails with "database is locked" as soon as two writers read before they
    write, whatever the timeout. Does nothing for other databases.
    """
    if engine.dialect.name == "sqlite":
        event.listen(engine, "connect", partial(_prepare, busy_ms))
        event.listen(engine, "begin", partial(_begin, begin))


def _prepare(busy_ms: int, connection: Any, _record: object) -> None:
    # sqlite3 would begin by itself, too late and deferred: begin is ours, below
    connection.isolation_level = None
    cursor = connection.cursor()
    for pragma in (
        f"busy_timeout={busy_ms}",
        "journal_mode=WAL",
        "synchronous=FULL",
        "foreign_keys=ON",
    ):
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


def _begin(begin: str, connection: Any) -> None:
    connection.exec_driver_sql(begin)
