from __future__ import annotations

from datetime import date

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from lane.register.checks import citizen_id as checked
from samples import numbers
from samples.dates import month_end, months_before, next_due, years_before
from vision.grammar import check_digit_holds, model_years

DAYS = st.dates(date(2000, 1, 1), date(2040, 12, 31))


@given(st.sampled_from(["LSV", "LZW", "LA9"]), st.integers(1981, 2039), st.integers(0, 2**32))
def test_vins_hold_their_check_digit_and_year(wmi: str, year: int, seed: int) -> None:
    vin = numbers.random_vin(wmi, year, np.random.default_rng(seed))
    assert check_digit_holds(vin)
    assert year in model_years(vin)


@given(DAYS, st.integers(1, 999))
def test_identity_numbers_are_right_in_form_and_belong_to_no_place(born: date, order: int) -> None:
    number = numbers.citizen_id(born, order)
    assert checked(number) == number
    assert number.startswith("3799")


@given(DAYS, st.integers(0, 300))
def test_months_are_counted_back_whole(day: date, months: int) -> None:
    back = months_before(day, months)
    assert (day.year - back.year) * 12 + day.month - back.month == months


@given(DAYS, st.integers(0, 20))
def test_years_before_keep_the_month(day: date, years: int) -> None:
    back = years_before(day, years)
    assert (back.year, back.month) == (day.year - years, day.month)


def test_the_next_due_day_is_a_month_end_that_follows_the_steps() -> None:
    registered = date(2015, 11, 3)
    steps = (24, 24, 24, 24, 24, 12)
    assert next_due(registered, date(2015, 11, 4), steps) == date(2017, 11, 30)
    assert next_due(registered, date(2026, 11, 24), steps) == date(2026, 11, 30)
    assert next_due(registered, date(2026, 12, 1), steps) == date(2027, 11, 30)
    assert month_end(date(2024, 2, 3)) == date(2024, 2, 29)
