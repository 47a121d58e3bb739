from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from checklists import codes
from checklists.applicability import checklist_for, instruments_for
from checklists.applicability import tests_for as plan_of
from checklists.errors import DateBeforeEditionError, UnknownEditionError
from checklists.rules import load

Make = Callable[..., Any]
ALWAYS = {2, 3, 4, 6, 15, 16, 17, 18, 19}
DYNAMIC, UNDERBODY = {43, 44, 45, 46}, {47, 48, 49, 50, 51}


def numbers(vehicle: Any, inspection: Any) -> set[int]:
    return {item.number for item in checklist_for(vehicle, inspection).items}


def test_a_young_private_car_has_the_light_set(vehicle: Make, inspection: Make) -> None:
    assert numbers(vehicle(), inspection()) == ALWAYS | {1, 5, 9, 20, 21, 22}


@pytest.mark.parametrize(
    "changes",
    [
        {"vehicle_type": "K39"},
        {"vehicle_type": "K49"},
        {"seats": 7},
        {"registered_on": date(2016, 11, 22)},
    ],
)
def test_vans_seven_seats_or_over_ten_years_add_chassis_and_parking(
    vehicle: Make, inspection: Make, changes: dict[str, Any]
) -> None:
    subject = vehicle(**changes)
    assert numbers(subject, inspection()) >= DYNAMIC | UNDERBODY
    names = {item.item for item in instruments_for(subject, inspection())}
    assert "parking_brake_rate" in names


def test_on_the_tenth_anniversary_the_light_set_still_holds(
    vehicle: Make, inspection: Make
) -> None:
    subject = vehicle(registered_on=date(2016, 11, 23), seats=6)
    assert not numbers(subject, inspection()) & (DYNAMIC | UNDERBODY)


ROWS = [
    (1, "car", {}, "periodic", True),
    (1, "car", {}, "registration", False),
    (5, "car", {}, "periodic", True),
    (5, "trailer", {}, "periodic", False),
    (7, "truck", {}, "periodic", True),
    (7, "trailer", {}, "periodic", True),
    (7, "light_truck", {}, "periodic", False),
    (7, "light_truck", {}, "registration", True),
    (7, "bus", {}, "registration", True),
    (7, "bus", {}, "periodic", False),
    (7, "car", {}, "registration", False),
    (8, "truck", {}, "periodic", True),
    (8, "trailer", {}, "periodic", True),
    (8, "bus", {}, "periodic", False),
    (9, "bus", {}, "periodic", True),
    (9, "trailer", {}, "periodic", False),
    (9, "motorcycle", {"vehicle_type": "M13", "cab": True}, "periodic", True),
    (9, "motorcycle", {}, "periodic", False),
    (10, "truck", {}, "periodic", True),
    (10, "truck", {"vehicle_type": "H12"}, "periodic", False),
    (10, "truck", {"vehicle_type": "H14"}, "periodic", False),
    (10, "trailer", {"vehicle_type": "B14"}, "periodic", False),
    (11, "truck", {}, "periodic", True),
    (12, "bus", {}, "periodic", True),
    (13, "car", {}, "periodic", False),
    (14, "truck", {}, "periodic", True),
    (14, "truck", {"vehicle_type": "Q11"}, "periodic", False),
    (20, "motorcycle", {}, "periodic", False),
    (21, "trailer", {}, "periodic", False),
    (22, "truck", {}, "periodic", True),
    (23, "bus", {}, "periodic", True),
    (23, "truck", {"use": "R"}, "periodic", True),
    (23, "truck", {}, "periodic", False),
    (24, "bus", {"use": "B"}, "periodic", True),
    (24, "bus", {"use": "C"}, "periodic", False),
    (24, "bus", {"use": "C", "vehicle_type": "K13"}, "periodic", True),
    (24, "truck", {"total_mass_kg": 12000, "registered_on": date(2013, 3, 1)}, "periodic", True),
    (24, "truck", {"total_mass_kg": 12000, "registered_on": date(2013, 2, 28)}, "periodic", False),
    (24, "truck", {"total_mass_kg": 11999}, "periodic", False),
    (25, "truck", {}, "periodic", True),
    (25, "truck", {"vehicle_type": "Q11"}, "periodic", False),
    (25, "trailer", {}, "periodic", True),
    (25, "three_wheeler", {}, "periodic", True),
    (25, "bus", {}, "periodic", False),
    (26, "truck", {"manufactured_on": date(2012, 9, 1)}, "periodic", True),
    (26, "truck", {"manufactured_on": date(2012, 8, 31)}, "periodic", False),
    (26, "trailer", {"length_mm": 8001}, "periodic", True),
    (26, "trailer", {"length_mm": 8000}, "periodic", False),
    (27, "light_truck", {}, "periodic", False),
    (27, "light_truck", {"total_mass_kg": 3501}, "periodic", True),
    (27, "trailer", {}, "periodic", True),
    (28, "bus", {}, "periodic", True),
    (29, "bus", {"use": "P"}, "periodic", True),
    (29, "bus", {}, "periodic", False),
    (32, "bus", {}, "registration", True),
    (32, "bus", {}, "periodic", False),
    (35, "truck", {"vehicle_type": "H14", "use": "R"}, "periodic", True),
    (35, "truck", {"vehicle_type": "H14"}, "periodic", False),
    (36, "bus", {"registered_on": date(2013, 3, 1)}, "periodic", True),
    (36, "bus", {"registered_on": date(2013, 2, 28)}, "periodic", False),
    (38, "car", {"use": "N"}, "periodic", True),
    (38, "car", {}, "periodic", False),
    (39, "bus", {"use": "O"}, "periodic", True),
    (40, "truck", {"use": "R"}, "periodic", True),
    (42, "car", {"disabled_driver_controls": True}, "periodic", True),
    (43, "trailer", {}, "periodic", False),
    (43, "motorcycle", {}, "periodic", True),
    (47, "motorcycle", {}, "periodic", False),
    (47, "trailer", {}, "periodic", True),
]


