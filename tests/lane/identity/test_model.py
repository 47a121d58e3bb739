"""Impossible input is refused by the name of the field."""

from __future__ import annotations

import json

import pytest

from lane.identity import IdentityError, parse_input


@pytest.mark.parametrize(
    ("changes", "named"),
    [
        ({"record.manufactured_on": "2015-13-45"}, "record.manufactured_on: there is no such date"),
        ({"record.manufactured_on": "yesterday"}, "record.manufactured_on: this is no date"),
        ({"record.registered_on": "2027-01-01"}, "record.registered_on lies after"),
        ({"record.odometer": [{"on": "2027-01-01", "km": 1}]}, "record.odometer.0.on lies after"),
        ({"record.registered_on": "1815-01-01"}, "record.registered_on: 1815-01-01 lies before"),
        ({"here.lat": 91}, "here.lat"),
        ({"passes.0.lon": -181}, "passes.0.lon"),
        ({"passes.0.at": "2026-11-23T08:50:00"}, "passes.0.at"),
        ({"reads.vin.text": "L" * 26}, "reads.vin.text"),
        ({"reads.vin.text": "LSV NV;DROP"}, "reads.vin.text"),
        ({"reads.vin.confidence": 1.2}, "reads.vin.confidence"),
        ({"reads.tyre_week": "5419"}, "reads.tyre_week: there is no week 54"),
        ({"reads.tyre_week": "2327"}, "reads.tyre_week lies after"),
        ({"reads.glass_year": 2031}, "reads.glass_year lies after"),
        ({"reads.vim": {"text": "X", "confidence": 1}}, "reads.vim"),
        ({"measured.kerb_mass_kg": -1}, "measured.kerb_mass_kg"),
        ({"reads.odometer_km": "many"}, "reads.odometer_km"),
        ({"record.status": "?"}, "record.status"),
        ({"reads.body_colour.code": "QQ"}, "reads.body_colour.code"),
    ],
)
def test_the_field_is_named(vehicle, changes, named):
    with pytest.raises(IdentityError) as caught:
        parse_input(json.dumps(vehicle(changes)))
    assert named in str(caught.value)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize("text", ["", "[]", "{", "null", "1", "[" * 100_000, '{"on": NaN}'])
def test_text_that_is_no_vehicle(text):
    with pytest.raises(IdentityError):
        parse_input(text)


def test_far_too_many_passes_are_refused(vehicle):
    one = vehicle({})["passes"][0]
    with pytest.raises(IdentityError, match="passes"):
        parse_input(json.dumps(vehicle({"passes": [one] * 20_001})))


def test_a_file_beyond_bounds_is_refused():
    with pytest.raises(IdentityError, match="larger"):
        parse_input(" " * 8_000_001)


def test_an_empty_reading_is_missing_and_not_read(finding):
    found = finding({"reads.vin": {"text": "", "confidence": 0}})
    assert "reads.vin" in {part.part for part in found.missing}
    assert found.finding == "genuine"  # the nameplate's VIN is the record's


def test_a_register_row_with_its_other_columns_and_empty_ones_is_taken(vehicle):
    changes = {"record.model": "SVW7144", "record.engine_number": "", "record.wheelbase_mm": 0}
    given = parse_input(json.dumps(vehicle(changes)))
    assert given.record is not None
    assert given.record.engine_number is None
    assert given.record.wheelbase_mm is None


def test_a_trailer_is_the_same_plate_with_and_without_its_last_character(finding):
    changes = {"reads.plate.text": "鲁J1234挂", "record.plate": "鲁J1234"}
    assert not any(r.evidence.startswith("plate_differs") for r in finding(changes).reasons)
