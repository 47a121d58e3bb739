from __future__ import annotations

import calendar
from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from certs.validity import ValidityError, due, valid_until
from checklists import codes
from checklists.vehicle import Vehicle

D = date.fromisoformat
BASE, P2014, P2020, P2022 = "2004-05-01", "2014-09-01", "2020-11-20", "2022-10-01"


def make(vehicle_type: str, use: str, registered: str, **more: Any) -> Vehicle:
    known = {"vehicle_type": vehicle_type, "use": use, "registered_on": D(registered)}
    return Vehicle.model_validate({"axles": 2, "seats": 5} | known | more)


INJURY = {"injury_accident": True}
# type, use, registered, more, on -> due, lane, months, policy; worked by hand
TABLE: list[tuple[str, str, str, dict[str, Any], str, str, bool, int, str]] = [
    # the policy of 2022: 2 mark, 4 mark, 6 lane, 8 mark, 10 lane, then yearly
    ("K33", "A", "2025-01-15", {}, "2026-11-23", "2027-01-31", False, 24, P2022),
    ("K33", "A", "2023-02-28", {}, "2026-11-23", "2027-02-28", False, 24, P2022),
    ("K33", "A", "2021-03-05", {}, "2026-11-23", "2027-03-31", True, 24, P2022),
    ("K33", "A", "2018-05-10", {}, "2026-11-23", "2028-05-31", True, 24, P2022),
    ("K33", "A", "2018-05-10", {}, "2026-05-31", "2026-05-31", False, 24, P2022),
    ("K33", "A", "2018-05-10", {}, "2026-06-01", "2028-05-31", True, 24, P2022),
    ("K33", "A", "2017-05-10", {}, "2026-11-23", "2027-05-31", True, 24, P2022),
    ("K33", "A", "2016-11-30", {}, "2026-11-01", "2026-11-30", True, 24, P2022),
    ("K33", "A", "2015-11-02", {}, "2026-12-01", "2027-11-30", True, 12, P2022),
    ("K33", "A", "2005-01-20", {}, "2026-11-23", "2027-01-31", True, 12, P2022),
    ("K31", "A", "2020-12-01", {"seats": 9}, "2026-11-23", "2026-12-31", True, 24, P2022),
    ("K43", "H", "2024-02-29", {}, "2026-01-01", "2026-02-28", False, 24, P2022),
    ("K33", "A", "2026-11-05", {}, "2026-11-23", "2028-11-30", False, 24, P2022),
    ("M21", "A", "2022-08-01", {}, "2026-07-01", "2026-08-31", False, 24, P2022),
    ("M21", "A", "2020-08-01", {}, "2026-07-01", "2026-08-31", True, 24, P2022),
    ("M22", "A", "2014-08-01", {}, "2026-07-01", "2026-08-31", True, 12, P2022),
    # excluded: back to the base cycle
    ("K39", "A", "2025-01-15", {"seats": 7}, "2026-11-23", "2027-01-31", True, 24, BASE),
    ("K39", "A", "2018-05-10", {"seats": 7}, "2026-11-23", "2027-05-31", True, 12, BASE),
    ("K33", "A", "2018-05-10", INJURY, "2026-11-23", "2027-05-31", True, 12, BASE),
    ("K33", "A", "2025-01-15", {"illegal_modification": True}, "2026-11-23", "2027-01-31", True,
     24, BASE),
    ("K33", "L", "2018-05-10", {}, "2026-11-23", "2027-05-31", True, 12, BASE),
    ("K33", "A", "2018-05-10", {"converted_from_operating": True}, "2026-11-23", "2027-05-31",
     True, 12, BASE),
    ("K33", "A", "2018-05-10", {"manufactured_on": D("2014-05-09")}, "2026-11-23", "2027-05-31",
     True, 12, BASE),
    ("K33", "A", "2018-05-10", {"manufactured_on": D("2014-05-10")}, "2026-11-23", "2028-05-31",
     True, 24, P2022),
    ("K33", "A", "2009-01-10", INJURY, "2026-11-23", "2027-01-31", True, 6, BASE),
    ("K33", "A", "2009-09-10", INJURY, "2026-11-23", "2027-03-31", True, 6, BASE),
    ("M21", "A", "2020-08-01", INJURY, "2026-07-01", "2026-08-31", True, 12, BASE),
    # the policy of 2020: lane at 6, 8 and 10
    ("K33", "A", "2018-05-10", {}, "2022-05-01", "2022-05-31", False, 24, P2020),
    ("K33", "A", "2013-06-10", {}, "2021-01-10", "2021-06-30", True, 24, P2020),
    ("K31", "A", "2018-05-10", {"seats": 9}, "2021-01-10", "2022-05-31", False, 24, P2020),
    ("K33", "A", "2010-06-10", {}, "2021-01-10", "2021-06-30", True, 12, P2020),
    ("K33", "A", "2003-06-10", {}, "2021-01-10", "2021-06-30", True, 6, P2020),
    ("M21", "A", "2019-06-10", {}, "2022-09-30", "2023-06-30", True, 24, BASE),
    # the policy of 2014: six years for up to 6 seats, then as the base
    ("K33", "A", "2014-03-10", {"seats": 6}, "2016-01-10", "2016-03-31", False, 24, P2014),
    ("K33", "A", "2012-03-10", {}, "2018-01-10", "2018-03-31", True, 24, P2014),
    ("K33", "A", "2011-03-10", {}, "2018-01-10", "2018-03-31", True, 12, P2014),
    ("K31", "A", "2014-03-10", {"seats": 7}, "2016-01-10", "2016-03-31", True, 24, BASE),
    # before 2014
    ("K33", "A", "2012-03-10", {}, "2014-01-10", "2014-03-31", True, 24, BASE),
    ("K33", "A", "2006-03-10", {}, "2014-01-10", "2014-03-31", True, 12, BASE),
    ("K33", "A", "1997-03-10", {}, "2014-01-10", "2014-03-31", True, 6, BASE),
    ("M21", "A", "2010-03-10", {}, "2014-01-10", "2014-03-31", True, 24, BASE),
    ("M21", "A", "2009-03-10", {}, "2014-01-10", "2014-03-31", True, 12, BASE),
    # operating passenger vehicles: yearly to 5, then half-yearly
    ("K33", "D", "2022-01-10", {}, "2026-11-23", "2027-01-31", True, 12, BASE),
    ("K33", "T", "2021-01-10", {}, "2026-11-23", "2027-01-31", True, 6, BASE),
    ("K11", "B", "2020-03-10", {"seats": 45}, "2026-11-23", "2027-03-31", True, 6, BASE),
    ("K11", "B", "2020-05-31", {"seats": 45}, "2026-11-23", "2026-11-30", True, 6, BASE),
    # goods and large private passenger vehicles: yearly to 10, then half-yearly
    ("H11", "F", "2017-01-10", {}, "2026-11-23", "2027-01-31", True, 12, BASE),
    ("H11", "F", "2014-08-31", {}, "2026-11-23", "2027-02-28", True, 6, BASE),
    ("Q11", "F", "2015-12-10", {"axles": 3}, "2026-11-23", "2026-12-31", True, 6, BASE),
    ("K21", "A", "2020-12-10", {"seats": 19}, "2026-11-23", "2026-12-31", True, 12, BASE),
    # others: yearly; school buses half-yearly
    ("B11", "F", "2012-12-10", {"axles": 3}, "2026-11-23", "2026-12-31", True, 12, BASE),
    ("Z11", "A", "2010-02-10", {}, "2026-11-23", "2027-02-28", True, 12, BASE),
    ("K28", "P", "2024-07-10", {"seats": 30}, "2026-11-23", "2027-01-31", True, 6, BASE),
]  # fmt: skip


