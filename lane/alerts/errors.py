"""What can go wrong between us and the police desk. No message holds anything of a hit."""

from __future__ import annotations


class AlertError(Exception):
    """A message did not get through; it stays in the outbox."""


class DeskUnreachable(AlertError):
    """Nobody answered, or not in time, or the answer broke off."""


class DeskFailed(AlertError):
    """The desk answered with a fault of its own."""


class DeskRefused(AlertError):
    """The desk answered and did not take it: its code and its words are kept."""

    def __init__(self, code: int, text: str) -> None:
        super().__init__(f"refused with code {code}: {text}")
        self.code = code
        self.text = text


class NoNotice(AlertError):
    """What was to be sent is no notice."""


class AnswerUnclear(AlertError):
    """The desk answered, and nothing in the answer says what became of the message."""
