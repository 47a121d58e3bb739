from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from lane.register import Pass, Register, RegisterError, RegisterFileError, VehicleRecord
from lane.register.table import write_csv

NOON = datetime(2026, 11, 24, 4, 0, tzinfo=UTC)


def csv_of(folder: Path, *records: VehicleRecord) -> Path:
    path = folder / "register.csv"
    write_csv(path, VehicleRecord, records)
    return path


def seen(at: datetime, plate: str = "鲁J2K618") -> Pass:
    return Pass(
        plate=plate, plate_kind="02", at=at, lat=35.4, lon=118.2, colour="H", vehicle_type="K33"
    )


def test_a_record_is_found_by_each_of_its_numbers(
    register: Register, record: VehicleRecord, tmp_path: Path
) -> None:
    report = register.import_csv(csv_of(tmp_path, record))
    assert (report.added, register.count()) == (1, 1)
    for found in (
        register.by_plate(record.plate),
        register.by_plate(record.plate, "02"),
        register.by_vin(record.vin),
        register.by_engine_number(record.engine_number),
    ):
        assert found == [record]


def test_unknown_and_empty_numbers_find_nothing(
    register: Register, record: VehicleRecord, tmp_path: Path
) -> None:
    trailer = record.model_copy(update={"engine_number": ""})
    register.import_csv(csv_of(tmp_path, trailer))
    assert register.by_plate("鲁J99999") == []
    assert register.by_plate(record.plate, "01") == []
    assert register.by_engine_number("") == register.by_vin("") == []


def test_the_same_number_of_two_kinds_is_two_vehicles(
    register: Register, record: VehicleRecord, tmp_path: Path
) -> None:
    tractor = record.model_copy(update={"plate": "鲁J1234", "plate_kind": "01"})
    trailer = tractor.model_copy(update={"plate_kind": "15", "vin": "LA99TRAILER"})
    register.import_csv(csv_of(tmp_path, tractor, trailer))
    assert len(register.by_plate("鲁J1234")) == 2
    assert register.by_plate("鲁J1234挂", "15") == [trailer]


def test_one_vin_on_two_plates_shows_both(
    register: Register, record: VehicleRecord, tmp_path: Path
) -> None:
    register.import_csv(csv_of(tmp_path, record, record.model_copy(update={"plate": "鲁JA0001"})))
    assert [each.plate for each in register.by_vin(record.vin)] == ["鲁J2K618", "鲁JA0001"]


def test_a_second_import_replaces_and_says_so(
    register: Register, record: VehicleRecord, tmp_path: Path
) -> None:
    register.import_csv(csv_of(tmp_path, record))
    assert register.import_csv(csv_of(tmp_path, record)).unchanged == 1
    repainted = record.model_copy(update={"colour": "J"})
    assert register.import_csv(csv_of(tmp_path, repainted)).changed == 1
    assert register.by_plate(record.plate) == [repainted]


def test_the_register_outlives_its_object(
    register: Register, record: VehicleRecord, tmp_path: Path
) -> None:
    register.import_csv(csv_of(tmp_path, record))
    assert Register(tmp_path / "register.sqlite").by_plate(record.plate) == [record]


def test_a_vehicle_twice_in_one_file_is_refused_with_both_lines(
    register: Register, record: VehicleRecord, tmp_path: Path
) -> None:
    with pytest.raises(RegisterFileError, match=r"line 3.*line 2 already"):
        register.import_csv(csv_of(tmp_path, record, record))
    assert register.count() == 0


def test_passes_come_back_in_order_since_an_instant(register: Register, tmp_path: Path) -> None:
    passes = [seen(NOON - timedelta(minutes=m)) for m in (5, 90, 40)] + [seen(NOON, "鲁J00001")]
    write_csv(tmp_path / "passes.csv", Pass, passes)
    assert register.import_passes_csv(tmp_path / "passes.csv").added == 4
    assert register.import_passes_csv(tmp_path / "passes.csv").unchanged == 4
    found = register.passes_of("鲁J2K618", "02", NOON - timedelta(hours=1))
    assert found == [passes[2], passes[0]]
    assert register.passes_of("鲁J2K618", "01", NOON - timedelta(hours=1)) == []


def test_passes_need_a_time_zone(register: Register) -> None:
    with pytest.raises(ValueError, match="time zone"):
        register.passes_of("鲁J2K618", "02", NOON.replace(tzinfo=None))


def test_a_file_that_is_no_register_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "register.sqlite"
    path.write_bytes(b"this is a letter, not a database" * 100)
    with pytest.raises(RegisterError, match="can't be used"):
        Register(path)
    assert path.read_bytes().startswith(b"this is a letter")