@pytest.mark.parametrize(
    ("vehicle_type", "use", "registered", "more", "on", "due_on", "lane", "months", "policy"), TABLE
)
def test_due(
    vehicle_type: str,
    use: str,
    registered: str,
    more: dict[str, Any],
    on: str,
    due_on: str,
    lane: bool,
    months: int,
    policy: str,
) -> None:
    found = due(make(vehicle_type, use, registered, **more), D(on))
    assert (found.due_on, found.lane_run_required) == (D(due_on), lane)
    assert (found.interval_months, found.policy) == (months, D(policy))
    assert found.reasons


@pytest.mark.parametrize(
    ("registered", "window"),
    [("2017-05-10", "2027-03-01"), ("2017-01-31", "2026-11-01"), ("2017-02-10", "2026-12-01")],
)
def test_the_window_is_the_due_month_and_the_two_before_it(registered: str, window: str) -> None:
    found = due(make("K33", "A", registered), D("2026-11-23"))
    assert found.window_from == D(window)
    assert found.in_window(D(window))
    assert not found.in_window(date.fromordinal(D(window).toordinal() - 1))


@pytest.mark.parametrize(
    ("registered", "on", "until"),
    [
        ("2016-12-10", "2026-10-01", "2027-12-31"),  # in the window of year 10: the next year
        ("2016-12-10", "2026-09-30", "2026-12-31"),  # before the window: what is running
        ("2016-10-10", "2026-11-23", "2027-10-31"),  # late: the anniversary does not move
        ("2026-11-23", "2026-11-23", "2028-11-30"),  # first registration
        ("2018-05-10", "2026-03-01", "2028-05-31"),  # the mark of year 8 lasts to year 10
    ],
)
def test_what_a_mark_issued_now_carries(registered: str, on: str, until: str) -> None:
    assert valid_until(make("K33", "A", registered), D(on)) == D(until)


