"""What the delivery worker asks of an outbox, wherever its entries are kept."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, Protocol


@dataclass(frozen=True, slots=True)
class OutboxEntry:
    """One message waiting for delivery.

    `key` is the idempotency key: for the police desk the NotificationID (通知标识). `attempts`
    counts deliveries that failed. The payload stays out of the repr, and so out of every log.
    """

    id: int
    topic: str
    key: str
    payload: dict[str, Any] = field(repr=False)
    attempts: int = 0


class Outbox(Protocol):
    """Entries written in the same transaction as their event, closed only by a receipt."""

    def due(self, topic: str, now: float, limit: int = 20) -> list[OutboxEntry]:
        """Unsent entries of `topic` whose next attempt is due at `now` (seconds, Unix time)."""
        ...

    def sent(self, id: int, receipt: dict[str, Any]) -> None:
        """Close the entry with the receiver's receipt."""
        ...

    def failed(self, id: int, error: str, retry_at: float) -> None:
        """Keep the entry for another attempt at `retry_at`, with the reason."""
        ...
