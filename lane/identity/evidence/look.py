"""The body colour (车身颜色) against the register."""

from __future__ import annotations

from collections.abc import Iterator

from lane.identity.model import ColourRead
from lane.identity.rules import rules
from lane.identity.weigh import Check, Clue, Missing, bound

_NEAR_STRENGTH = 0.3


def colour(read: ColourRead, recorded: str) -> Iterator[Clue | Missing]:
    """Another colour than the registered one; owners repaint too, so it is never much."""
    if share_colour(read.code, recorded):
        return
    near = any(set(read.code) & set(pair) and set(recorded) & set(pair) for pair in _near())
    facts = {"read": read.code, "recorded": recorded}
    strength = _NEAR_STRENGTH if near else 1.0
    yield Clue("colour_differs", facts, strength, bound=bound("reads.body_colour", read.confidence))


def share_colour(one: str, other: str) -> bool:
    """Whether two colour codes have a letter in common, or one says no more than "other"."""
    return bool(set(one) & set(other)) or "Z" in one + other


def _near() -> tuple[str, ...]:
    return rules().near_colours


CHECKS = (Check(("reads.body_colour", "record.colour"), colour),)
