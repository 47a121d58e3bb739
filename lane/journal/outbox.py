"""The journal's outbox as the delivery workers see it (protocol: lane.alerts.outbox)."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

from sqlalchemy import func, select, update

from lane.alerts.outbox import OutboxEntry
from lane.journal.tables import METADATA, OUTBOX, open_engine


class JournalOutbox:
    """Entries due for delivery, and what became of them."""

    def __init__(self, url: str | Path, now: Callable[[], datetime]) -> None:
        """Open the journal's database at ``url``."""
        self._now = now
        self._engine = open_engine(url, write=True)
        METADATA.create_all(self._engine)

    def close(self) -> None:
        """Give the database's files back."""
        self._engine.dispose()

    def due(self, topic: str, now: float, limit: int = 20) -> list[OutboxEntry]:
        """Unsent entries of a topic whose next attempt is due at ``now``, oldest first."""
        query = (
            select(OUTBOX)
            .where(OUTBOX.c.topic == topic, OUTBOX.c.sent_at.is_(None), OUTBOX.c.next_at <= now)
            .order_by(OUTBOX.c.id)
            .limit(limit)
        )
        with self._engine.begin() as connection:
            return [
                OutboxEntry(row["id"], row["topic"], row["key"], row["payload"], row["attempts"])
                for row in connection.execute(query).mappings()
            ]

    def sent(self, id: int, receipt: dict[str, Any]) -> None:
        """Close an entry with the receiver's receipt."""
        self._update(id, sent_at=self._now(), receipt=receipt, last_error=None)

    def failed(self, id: int, error: str, retry_at: float) -> None:
        """Keep an entry for another attempt at ``retry_at``."""
        self._update(id, attempts=OUTBOX.c.attempts + 1, last_error=error[:400], next_at=retry_at)

    def unsent(self, topic: str) -> int:
        """How many entries of a topic have no receipt yet."""
        query = (
            select(func.count())
            .select_from(OUTBOX)
            .where(OUTBOX.c.topic == topic, OUTBOX.c.sent_at.is_(None))
        )
        with self._engine.begin() as connection:
            return connection.execute(query).scalar() or 0

    def _update(self, id: int, **values: Any) -> None:
        with self._engine.begin() as connection:
            connection.execute(update(OUTBOX).where(OUTBOX.c.id == id).values(**values))
