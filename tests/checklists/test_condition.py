from __future__ import annotations

from datetime import date

import pytest

from checklists.condition import Applicability, Condition


def applies(any_of: list[dict[str, object]], unless: list[dict[str, object]] | None = None):
    return Applicability.of(
        tuple(Condition.model_validate(c) for c in any_of),
        tuple(Condition.model_validate(c) for c in unless or []),
    )


def test_nothing_stated_applies_to_every_vehicle() -> None:
    assert applies([]).evaluate({}).truth is True


@pytest.mark.parametrize(
    ("seats", "mass", "truth"),
    [(7, 4000, True), (7, 3500, False), (6, 4000, False), (None, 3500, False), (None, 4000, None),
     (None, None, None)],
)  # fmt: skip
def test_all_fields_of_a_condition_must_hold(
    seats: int | None, mass: float | None, truth: bool | None
) -> None:
    rule = applies([{"seats_min": 7, "total_mass_over_kg": 3500}])
    assert rule.evaluate({"seats": seats, "total_mass_kg": mass}).truth is truth


def test_any_condition_is_enough_even_beside_an_unknown() -> None:
    rule = applies([{"seats_min": 7}, {"uses": ["A"]}])
    assert rule.evaluate({"seats": None, "use": "A"}).truth is True
    found = rule.evaluate({"seats": None, "use": "B"})
    assert (found.truth, found.missing) == (None, ("seats",))
    assert "seats" in found.reason_zh


def test_an_exception_outweighs() -> None:
    rule = applies([{"uses": ["A"]}], [{"axles_min": 3}])
    assert rule.evaluate({"use": "A", "axles": 2}).truth is True
    barred = rule.evaluate({"use": "A", "axles": 3})
    assert barred.truth is False
    assert "除外" in barred.reason_zh
    assert rule.evaluate({"use": "A", "axles": None}).truth is None
    assert rule.evaluate({"use": "B", "axles": None}).truth is False


def test_an_exception_that_holds_decides_an_unknown() -> None:
    rule = applies([{"seats_min": 7}], [{"axles_min": 3}])
    assert rule.evaluate({"seats": None, "axles": 3}).truth is False


def test_dates_and_patterns() -> None:
    rule = applies([{"types": ["K3*"], "registered_from": date(2013, 3, 1)}])
    held = {"vehicle_type": "K33", "registered_on": date(2013, 3, 1)}
    assert rule.evaluate(held).truth is True
    assert rule.evaluate(held | {"registered_on": date(2013, 2, 28)}).truth is False
    assert rule.evaluate(held | {"vehicle_type": "K43"}).truth is False


def test_reasons_name_the_group_the_vehicle_is_in() -> None:
    rule = applies([{"groups": ["KA", "KB"]}])
    assert rule.evaluate({"groups": frozenset({"KB"})}).reason_zh == "其他载客汽车"
    assert "仅限" in rule.evaluate({"groups": frozenset({"G"})}).reason_zh
