"""The journal: hash-chained events and the outbox, in one database and one transaction."""

from lane.journal.errors import JournalBroken, JournalError, OutOfDate
from lane.journal.store import Journal, OutgoingNotice

__all__ = ["Journal", "JournalBroken", "JournalError", "OutOfDate", "OutgoingNotice"]
