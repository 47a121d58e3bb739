from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lane.register import OdometerReading, Register, RegisterFileError, VehicleRecord
from lane.register.checks import citizen_id_check
from lane.register.table import read_csv, write_csv

DATES = st.dates(date(1980, 1, 1), date(2035, 12, 31))
TEXTS = st.text(st.characters(exclude_categories=("Cs", "Cc")), max_size=30).map(str.strip)
UPPER = "ABCDEFGHJKLMNPQRSTUVWXYZ0123456789"
IDS = st.from_regex(r"\A[1-9][0-9]{16}\Z").map(lambda head: head + citizen_id_check(head))
RECORDS = st.builds(
    VehicleRecord,
    plate=st.text(UPPER, min_size=5, max_size=6).map(lambda tail: "鲁J" + tail),
    plate_kind=st.sampled_from(["01", "02", "15", "52"]),
    vin=st.text(UPPER, min_size=1, max_size=25),
    engine_number=st.text(UPPER, max_size=20),
    brand=TEXTS,
    model=TEXTS,
    colour=st.sampled_from(["A", "AH", "JEZ"]),
    vehicle_type=st.sampled_from(["K33", "H11", "B11", "M21"]),
    use=st.sampled_from("ABFN"),
    seats=st.integers(0, 200),
    axles=st.integers(1, 12),
    total_mass_kg=st.integers(1, 200_000),
    kerb_mass_kg=st.integers(1, 200_000),
    wheelbase_mm=st.integers(0, 60_000),
    length_mm=st.integers(0, 60_000),
    width_mm=st.integers(0, 60_000),
    height_mm=st.integers(0, 60_000),
    fuel=st.sampled_from("ABCOY"),
    headlamp_system=st.sampled_from(["", "01", "05"]),
    steering_axle_independent=st.booleans(),
    manufactured_on=DATES,
    registered_on=DATES,
    inspection_valid_until=DATES,
    status=st.sampled_from(["A", "GQ"]),
    owner_name=TEXTS,
    owner_id=st.one_of(st.just(""), IDS),
    injury_accident=st.booleans(),
    illegal_modification=st.booleans(),
    converted_from_operating=st.booleans(),
    odometer=st.lists(
        st.builds(OdometerReading, on=DATES, km=st.integers(0, 9_999_999)), max_size=4
    ).map(tuple),
)
FLEETS = st.lists(
    RECORDS, min_size=1, max_size=8, unique_by=lambda record: (record.plate_kind, record.plate)
)


@contextmanager
def folder() -> Iterator[Path]:
    with tempfile.TemporaryDirectory() as name:
        yield Path(name)


@given(FLEETS)
@settings(deadline=None, max_examples=60)
def test_records_survive_the_csv(fleet: list[VehicleRecord]) -> None:
    with folder() as place:
        write_csv(place / "a.csv", VehicleRecord, fleet)
        assert [record for _, record in read_csv(place / "a.csv", VehicleRecord)] == fleet


@given(FLEETS, FLEETS, st.data())
@settings(deadline=None, max_examples=30)
def test_a_broken_line_anywhere_leaves_the_register_as_it_was(
    before: list[VehicleRecord], after: list[VehicleRecord], data: st.DataObject
) -> None:
    broken = data.draw(st.integers(0, len(after)), label="broken line")
    garbage = data.draw(st.sampled_from(["", ",", '"', "鲁J1,02", "\x00"]), label="garbage")
    with folder() as place:
        register = Register(place / "r.sqlite")
        write_csv(place / "before.csv", VehicleRecord, before)
        register.import_csv(place / "before.csv")
        write_csv(place / "after.csv", VehicleRecord, after)
        lines = (place / "after.csv").read_text(encoding="utf-8").split("\n")
        lines.insert(1 + broken, garbage + "?")
        (place / "after.csv").write_text("\n".join(lines), encoding="utf-8")
        with pytest.raises(RegisterFileError):
            register.import_csv(place / "after.csv")
        assert register.count() == len(before)
        for record in before:
            assert register.by_plate(record.plate, record.plate_kind) == [record]
