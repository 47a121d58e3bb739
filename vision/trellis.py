"""The arithmetic of laying patterns along CTC steps: forward and backward sums, scaled.

States are "in the gap before place i" and "on character c of place i". Everything is in plain
chances, scaled at each step so that nothing underflows.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]

_TINY = 1e-300


@dataclass(frozen=True, slots=True)
class Steps:
    """What each step offers.

    ``labels`` is steps × patterns × places × letters; ``gaps`` steps × patterns × (places + 1);
    ``lengths`` says how many places each pattern really has.
    """

    labels: Array
    gaps: Array
    lengths: NDArray[np.intp]


@dataclass(frozen=True, slots=True)
class Forward:
    """The forward pass: what entered each label at each step, the scales, and the evidence."""

    entries: list[Array]
    scales: list[Array]
    ends: Array

    @property
    def evidence(self) -> Array:
        """Per pattern the logarithm of the sum over every way to lie along the steps."""
        scaled = np.log(np.array(self.scales)).sum(axis=0) if self.scales else 0.0
        return np.asarray(scaled + np.log(np.maximum(self.ends, _TINY)))


def forward(steps: Steps) -> Forward:
    """Sum forward over all patterns at once."""
    _, patterns, places, letters = steps.labels.shape
    label = np.zeros((patterns, places, letters))
    gap = np.zeros((patterns, places + 1))
    gap[:, 0] = 1.0
    entries: list[Array] = []
    scales: list[Array] = []
    for labels, gaps in zip(steps.labels, steps.gaps, strict=True):
        entry, label, gap = _advance(label, gap, labels, gaps)
        scale = np.maximum(label.sum(axis=(1, 2)) + gap.sum(axis=1), _TINY)
        entries.append(entry / scale[:, None, None])
        scales.append(scale)
        label /= scale[:, None, None]
        gap /= scale[:, None]
    rows = np.arange(patterns)
    ends = gap[rows, steps.lengths] + label[rows, steps.lengths - 1].sum(axis=1)
    return Forward(entries, scales, ends)


def _advance(label: Array, gap: Array, labels: Array, gaps: Array) -> tuple[Array, Array, Array]:
    entry = np.repeat(gap[:, :-1, None], label.shape[2], axis=2)
    sums = label.sum(axis=2)
    # a character may follow its own like only across a gap
    entry[:, 1:] += np.maximum(sums[:, :-1, None] - label[:, :-1], 0)
    entry *= labels
    gap = gap.copy()
    gap[:, 1:] += sums
    return entry, entry + label * labels, gap * gaps


def marginals(steps: Steps) -> Array:
    """Places × letters of a single pattern: the chance of each letter at each place.

    Rows sum to one; where no way lies along the steps at all they are even.
    """
    passed = forward(steps)
    places, letters = steps.labels.shape[2:]
    label = np.zeros((places, letters))
    gap = np.zeros(places + 1)
    label[-1] = gap[-1] = 1.0
    total = np.full((places, letters), _TINY)
    for step in range(len(passed.entries) - 1, -1, -1):
        total += passed.entries[step][0] * label
        labels, gaps = steps.labels[step, 0], steps.gaps[step, 0]
        label, gap = _retreat(label, gap, labels, gaps, passed.scales[step][0])
    return total / total.sum(axis=1, keepdims=True)


def _retreat(
    label: Array, gap: Array, labels: Array, gaps: Array, scale: float
) -> tuple[Array, Array]:
    through_label = labels * label
    through_gap = gaps * gap
    sums = through_label.sum(axis=1)
    before_gap = through_gap.copy()
    before_gap[:-1] += sums
    before_label = through_label + through_gap[1:, None]
    before_label[:-1] += np.maximum(sums[1:, None] - through_label[1:], 0)
    return before_label / scale, before_gap / scale