@pytest.mark.parametrize(("number", "name", "changes", "kind", "applies"), ROWS)
def test_manual_item_applies(
    vehicle: Make,
    inspection: Make,
    number: int,
    name: str,
    changes: dict[str, Any],
    kind: str,
    applies: bool,
) -> None:
    assert (number in numbers(vehicle(name, **changes), inspection(kind))) is applies


INSTRUMENT_ROWS = [
    ("imbalance_axle_1", "motorcycle", {}, "periodic", False),
    ("imbalance_axle_2", "three_wheeler", {}, "periodic", False),
    ("imbalance_axle_1", "trailer", {}, "periodic", True),
    ("brake_rate_total", "trailer", {}, "periodic", False),
    ("brake_rate_axle_1", "three_wheeler", {}, "periodic", False),
    ("brake_rate_axle_2", "three_wheeler", {}, "periodic", True),
    ("brake_rate_axle_1", "articulated", {}, "periodic", False),
    ("parking_brake_rate", "car", {}, "periodic", False),
    ("parking_brake_rate", "motorcycle", {}, "periodic", False),
    ("parking_brake_rate", "truck", {}, "periodic", True),
    ("headlamp_H1", "trailer", {"headlamp_system": "03"}, "periodic", False),
    ("headlamp_H2", "car", {"headlamp_system": "01"}, "periodic", True),
    ("headlamp_H2", "car", {}, "periodic", False),
    ("side_slip_1", "bus", {}, "periodic", True),
    ("side_slip_1", "bus", {"steering_axle_independent": True}, "periodic", False),
    ("side_slip_2", "truck", {"steering_axles": 2}, "periodic", True),
    ("side_slip_1", "car", {"steering_axle_independent": False}, "periodic", False),
    ("loaded_brake_rate_axle_2", "truck", {}, "periodic", True),
    ("loaded_brake_rate_axle_1", "truck", {}, "periodic", False),
    ("loaded_brake_rate_axle_3", "truck", {}, "periodic", False),
    ("loaded_brake_rate_axle_1", "trailer", {}, "periodic", True),
    ("loaded_brake_rate_axle_3", "trailer", {}, "periodic", False),
    ("outline_length", "truck", {}, "periodic", True),
    ("outline_length", "car", {}, "registration", False),
    ("kerb_mass", "truck", {}, "periodic", True),
    ("kerb_mass", "light_truck", {}, "periodic", False),
    ("kerb_mass", "light_truck", {}, "registration", True),
    ("gas_idle_co", "car", {}, "periodic", True),
    ("gas_opacity", "truck", {}, "periodic", True),
    ("gas_idle_co", "car", {"fuel": "C"}, "periodic", False),
    ("gas_idle_co", "motorcycle", {}, "periodic", False),
]


@pytest.mark.parametrize(("item", "name", "changes", "kind", "applies"), INSTRUMENT_ROWS)
def test_instrument_item_applies(
    vehicle: Make,
    inspection: Make,
    item: str,
    name: str,
    changes: dict[str, Any],
    kind: str,
    applies: bool,
) -> None:
    found = instruments_for(vehicle(name, **changes), inspection(kind))
    assert (item in {one.item for one in found}) is applies


