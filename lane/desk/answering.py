"""What the walk asks of the screen: record an answer, tell the row how it went."""

from __future__ import annotations

from typing import Protocol

from .client import Done


class Recorder(Protocol):
    """Records answers at the service for the chosen inspection."""

    def item(self, code: str, answer: str, note: str, done: Done) -> None:
        """Record an item's answer with the words to it."""
        ...

    def question(self, question: str, answer: str, done: Done) -> None:
        """Record what the presenter said."""
        ...
