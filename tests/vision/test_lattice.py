from __future__ import annotations

from itertools import product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from vision.grammar.patterns import Pattern
from vision.lattice import Lattice, Prices
from vision.recognisers import Scores

CHARACTERS = ("A", "B", "C", "·")
PLAIN = Prices(mark=0.0, outside=0.0, floor=0.0, unknown=0.0)


def pattern(*places: str) -> Pattern:
    return Pattern(tuple(frozenset(place) for place in places))


def scores(seed: int, steps: int, characters: tuple[str, ...] = CHARACTERS) -> Scores:
    rows = np.random.default_rng(seed).dirichlet(np.full(len(characters) + 1, 0.5), steps)
    return Scores(rows.astype(np.float32), characters, "drawn")


def collapsed(path: tuple[int, ...], characters: tuple[str, ...]) -> str:
    kept = [k for n, k in enumerate(path) if k and (n == 0 or path[n - 1] != k)]
    return "".join(characters[k - 1] for k in kept)


def by_enumeration(one: Scores, wanted: Pattern) -> dict[str, float]:
    """Text → chance, summed over every path through the steps, one after the other."""
    chances: dict[str, float] = {}
    columns = range(len(one.characters) + 1)
    for path in product(columns, repeat=len(one.probabilities)):
        text = collapsed(path, tuple(one.characters))
        if wanted.allows(text):
            chance = float(np.prod([one.probabilities[n, k] for n, k in enumerate(path)]))
            chances[text] = chances.get(text, 0.0) + chance
    return chances


@settings(max_examples=40, deadline=None)
@given(
    st.integers(0, 10_000),
    st.integers(3, 5),
    st.lists(st.sampled_from(["A", "AB", "ABC", "BC"]), min_size=1, max_size=3),
)
def test_evidence_and_marginals_are_those_of_full_enumeration(
    seed: int, steps: int, places: list[str]
) -> None:
    wanted, one = pattern(*places), scores(seed, steps)
    lattice = Lattice((wanted, pattern("ABC", "ABC", "ABC", "ABC")), {}, PLAIN)
    expected = by_enumeration(one, wanted)
    total = sum(expected.values())
    if total < 1e-9:
        return
    assert lattice.evidence(one, lattice.patterns)[0] == pytest.approx(np.log(total), abs=1e-4)
    marginals = lattice.marginals(one, wanted)
    for place in range(len(places)):
        for column, letter in enumerate(lattice.alphabet):
            share = sum(c for text, c in expected.items() if text[place] == letter) / total
            assert marginals[place, column] == pytest.approx(share, abs=1e-5)


def sharp(text: str, characters: tuple[str, ...] = CHARACTERS) -> Scores:
    """A recogniser wholly sure of ``text``, with a blank after every character."""
    rows = []
    for character in text:
        for column in (characters.index(character) + 1, 0):
            row = np.full(len(characters) + 1, 1e-6)
            row[column] = 1.0
            rows.append(row / row.sum())
    return Scores(np.array(rows, np.float32), characters, "sharp")


def read(lattice: Lattice, one: Scores, wanted: Pattern) -> str:
    return "".join(lattice.alphabet[k] for k in lattice.marginals(one, wanted).argmax(axis=1))


def test_doubled_characters_stay_two() -> None:
    wanted = pattern("AB", "AB", "AB")
    assert read(Lattice((wanted,), {}), sharp("AAB"), wanted) == "AAB"


def test_a_mark_no_pattern_knows_is_passed_over() -> None:
    wanted = pattern("AB", "AB")
    assert read(Lattice((wanted,), {}), sharp("A·B"), wanted) == "AB"


def test_characters_outside_the_text_cost_but_are_allowed() -> None:
    wanted = pattern("A", "B")
    lattice = Lattice((wanted, pattern("C")), {})
    plain, framed = (lattice.evidence(sharp(t), (wanted,))[0] for t in ("AB", "CABC"))
    assert read(lattice, sharp("CABC"), wanted) == "AB"
    assert framed < plain - 5


def test_a_look_alike_counts_for_what_is_allowed_there() -> None:
    characters = ("0", "O", "A")
    wanted = pattern("OA", "0")
    lattice = Lattice((wanted,), {"0": "O"})
    assert read(lattice, sharp("OO", characters), wanted) == "O0"
    assert lattice.evidence(sharp("OO", characters), (wanted,))[0] > -0.1


def test_a_recogniser_cannot_speak_against_what_it_was_never_taught() -> None:
    wanted = pattern("AZ", "B")
    lattice = Lattice((wanted,), {})
    taught = lattice.evidence(sharp("CB", (*CHARACTERS, "Z")), (wanted,))[0]
    untaught = lattice.evidence(sharp("CB"), (wanted,))[0]
    assert untaught > taught + 3


@given(st.integers(0, 1000), st.integers(1, 60))
@settings(max_examples=30, deadline=None)
def test_marginals_sum_to_one_whatever_the_scores(seed: int, steps: int) -> None:
    wanted = pattern("AB", "BC", "A", "C", "ABC")
    marginals = Lattice((wanted,), {}).marginals(scores(seed, steps), wanted)
    assert marginals.sum(axis=1) == pytest.approx(np.ones(5))
    assert np.isfinite(marginals).all()
