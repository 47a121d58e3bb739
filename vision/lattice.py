"""CTC scores against patterns: how well each pattern fits, and what stands at each place.

A pattern is a small automaton: a text of fixed length, a set of characters for every place. The
forward pass sums over every way a text of the pattern can lie along the steps; with the backward
pass it gives the exact chance of every character at every place. Nothing outside a pattern can
come out, by construction.

In the gaps between characters stands the CTC blank, and at a price two kinds of ink: marks that
no pattern knows (the dot after the office letter, a bolt), and before the first and after the
last place any character at all (a border read as I, the asterisks round a VIN).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from vision.grammar.patterns import LookAlikes, Pattern
from vision.recognisers import Scores
from vision.trellis import Array, Steps, forward, marginals

_SHEER_BLANK = 0.9995


@dataclass(frozen=True, slots=True)
class Prices:
    """What ink outside the text costs, and the floors under the allowed characters.

    ``floor`` keeps one sure recogniser from forbidding what another one sees; ``unknown`` is the
    floor for characters a recogniser was never taught: it cannot speak against them.
    """

    mark: float = 0.3
    outside: float = 1e-3
    floor: float = 1e-4
    unknown: float = 3e-2


@dataclass(slots=True)
class Lattice:
    """Patterns over one alphabet, ready to be laid along a recogniser's scores."""

    patterns: Sequence[Pattern]
    look_alikes: LookAlikes
    prices: Prices = field(default_factory=Prices)
    alphabet: tuple[str, ...] = field(init=False)
    _symbols: tuple[str, ...] = field(init=False)
    _places: dict[frozenset[str], Array] = field(init=False, default_factory=dict)
    _columns: dict[int, tuple[Sequence[str], NDArray[np.intp]]] = field(
        init=False, default_factory=dict
    )

    def __post_init__(self) -> None:
        allowed = frozenset().union(*(place for p in self.patterns for place in p.positions))
        self.alphabet = tuple(sorted(allowed))
        written = allowed.union(*(set(self.look_alikes.get(c, "")) for c in allowed))
        self._symbols = tuple(sorted(written))

    def evidence(self, scores: Scores, patterns: Sequence[Pattern]) -> Array:
        """For each pattern the logarithm of the chance that a text of it gave these scores."""
        return forward(self._steps(scores, patterns)).evidence

    def marginals(self, scores: Scores, pattern: Pattern) -> Array:
        """Places × alphabet: the chance of each character at each place, given the pattern."""
        return marginals(self._steps(scores, (pattern,)))

    def mask(self, pattern: Pattern) -> NDArray[np.bool_]:
        """Places × alphabet: what the pattern allows where."""
        rows = [[letter in allowed for letter in self.alphabet] for allowed in pattern.positions]
        return np.array(rows)

    def _steps(self, scores: Scores, patterns: Sequence[Pattern]) -> Steps:
        blank, known = self._reduced(scores)
        floors = self._floors(scores)
        lengths = np.array([len(pattern) for pattern in patterns], dtype=np.intp)
        longest = int(lengths.max())
        labels = np.zeros((len(known), len(patterns), longest, len(self.alphabet)))
        offers: dict[frozenset[str], Array] = {}
        for number, pattern in enumerate(patterns):
            for place, allowed in enumerate(pattern.positions):
                if allowed not in offers:
                    matrix = self._place(allowed)
                    offers[allowed] = known @ matrix + floors * matrix.any(axis=0)
                labels[:, number, place] = offers[allowed]
        return Steps(labels, self._gaps(blank, known, lengths, longest), lengths)

    def _gaps(self, blank: Array, known: Array, lengths: NDArray[np.intp], longest: int) -> Array:
        ink = known.sum(axis=1)
        marks = np.clip(1 - blank - ink, 0, 1)
        inner = blank + self.prices.mark * marks + self.prices.floor
        gaps = np.repeat(inner[:, None], len(lengths) * (longest + 1), axis=1)
        gaps = gaps.reshape(-1, len(lengths), longest + 1)
        outside = self.prices.outside * ink[:, None]
        gaps[:, :, 0] += outside
        gaps[:, np.arange(len(lengths)), lengths] += outside
        return gaps

    def _reduced(self, scores: Scores) -> tuple[Array, Array]:
        """Blank and known symbols per step; sheer blanks in a row count once (they change
        nothing but the time it takes)."""
        y = scores.probabilities
        sheer = y[:, 0] > _SHEER_BLANK
        keep = np.ones(len(y), dtype=bool)
        keep[1:] = ~(sheer[1:] & sheer[:-1])
        columns = self._columns_of(scores)
        known = np.where(columns >= 0, y[np.ix_(keep, np.maximum(columns, 0))], 0.0)
        return y[keep, 0].astype(np.float64), known.astype(np.float64)

    def _floors(self, scores: Scores) -> Array:
        """Per letter of the alphabet the least chance it is given."""
        taught = self._columns_of(scores)[[self._symbols.index(c) for c in self.alphabet]] >= 0
        return np.where(taught, self.prices.floor, self.prices.unknown)

    def _columns_of(self, scores: Scores) -> NDArray[np.intp]:
        known = self._columns.get(id(scores.characters))
        # the list is kept beside its id, so that the id can't be given to another list
        if known is None:
            index = {character: i + 1 for i, character in enumerate(scores.characters)}
            columns = np.array([index.get(s, -1) for s in self._symbols], dtype=np.intp)
            known = self._columns[id(scores.characters)] = (scores.characters, columns)
        return known[1]

    def _place(self, allowed: frozenset[str]) -> Array:
        """Symbols × alphabet: what a recogniser wrote → what may stand here."""
        if allowed not in self._places:
            matrix = np.zeros((len(self._symbols), len(self.alphabet)))
            for column, character in enumerate(self.alphabet):
                if character in allowed:
                    for symbol in {character, *self.look_alikes.get(character, "")}:
                        if symbol == character or symbol not in allowed:
                            matrix[self._symbols.index(symbol), column] = 1.0
            self._places[allowed] = matrix
        return self._places[allowed]
