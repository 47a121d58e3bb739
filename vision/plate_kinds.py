"""Which kind a plate is: how well its pattern fits, its ground colour, its proportions."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from math import log

from vision.grammar.patterns import Pattern
from vision.grammar.plates import PlateKind

_COLOUR_FLOOR = 0.05
_COLOUR_STRENGTH = 2.5
_PROPORTION_SPREAD = 0.3
_PROPORTION_LIMIT = -2.0


@dataclass(frozen=True, slots=True)
class Look:
    """What can be seen of a plate without reading it: colour shares, width over height."""

    colours: Mapping[str, float]
    proportion: float


def kind_score(kind: PlateKind, evidence: Mapping[Pattern, float], look: Look) -> float:
    """Logarithm of how well everything seen fits ``kind``, up to a constant."""
    colour = max(look.colours.get(name, 0.0) for name in kind.colours)
    return (
        evidence[kind.pattern]
        + _COLOUR_STRENGTH * log(_COLOUR_FLOOR + colour)
        + _proportion_score(kind, look.proportion)
        + log(kind.weight)
    )


def _proportion_score(kind: PlateKind, proportion: float) -> float:
    width, height = kind.size_mm
    # foreshortening narrows a plate, so proportions are a weak clue and bounded
    distance = log(max(proportion, 1e-3) * height / width) / _PROPORTION_SPREAD
    return max(_PROPORTION_LIMIT, -0.5 * distance**2)
