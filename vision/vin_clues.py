"""What is known about VINs beside the picture: makers, digits at the end, the check digit.

All of it only shifts chances; none of it can make a character up that the recognisers left out.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import product

import numpy as np

from vision.grammar.vin import CHECK_POSITION, VIN_LENGTH, check_digit
from vision.grammar.wmi import check_digit_binds, makers
from vision.trellis import Array

_KNOWN_MAKER = 30.0
"""How much likelier a maker of the list is than any one that is not in it [I]."""
_LETTER_IN_SERIAL = 0.05
"""The last four places are digits, with few exceptions [M]."""
_SERIAL_DIGITS = 4
_TRIED = 5


def with_clues(chances: Array, alphabet: Sequence[str]) -> Array:
    """Places × alphabet with the maker list and the serial's digits taken into account."""
    letters = np.array([not letter.isdigit() for letter in alphabet])
    shifted = chances.copy()
    shifted[-_SERIAL_DIGITS:, letters] *= _LETTER_IN_SERIAL
    shifted[:3] = _maker_rows(chances[:3], alphabet)
    return shifted / shifted.sum(axis=1, keepdims=True)


def _maker_rows(rows: Array, alphabet: Sequence[str]) -> Array:
    """The first three places again, now weighed together with the makers there are."""
    index = {letter: column for column, letter in enumerate(alphabet)}
    tops = [np.argsort(-row)[:_TRIED].tolist() for row in rows]
    triples: set[tuple[int, ...]] = set(product(*tops))
    triples |= {tuple(index[c] for c in wmi) for wmi in makers() if len(wmi) == 3}
    weighed = np.zeros_like(rows)
    for triple in triples:
        columns = list(triple)
        chance = float(np.prod(rows[range(3), columns]))
        if "".join(alphabet[column] for column in triple) in makers():
            chance *= _KNOWN_MAKER
        weighed[range(3), columns] += chance
    return weighed


def doubtful_places(text: str, chances: Array, sure: float = 0.97) -> tuple[int, ...]:
    """Places to leave open because the check digit binds there and does not hold.

    The weakest place, and any other less than ``sure``; none where the check digit holds or binds
    nowhere. A passing check digit after a search would be no proof, so nothing is searched.
    """
    if len(text) != VIN_LENGTH or not check_digit_binds(text):
        return ()
    if text[CHECK_POSITION] == check_digit(text):
        return ()
    best = chances.max(axis=1)
    return tuple(sorted({int(best.argmin()), *np.flatnonzero(best < sure).tolist()}))
