"""The state of the record (登记状态) where it speaks about identity."""

from __future__ import annotations

from collections.abc import Iterator

from lane.identity.rules import rules
from lane.identity.weigh import Check, Clue, Missing


def state(letters: str) -> Iterator[Clue | Missing]:
    """A stolen, cancelled or suspect record does not belong under a vehicle in a lane."""
    clues: dict[str, str] = {}
    for letter in sorted(letters):
        if clue := rules().status_clues.get(letter):
            clues.setdefault(clue, letter)
    for clue, letter in clues.items():
        yield Clue(clue, {"letter": letter})


CHECKS = (Check(("record.status",), state),)