def test_two_steering_axles_are_spared_side_slip_under_the_former_edition(
    vehicle: Make, inspection: Make
) -> None:
    asked = inspection(edition="GB21861-2014")
    one = {i.item for i in instruments_for(vehicle("truck"), asked)}
    two = {i.item for i in instruments_for(vehicle("truck", steering_axles=2), asked)}
    assert "side_slip_1" in one
    assert not {"side_slip_1", "side_slip_2"} & two


def test_all_51_items_exist_once(inspection: Make) -> None:
    manual = load("GB38900-2020").manual
    assert sorted(rule.row.number for rule in manual) == list(range(1, 52))
    assert len({rule.row.field for rule in manual}) == 51


def test_the_walk_goes_round_once(vehicle: Make, inspection: Make) -> None:
    positions = list(load("GB38900-2020").walk)
    for name in ("car", "bus", "truck", "trailer", "motorcycle"):
        walked = [positions.index(i.walk) for i in checklist_for(vehicle(name), inspection()).items]
        assert walked == sorted(walked)


def test_every_car_is_looked_at_listened_to_asked_about_and_examined(
    vehicle: Make, inspection: Make
) -> None:
    items = checklist_for(vehicle(), inspection()).items
    assert {sense for item in items for sense in item.senses} == {
        "look",
        "listen",
        "ask",
        "examine",
    }
    assert all(item.reason_zh and item.defects for item in items)
    questions = [question for item in items for question in item.questions]
    assert any(question.register_field == "owner_name" for question in questions)


def test_an_item_that_cannot_be_decided_is_kept_and_says_why(
    vehicle: Make, inspection: Make
) -> None:
    checklist = checklist_for(vehicle(seats=None, registered_on=None), inspection())
    item = checklist.item(43)
    assert "seats" in item.reason_en
    assert "seats" in item.reason_zh


def test_tests_come_in_lane_order_with_their_items(vehicle: Make, inspection: Make) -> None:
    tests = plan_of(vehicle("bus"), inspection())
    kinds = list(dict.fromkeys(test.kind for test in tests))
    assert kinds == [
        "axle_load",
        "service_brake",
        "parking_brake",
        "speed",
        "headlamp",
        "side_slip",
        "free_acceleration",
        "tread",
    ]
    brake = next(t for t in tests if t.kind == "service_brake" and t.axle == 2)
    assert set(brake.items) == {"brake_rate_axle_2", "brake_rate_total", "imbalance_axle_2"}
    assert [t.axle for t in tests if t.kind == "parking_brake"] == [2]
    assert not next(t for t in tests if t.kind == "speed").required


def test_only_tests_the_lane_can_do_are_planned(vehicle: Make, inspection: Make) -> None:
    tests = plan_of(vehicle(), inspection(), {"axle_load", "headlamp"})
    assert {test.kind for test in tests} == {"axle_load", "headlamp"}


def test_axles_the_parking_brake_acts_on_come_from_the_record(
    vehicle: Make, inspection: Make
) -> None:
    tests = plan_of(vehicle("truck", parking_brake_axles=(2,)), inspection())
    assert [t.axle for t in tests if t.kind == "parking_brake"] == [2]


def test_a_trailer_has_rear_axles_only(vehicle: Make) -> None:
    assert {vehicle("trailer").position(axle) for axle in (1, 2, 3)} == {"rear"}
    assert [vehicle("truck", steering_axles=2).position(a) for a in (1, 2, 3)] == [
        "front",
        "front",
        "rear",
    ]


def test_the_edition_follows_the_day(vehicle: Make, inspection: Make) -> None:
    assert checklist_for(vehicle(), inspection(on="2021-01-01")).edition == "GB38900-2020"
    assert checklist_for(vehicle(), inspection(on="2020-12-31")).edition == "GB21861-2014"


def test_a_day_before_any_edition_is_named(vehicle: Make, inspection: Make) -> None:
    with pytest.raises(DateBeforeEditionError, match="2014-01-01"):
        checklist_for(vehicle(), inspection(on="2014-01-01"))
    with pytest.raises(DateBeforeEditionError, match="2021-01-01"):
        checklist_for(vehicle(), inspection(on="2019-06-01", edition="GB38900-2020"))


def test_an_edition_that_is_not_held_is_named(vehicle: Make, inspection: Make) -> None:
    with pytest.raises(UnknownEditionError, match="GB99999"):
        checklist_for(vehicle(), inspection(edition="GB99999"))


def test_every_code_of_the_ministry_is_held() -> None:
    assert len(codes.table("vehicle_types")) == 279
    assert codes.table("vehicle_types")["K33"].name_zh == "小型轿车"
    assert codes.photo_name("0111").startswith("车辆左前方")
