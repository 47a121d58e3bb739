"""Pure parts of showing: limits in texts, marks of a curve, colours, axis ends, actions."""

from __future__ import annotations

from dataclasses import fields

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lane.desk.actions import action_table
from lane.desk.curve_marks import marks_of, nice_top
from lane.desk.gauge_sets import gauge_sets
from lane.desk.limits import Bounds, bounds_in
from lane.desk.palette import LIGHT, contrast
from lane.desk.reasons import abandonment_choices
from lane.inspection.acts import ACTIONS


@pytest.mark.parametrize(
    ("text", "bounds"),
    [
        (">= 60", Bounds(60, None)),
        ("≥60 %", Bounds(60, None)),
        ("<= 24", Bounds(None, 24)),
        ("≤ 0.6 %", Bounds(None, 0.6)),
        ("±5", Bounds(-5, 5)),
        ("32.8–40.0 km/h", Bounds(32.8, 40)),
        ("32.8~40", Bounds(32.8, 40)),
        (">= -5, <= 5", Bounds(-5, 5)),
        ("", Bounds()),
        ("no limit", Bounds()),
    ],
)
def test_the_numbers_of_a_limit(text: str, bounds: Bounds) -> None:
    assert bounds_in(text) == bounds


def test_marks_of_a_known_curve() -> None:
    marks = marks_of([0, 10, 50, 40, 90, 0], [0, 10, 20, 80, 70, 0])
    assert marks is not None
    assert (marks.left_peak, marks.right_peak, marks.difference) == (4, 3, 3)


def test_the_difference_after_both_peaks_does_not_count() -> None:
    marks = marks_of([0, 100, 100, 100], [0, 99, 100, 0])
    assert marks is not None and marks.difference == 1


def test_no_samples_no_marks() -> None:
    assert marks_of([], []) is None


@given(st.lists(st.tuples(st.floats(0, 3000), st.floats(0, 3000)), min_size=1, max_size=60))
def test_swapping_sides_swaps_the_marks(frames: list[tuple[float, float]]) -> None:
    left, right = [f[0] for f in frames], [f[1] for f in frames]
    one, other = marks_of(left, right), marks_of(right, left)
    assert one is not None and other is not None
    assert (one.left_peak, one.right_peak) == (other.right_peak, other.left_peak)
    assert one.difference == other.difference


@given(st.floats(0, 50_000))
def test_an_axis_holds_its_largest_value(largest: float) -> None:
    top = nice_top(largest, 5, 200)
    assert largest <= top <= max(200, largest) * 2.01


@pytest.mark.parametrize("ink", ["ink", "good", "bad", "accent", "warn"])
def test_values_stand_out_on_their_ground(ink: str) -> None:
    assert contrast(getattr(LIGHT, ink), LIGHT.card) >= 7


@pytest.mark.parametrize(
    ("ink", "ground"),
    [
        ("bad", "bad_soft"),
        ("good", "good_soft"),
        ("warn", "warn_soft"),
        ("card", "good"),
        ("card", "bad"),
        ("card", "accent"),
        ("head_ink", "head"),
        ("head_quiet", "head"),
        ("quiet", "card"),
        ("ink", "warn_fill"),
        ("board_ink", "board"),
        ("board_quiet", "board"),
        ("accent_dark", "accent_soft"),
    ],
)
def test_texts_stand_out_on_their_ground(ink: str, ground: str) -> None:
    assert contrast(getattr(LIGHT, ink), getattr(LIGHT, ground)) >= 6.5


def test_every_colour_is_written_in_full() -> None:
    for field in fields(LIGHT):
        colour = getattr(LIGHT, field.name)
        assert len(colour) == 7 and int(colour[1:], 16) >= 0


def test_every_action_of_the_keys_is_known_to_the_service() -> None:
    table = action_table()
    for name, action in table.action.items():
        assert action.idle or action.page or name in ACTIONS, name
    for names in table.more.values():
        assert set(names) <= set(table.action)


def test_reasons_to_abandon_are_the_closed_list() -> None:
    assert {"presenter_withdrew", "equipment_failed"} <= set(abandonment_choices())


def test_every_gauge_has_something_to_show() -> None:
    for specs in gauge_sets().values():
        assert 1 <= len(specs) <= 4
        for spec in specs:
            assert spec.point or spec.item
            assert spec.range[0] < spec.range[1]
