from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from lane.register import Register, VehicleRecord
from lane.register.table import write_csv
from samples.demo_vehicles import DEMO_DAY
from samples.fleet import fleet
from samples.models import model_named, models
from vision.grammar import check_digit_holds, model_years, plate_grammar


@pytest.fixture(scope="module")
def records() -> list[VehicleRecord]:
    return fleet(DEMO_DAY)


def test_the_fleet_is_the_same_each_time(records: list[VehicleRecord]) -> None:
    assert fleet(DEMO_DAY) == records
    assert fleet(DEMO_DAY, seed=2) != records


def test_about_three_hundred_vehicles_of_all_kinds(records: list[VehicleRecord]) -> None:
    assert 290 <= len(records) <= 320
    kinds = Counter(record.plate_kind for record in records)
    assert set(kinds) == {"01", "02", "07", "15", "16", "23", "26", "51", "52"}
    assert {record.model for record in records} == {model.model for model in models()}
    at_home = sum(record.plate.startswith("鲁J") for record in records)
    assert at_home > len(records) / 2


def test_the_register_takes_it(records: list[VehicleRecord], tmp_path: Path) -> None:
    write_csv(tmp_path / "register.csv", VehicleRecord, records)
    register = Register(tmp_path / "register.sqlite")
    assert register.import_csv(tmp_path / "register.csv").added == len(records)
    assert register.by_vin(records[0].vin) == [records[0]]


def test_numbers_are_right_and_belong_to_one_vehicle(records: list[VehicleRecord]) -> None:
    assert len({record.vin for record in records}) == len(records)
    for record in records:
        assert check_digit_holds(record.vin)
        assert record.manufactured_on.year in model_years(record.vin)
        assert record.vin.startswith(model_named(record.model).wmi)


def test_plates_keep_the_grammar_of_their_kind(records: list[VehicleRecord]) -> None:
    patterns: dict[str, list] = {}
    for kind in plate_grammar().kinds:
        patterns.setdefault(kind.codes[0], []).append(kind.pattern)
    for record in records:
        text = record.plate + ("挂" if record.plate_kind == "15" else "")
        assert any(pattern.allows(text) for pattern in patterns[record.plate_kind]), text


def test_dates_and_masses_are_in_order(records: list[VehicleRecord]) -> None:
    for record in records:
        assert record.manufactured_on < record.registered_on < DEMO_DAY
        assert record.kerb_mass_kg < record.total_mass_kg
        assert record.wheelbase_mm < record.length_mm
        kilometres = [reading.km for reading in record.odometer]
        assert kilometres == sorted(kilometres)
