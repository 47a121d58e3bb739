from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from vision.decode import Decoder, as_characters
from vision.grammar import plate_grammar
from vision.grammar.patterns import Pattern, Trust
from vision.grammar.vin import VIN_LOOK_ALIKES, VIN_PATTERN
from vision.recognisers import Scores

GRAMMAR = plate_grammar()
PLATES = Decoder(GRAMMAR.patterns, GRAMMAR.look_alikes, GRAMMAR.trust)
VINS = Decoder((VIN_PATTERN,), VIN_LOOK_ALIKES, patience=2.0)
WRITTEN = tuple("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ皖粤学挂警港·-* 民航")
AB = (Pattern((frozenset("AB"), frozenset("AB"))),)


def drawn(seed: int, steps: int, sharpness: float, name: str) -> Scores:
    spread = np.full(len(WRITTEN) + 1, sharpness)
    rows = np.random.default_rng(seed).dirichlet(spread, steps)
    return Scores(rows.astype(np.float32), WRITTEN, name)


def told(rows: list[list[float]], name: str) -> Scores:
    return Scores(np.array(rows, np.float32), ("A", "B"), name)


sheets = st.lists(
    st.builds(
        drawn,
        st.integers(0, 10_000),
        st.integers(1, 50),
        st.sampled_from([0.01, 0.1, 1.0]),
        st.sampled_from(["plate", "ppocr_v4", "ppocr_v6"]),
    ),
    min_size=1,
    max_size=3,
)


@settings(max_examples=40, deadline=None)
@given(sheets, st.sampled_from(GRAMMAR.patterns), st.floats(0.0, 1.0))
def test_nothing_outside_the_plate_grammar_ever_comes_out(
    given_sheets: list[Scores], pattern: Pattern, least: float
) -> None:
    chances = PLATES.opinions(given_sheets, pattern)
    characters = as_characters(chances, PLATES.alphabet, least)
    assert pattern.allows("".join(c.text for c in characters))
    for place, character in enumerate(characters):
        assert 0.0 <= character.confidence <= 1.0 + 1e-9
        assert all(text in pattern.positions[place] for text, _ in character.alternatives)


@settings(max_examples=25, deadline=None)
@given(sheets)
def test_a_vin_never_holds_i_o_or_q(given_sheets: list[Scores]) -> None:
    characters = as_characters(VINS.opinions(given_sheets, VIN_PATTERN), VINS.alphabet, 0.0)
    assert VIN_PATTERN.allows("".join(c.text for c in characters))


def test_evidence_is_finite_and_prefers_the_pattern_that_is_written() -> None:
    decoder = Decoder((*AB, Pattern((frozenset("B"), frozenset("B")))), {})
    one = told([[0.01, 0.98, 0.01], [0.98, 0.01, 0.01], [0.01, 0.01, 0.98]], "x")
    evidence = decoder.evidence([one])
    assert evidence[decoder.patterns[0]] > evidence[decoder.patterns[1]] + 2


def test_recognisers_outvote_one_another_by_their_trust() -> None:
    sure_a = told([[0, 0.9, 0.1], [1, 0, 0], [0, 1, 0]], "one")
    sure_b = told([[0, 0.1, 0.9], [1, 0, 0], [0, 1, 0]], "two")
    for weight, expected in ((0.3, "A"), (3.0, "B")):
        decoder = Decoder(AB, {}, {"two": Trust(weight)})
        chances = decoder.opinions([sure_a, sure_b], AB[0])
        assert decoder.alphabet[int(chances[0].argmax())] == expected


def test_what_training_saw_too_often_counts_for_less() -> None:
    one = told([[0, 0.7, 0.3], [1, 0, 0], [0, 1, 0]], "one")
    decoder = Decoder(AB, {}, {"one": Trust(1.0, {"A": 0.05})})
    assert decoder.opinions([one], AB[0])[0].argmax() == decoder.alphabet.index("B")


def test_a_sheet_that_does_not_fit_counts_for_less_with_patience() -> None:
    fits = told([[0, 0.6, 0.4], [1, 0, 0], [0, 1, 0]], "one")
    unfit = told([[0.0, 0.001, 0.999], [0.98, 0.01, 0.01]], "two")
    hasty = Decoder(AB, {}, patience=0.5).opinions([fits, unfit], AB[0])
    even = Decoder(AB, {}).opinions([fits, unfit], AB[0])
    assert hasty[0].argmax() == 0
    assert even[0].argmax() == 1


def test_an_open_character_is_a_question_mark_with_its_guesses() -> None:
    chances = np.array([[0.45, 0.40, 0.15], [0.9, 0.1, 0.0]])
    first, second = as_characters(chances, "ABC", least=0.5)
    assert (first.text, first.confidence) == ("?", pytest.approx(0.45))
    assert [text for text, _ in first.alternatives] == ["A", "B", "C"]
    assert second.text == "A"
    assert second.alternatives == (("B", pytest.approx(0.1)),)