def test_a_half_yearly_vehicle_gets_half_a_year() -> None:
    bus = make("K11", "B", "2015-06-10")
    assert due(bus, D("2026-11-23")).due_on == D("2026-12-31")
    assert valid_until(bus, D("2026-11-23")) == D("2027-06-30")


def test_the_reasons_name_the_exclusion() -> None:
    found = due(make("K33", "A", "2018-05-10", **INJURY), D("2026-11-23"))
    assert any("人员伤亡" in reason for reason in found.reasons)


def test_an_unknown_date_of_manufacture_is_said_not_passed_over() -> None:
    found = due(make("K33", "A", "2018-05-10"), D("2026-11-23"))
    assert any("manufactured_on" in reason for reason in found.reasons)


def test_the_json_object_is_the_one_promised() -> None:
    found = due(make("K33", "A", "2017-05-10"), D("2026-11-23")).as_json()
    assert found["due_on"] == "2027-05-31"
    assert found["window_from"] == "2027-03-01"
    assert found["policy"] == "2022-10-01"
    assert set(found) == {
        "due_on",
        "window_from",
        "lane_run_required",
        "interval_months",
        "policy",
        "reasons",
    }


@pytest.mark.parametrize(
    ("changes", "on", "words"),
    [
        ({"registered_on": None}, "2026-11-23", "registered_on is needed"),
        ({}, "2016-01-01", "lies after"),
        ({"registered_on": D("2014-05-10"), "seats": None}, "2016-01-01", "seats is needed"),
        ({"registered_on": D("1999-05-10")}, "2003-01-01", "no inspection cycle"),
    ],
)
def test_what_cannot_be_named_says_why(changes: dict[str, Any], on: str, words: str) -> None:
    vehicle = make("K33", "A", "2018-05-10").model_copy(update=changes)
    with pytest.raises(ValidityError, match=words):
        due(vehicle, D(on))


vehicles = st.builds(
    Vehicle,
    vehicle_type=st.sampled_from(sorted(codes.table("vehicle_types"))),
    use=st.sampled_from(sorted(codes.table("uses"))),
    registered_on=st.dates(date(1990, 1, 1), date(2010, 12, 31)),
    manufactured_on=st.none() | st.dates(date(1985, 1, 1), date(2010, 12, 31)),
    seats=st.integers(1, 60),
    axles=st.just(2),
    injury_accident=st.booleans(),
)


@given(vehicles, st.dates(date(2011, 1, 1), date(2045, 1, 1)))
@settings(deadline=None)
def test_every_vehicle_has_one_due_date_on_any_day(vehicle: Vehicle, on: date) -> None:
    found = due(vehicle, on)
    assert found.due_on >= on
    assert found.due_on.day == calendar.monthrange(found.due_on.year, found.due_on.month)[1]
    assert found.window_from.day == 1
    assert vehicle.registered_on is not None
    months = (found.due_on.year - vehicle.registered_on.year) * 12
    months += found.due_on.month - vehicle.registered_on.month
    assert months > 0
    assert months % 6 == 0
    until = valid_until(vehicle, on)
    assert until >= found.due_on
    assert (until > found.due_on) == found.in_window(on)
