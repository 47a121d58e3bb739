from __future__ import annotations

import pytest
from pydantic import ValidationError

from lane.register import VehicleRecord, wire_number
from lane.register.checks import citizen_id_check
from lane.register.codes import table


def changed(record: VehicleRecord, **values: object) -> VehicleRecord:
    return VehicleRecord.model_validate({**record.model_dump(), **values})


@pytest.mark.parametrize(
    ("field", "value", "says"),
    [
        ("owner_id", "379901198001010012", "check character"),
        ("owner_id", "12345", "17 digits"),
        ("colour", "X", "no colour code"),
        ("colour", "", "colour letters"),
        ("fuel", "9", "no fuels code"),
        ("status", "", "state is missing"),
        ("vin", "LSV NV2187E210000", "pattern"),
        ("headlamp_system", "06", "01"),
        ("kerb_mass_kg", 0, "greater than 0"),
        ("vehicle_type", "K3", "no vehicle_types code"),
        ("owner_name", "王\n示例", "pattern"),
    ],
)
def test_a_wrong_value_is_refused_and_named(
    record: VehicleRecord, field: str, value: object, says: str
) -> None:
    with pytest.raises(ValidationError, match=says) as caught:
        changed(record, **{field: value})
    assert caught.value.errors()[0]["loc"][0] == field


def test_old_frame_numbers_and_joined_colours_are_taken(record: VehicleRecord) -> None:
    old = changed(record, vin="A123456", colour="AH", status="GQ", owner_id="")
    assert (old.vin, old.colour) == ("A123456", "AH")


def test_a_record_does_not_change(record: VehicleRecord) -> None:
    with pytest.raises(ValidationError, match="frozen"):
        record.plate = "鲁J00000"


def test_the_check_character_of_the_standards_example() -> None:
    # GB 11643's own example numbers
    assert citizen_id_check("11010519491231002") == "X"
    assert citizen_id_check("44052418800101001") == "4"


def test_trailers_lose_their_last_character_on_the_wire() -> None:
    assert wire_number("鲁J1234挂") == "鲁J1234"
    assert wire_number("鲁J12345") == "鲁J12345"


@pytest.mark.parametrize("name", ["colour", "status"])
def test_every_code_has_both_names_and_a_source(name: str) -> None:
    for code in table(name).values():
        assert code.name_zh and code.name_en and code.source in {"V", "C", "M", "I"}
