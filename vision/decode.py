"""Several recognisers' scores of one line, decoded together under a grammar.

Each recogniser says independently what stands at each place of each pattern (`vision.lattice`);
their opinions are multiplied, each to the power of its weight. What comes out lies in the grammar
whatever went in.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import inf

import numpy as np

from vision.grammar.patterns import LookAlikes, Pattern, Trust
from vision.lattice import Lattice, Prices
from vision.recognisers import Scores
from vision.results import UNREAD, CharacterReading
from vision.trellis import Array

_DOUBT = 1e-3
"""How much of every recogniser's opinion is left open, so that none can veto the others."""
_ALTERNATIVES = 3


class Decoder:
    """Decodes under a set of patterns; ``trust`` is per recogniser, full where none is given."""

    def __init__(
        self,
        patterns: Sequence[Pattern],
        look_alikes: LookAlikes,
        trust: Mapping[str, Trust] | None = None,
        prices: Prices | None = None,
        patience: float = inf,
    ) -> None:
        """``patience``: a sheet of scores that fits a pattern worse than the best one counts less,
        e times less for every so many units of evidence; infinite where fits can't be compared.
        """
        self.patterns = tuple(patterns)
        self._lattice = Lattice(self.patterns, look_alikes, prices or Prices())
        self._trust = dict(trust or {})
        self._patience = patience

    @property
    def alphabet(self) -> tuple[str, ...]:
        """The letters the last axis of `opinions` counts."""
        return self._lattice.alphabet

    def evidence(self, scores: Sequence[Scores]) -> dict[Pattern, float]:
        """Pattern → logarithm of how well the scores fit it, the recognisers' weighted mean."""
        weights = np.array([self._trust_in(one).weight for one in scores])
        each = np.array([self._lattice.evidence(one, self.patterns) for one in scores])
        return dict(zip(self.patterns, (weights @ each / weights.sum()).tolist(), strict=True))

    def opinions(self, scores: Sequence[Scores], pattern: Pattern) -> Array:
        """Places × alphabet: the recognisers' joint chance of each character at each place."""
        logs = np.zeros((len(pattern), len(self.alphabet)))
        for one, heed in zip(scores, self._heed(scores, pattern), strict=True):
            weight = self._trust_in(one).weight * heed
            logs += weight * np.log(self._opinion(one, pattern) + _DOUBT)
        allowed = self._lattice.mask(pattern)
        chances = np.where(allowed, np.exp(logs - logs.max(axis=1, keepdims=True)), 0.0)
        return chances / chances.sum(axis=1, keepdims=True)

    def _heed(self, scores: Sequence[Scores], pattern: Pattern) -> Array:
        if self._patience == inf:
            return np.ones(len(scores))
        fits = np.array([self._lattice.evidence(one, (pattern,))[0] for one in scores])
        return np.exp((fits - fits.max()) / self._patience)

    def _opinion(self, one: Scores, pattern: Pattern) -> Array:
        overrated = self._trust_in(one).overrated
        factors = np.array([overrated.get(letter, 1.0) for letter in self.alphabet])
        chances = self._lattice.marginals(one, pattern) * factors
        return chances / chances.sum(axis=1, keepdims=True)

    def _trust_in(self, one: Scores) -> Trust:
        return self._trust.get(one.recogniser, Trust())


def as_characters(
    chances: Array, alphabet: Sequence[str], least: float, certainty: float = 1.0
) -> tuple[CharacterReading, ...]:
    """Places × alphabet → characters; one surer than ``least`` is given, else it is ``?``.

    ``certainty`` is how sure it is that there is such a text at all; it lowers every confidence.
    """
    readings = []
    for row in chances:
        order = np.argsort(-row)[: _ALTERNATIVES + 1]
        ranked = [(alphabet[int(k)], float(row[k]) * certainty) for k in order if row[k] > 1e-3]
        text, chance = ranked[0]
        read = chance >= least
        readings.append(
            CharacterReading(
                text if read else UNREAD, chance, tuple(ranked[1:] if read else ranked)
            )
        )
    return tuple(readings)
