from __future__ import annotations

from datetime import date, datetime, timedelta
from pathlib import Path

import pytest

from lane.register import wire_number
from lane.watchlist.list_file import read_list
from samples.demo_vehicles import DEMO_DAY, DemoVehicle, demo_vehicles
from samples.fleet import fleet
from samples.lists import STATION, passes, watchlist, write_watchlist
from samples.make import CHINA
from vision.grammar import check_digit_holds, model_years

HONEST = {"pass", "brake-fail", "wanted", "exempt", "abandoned"} | {
    f"busy-{number}" for number in range(1, 7)
}
DAYS = [DEMO_DAY, date(2027, 1, 1), date(2028, 2, 29), date(2029, 12, 31)]


@pytest.mark.parametrize("on", DAYS)
def test_an_honest_vehicle_is_what_its_record_says(on: date) -> None:
    vehicles = demo_vehicles(on)
    assert vehicles.keys() == HONEST | {"cloned", "assembled"}
    for name in HONEST:
        record, truth = vehicles[name].record, vehicles[name].truth
        assert wire_number(truth.plate) == record.plate
        assert truth.stamped_vin == truth.nameplate.vin == record.vin
        assert truth.engine_number == record.engine_number
        assert truth.colour == record.colour
        assert not truth.restamped


@pytest.mark.parametrize("on", DAYS)
def test_every_vin_is_right_in_form_and_year(on: date) -> None:
    for vehicle in demo_vehicles(on).values():
        assert check_digit_holds(vehicle.record.vin)
        assert check_digit_holds(vehicle.truth.stamped_vin)
        assert vehicle.record.manufactured_on.year in model_years(vehicle.record.vin)
        assert vehicle.record.inspection_valid_until >= on


def test_the_clone_wears_a_plate_that_is_not_its_own(vehicles: dict[str, DemoVehicle]) -> None:
    record, truth = vehicles["cloned"].record, vehicles["cloned"].truth
    assert truth.plate == record.plate
    assert truth.stamped_vin == truth.nameplate.vin != record.vin
    assert truth.colour != record.colour
    assert not vehicles["cloned"].presenter.is_owner


def test_the_assembled_car_contradicts_itself(vehicles: dict[str, DemoVehicle]) -> None:
    record, truth = vehicles["assembled"].record, vehicles["assembled"].truth
    assert truth.nameplate.vin == record.vin != truth.stamped_vin
    assert record.manufactured_on.year not in model_years(truth.stamped_vin)
    assert truth.engine_number != record.engine_number
    assert truth.restamped


def test_the_cloned_plate_was_far_away_a_little_while_ago(
    vehicles: dict[str, DemoVehicle],
) -> None:
    now = datetime(2026, 11, 24, 10, tzinfo=CHINA)
    plate = vehicles["cloned"].record.plate
    seen = [each for each in passes(vehicles, fleet(DEMO_DAY), now) if each.plate == plate]
    last = seen[-1]
    assert now - last.at == timedelta(minutes=40)
    assert abs(last.lat - STATION[0]) * 111 > 100
    recent = now - timedelta(hours=6)
    others = [e for e in passes(vehicles, fleet(DEMO_DAY), now) if e.plate != plate]
    assert all(each.at <= recent for each in others)


def test_the_watch_list_is_taken_and_names_the_wanted(
    vehicles: dict[str, DemoVehicle], tmp_path: Path
) -> None:
    write_watchlist(tmp_path / "watchlist.csv", watchlist(vehicles, DEMO_DAY))
    rows = {value: details for _, value, details in read_list(tmp_path / "watchlist.csv")}
    wanted = vehicles["wanted"]
    for value in (wanted.presenter.citizen_id, wanted.record.plate, wanted.record.vin):
        assert rows[value].valid_until.date() > DEMO_DAY
    assert rows[vehicles["pass"].record.plate].valid_until.date() < DEMO_DAY
