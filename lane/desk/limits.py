"""Numbers out of a limit's text, to mark them on a gauge. Nothing is judged here."""

from __future__ import annotations

import re
from dataclasses import dataclass

_NUMBER = r"(-?\d+(?:\.\d+)?)"
_BETWEEN = re.compile(rf"{_NUMBER}\s*[%\w/]*\s*(?:-|–|~|～|\.\.|…|至|to)\s*{_NUMBER}")
_LOW = re.compile(rf"(?:>=|≥|>|不小于)\s*{_NUMBER}")
_HIGH = re.compile(rf"(?:<=|≤|<|不大于)\s*{_NUMBER}")
_AROUND = re.compile(rf"±\s*{_NUMBER}")


@dataclass(frozen=True, slots=True)
class Bounds:
    """The allowed range as far as the text tells it."""

    low: float | None = None
    high: float | None = None

    def __bool__(self) -> bool:
        return self.low is not None or self.high is not None


def as_shown(text: str) -> str:
    """A limit's text with the signs people read."""
    return text.replace(">=", "≥").replace("<=", "≤")


def bounds_in(text: str) -> Bounds:
    """The bounds in a text like ``>= 60``, ``≤ 24 %``, ``32.8–40.0`` or ``±5``; empty for none."""
    if match := _AROUND.search(text):
        return Bounds(-float(match[1]), float(match[1]))
    low, high = _LOW.search(text), _HIGH.search(text)
    if low or high:
        return Bounds(float(low[1]) if low else None, float(high[1]) if high else None)
    if match := _BETWEEN.search(text):
        return Bounds(float(match[1]), float(match[2]))
    return Bounds()
