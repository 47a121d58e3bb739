"""Each evidence: the vehicle that shows it, and the honest one that looks like it."""

from __future__ import annotations

from typing import Any

import pytest

SHOWS: list[tuple[str, dict[str, Any], dict[str, Any]]] = [
    # evidence, the vehicle that shows it, the honest one beside it
    (
        "vin_check_digit",
        {"reads.vin.text": "LSVNV418XF2100013"},
        {"reads.vin.text": "WVWZZZ1KZ8W000001"},  # imports have no check digit
    ),
    ("vin_differs", {"reads.vin.text": "LFV3A23C7H3000017"}, {}),
    ("vin_length", {"reads.vin.text": "LSVNV4180F210001"}, {"reads.vin": None}),
    (
        "vin_maker",
        {"record.brand": "比亚迪"},
        {"record.brand": "斯柯达"},  # the same maker builds it
    ),
    (
        "vin_model_year",
        {"record.manufactured_on": "2011-03-01"},
        {"record.manufactured_on": "2014-11-01"},  # next year's model, sold in autumn
    ),
    (
        "vin_registered_early",
        {"record.registered_on": "2013-01-10"},
        {"record.registered_on": "2015-03-10"},
    ),
    (
        "vin_nameplate_differs",
        {"reads.nameplate.vin": "LFV3A23C7H3000017"},
        {"reads.nameplate": None},
    ),
    ("vin_obd_differs", {"reads.obd_vin": "LFV3A23C7H3000017"}, {"reads.obd_vin": None}),
    ("nameplate_register_differs", {"reads.nameplate.vin": "LFV3A23C7H3000017"}, {}),
    ("obd_register_differs", {"reads.obd_vin": "LFV3A23C7H3000017"}, {}),
    ("stamp_unlike", {"stamp.similarity": 0.4}, {"stamp.similarity": 0.81}),
    ("stamp_differences", {"stamp.differences": ["第11位字体不同"]}, {}),
    (
        "engine_differs",
        {"reads.engine_number.text": "ZZZ900011"},
        {"reads.engine_number.text": "*EA211-CUF812345*"},  # the model stands in front
    ),
    (
        "engine_look_alike",
        {"reads.engine_number.text": "CUFB12345"},
        {"reads.engine_number.text": "CUF81?345"},
    ),
    ("plate_differs", {"reads.plate.text": "鲁B98760"}, {"reads.plate.text": "鲁J·12345"}),
    ("plate_look_alike", {"reads.plate.text": "鲁J1234S"}, {"reads.plate.text": "鲁J1234?"}),
    ("plate_kind_differs", {"reads.plate.kind": "52"}, {"reads.plate.kind": None}),
    ("plate_kind_vehicle", {"record.vehicle_type": "H11"}, {"record.vehicle_type": "H31"}),
    ("colour_differs", {"reads.body_colour.code": "A"}, {"reads.body_colour.code": "AJ"}),
    ("wheelbase_differs", {"measured.wheelbase_mm": 2750}, {"measured.wheelbase_mm": 2675}),
    ("mass_differs", {"measured.kerb_mass_kg": 1700}, {"measured.kerb_mass_kg": 1480}),
    ("length_differs", {"measured.length_mm": 4800}, {"measured.length_mm": 4690}),
    ("width_differs", {"measured.width_mm": 1950}, {"measured.width_mm": 1890}),
    ("height_differs", {"measured.height_mm": 1700}, {"measured.height_mm": 1560}),
    (
        "nameplate_date",
        {"reads.nameplate.manufactured_on": "2016-03"},
        {"reads.nameplate.manufactured_on": "2015-02"},
    ),
    ("glass_older", {"reads.glass_year": 2009}, {"reads.glass_year": 2014}),
    ("glass_newer", {"reads.glass_year": 2020}, {"reads.glass_year": 2016}),
    ("belt_older", {"reads.belt_month": "2012-02"}, {"reads.belt_month": "2014-09"}),
    ("belt_newer", {"reads.belt_month": "2019-02"}, {"reads.belt_month": "2015-09"}),
    ("tyre_older", {"reads.tyre_week": "2311"}, {"reads.tyre_week": "2325"}),
    (
        "parts_of_several_years",
        {"reads.glass_year": 2010, "reads.belt_month": "2019-02"},
        {"reads.glass_year": 2019, "reads.belt_month": "2019-02"},  # one repair
    ),
    ("record_dates", {"record.registered_on": "2015-02-10"}, {}),
    ("odometer_lower", {"reads.odometer_km": 20000}, {"reads.odometer_km": 41950}),
    (
        "odometer_rollover",
        {
            "reads.odometer_km": 1000,
            "record.manufactured_on": "2001-03-01",
            "record.odometer": [{"on": "2024-05-10", "km": 98000}],
        },
        {"reads.odometer_km": 1000},  # too young for a mechanical counter
    ),
    ("odometer_rate", {"reads.odometer_km": 999999}, {"reads.odometer_km": 240000}),
    ("answer_owner_name", {"answers.owner_name": False}, {"answers.owner_name": None}),
    ("answer_bought_on", {"answers.bought_on": False}, {"answers": None}),
    ("answer_mileage", {"answers.mileage": False}, {}),
    ("record_stolen", {"record.status": "C"}, {"record.status": "GQ"}),
    ("record_cancelled", {"record.status": "GE"}, {"record.status": "D"}),
    ("record_suspect", {"record.status": "J"}, {"record.status": "A"}),
    (
        "impossible_travel",
        {"passes.0.lat": 37.3},
        {"passes.0.lat": 36.8},  # 67 km in 40 minutes: fast, and possible
    ),
    (
        "vin_on_another_record",
        {"others.0.vin": "LSVNV4187F2100013"},
        {"others.0.vin": "LSVNV4187F2100013", "others.0.plate": "鲁J12345"},  # its own record
    ),
    (
        "stamp_of_another_record",
        {"reads.vin.text": "LFV3A23C7H3000017"},
        {},
    ),
    ("engine_on_another_record", {"others.0.engine_number": "CUF812345"}, {}),
    (
        "engine_of_scrapped",
        {"others.0.engine_number": "CUF812345", "others.0.status": "M"},
        {"others.0.engine_number": "CUF812345"},
    ),
    (
        "one_plate_two_looks",
        {"reads.body_colour.code": "E"},
        {"reads.body_colour.code": "E", "passes.0.colour": "E"},  # repainted
    ),
    (
        "another_vehicle",
        {
            "reads.vin.text": "LFV3A23C7H3000017",
            "reads.obd_vin": "LFV3A23C7H3000017",
            "reads.nameplate.vin": "LFV3A23C7H3000017",
            "reads.engine_number.text": "ZZZ900011",
        },
        {"reads.vin.text": "LFV3A23C7H3000017", "reads.engine_number.text": "ZZZ900011"},
    ),
    (
        "record_of_another_vehicle",
        {"reads.vin.text": "LFV3A23C7H3000017", "reads.plate.text": "鲁B98760"},
        {"reads.vin.text": "LFV3A23C7H3000017"},
    ),
]


@pytest.mark.parametrize(("name", "shows", "honest"), SHOWS, ids=[row[0] for row in SHOWS])
def test_evidence_shows_and_the_honest_vehicle_does_not(finding, make_vin, name, shows, honest):
    assert make_vin("LSVNV4180F2100013") == "LSVNV4187F2100013"
    assert name in {reason.evidence for reason in finding(shows).reasons}
    assert name not in {reason.evidence for reason in finding(honest).reasons}


def test_the_honest_vehicle_has_no_reasons_at_all(finding):
    found = finding({})
    assert (found.finding, found.reasons, found.missing) == ("genuine", (), ())


def test_every_clue_has_a_case_here_or_below():
    from lane.identity.rules import rules

    below = {"vin_look_alike", "vin_misread", "vin_record_typing", "reading_unsure"}
    below |= {name for name in rules().clues if name.endswith("_look_alike")}
    assert set(rules().clues) - {row[0] for row in SHOWS} - below == set()


def test_a_look_alike_in_the_vin_is_a_misreading_first(finding):
    # both read and record without binding check digit: only the looks can tell
    changes = {
        "reads.vin.text": "WVWZZZ1KZ8W000B01",
        "record.vin": "WVWZZZ1KZ8W000801",
        "reads.nameplate": None,
        "reads.obd_vin": None,
    }
    strongest = finding(changes).reasons[0]
    assert (strongest.evidence, strongest.favours) == ("vin_look_alike", "misread")
    assert "第15位" in strongest.text_zh


def test_the_check_digit_tells_a_misread_character_from_a_typing_error(finding, make_vin):
    good = make_vin("LSVNV4180F2100013")
    bad = good[:-1] + "9"
    misread = finding({"reads.vin.text": bad})
    typed = finding({"record.vin": bad})
    assert "vin_misread" in {r.evidence for r in misread.reasons}
    assert "vin_record_typing" in {r.evidence for r in typed.reasons}
    assert not misread.holds
    assert not typed.holds


def test_an_unsure_reading_is_to_be_repeated_and_never_genuine(finding):
    changes = {
        "reads.vin": {"text": "LFV3A23C7H3000017", "confidence": 0.5},
        "reads.nameplate": None,
        "reads.obd_vin": None,
    }
    found = finding(changes)
    assert found.finding == "unknown"
    assert "reading_unsure" in {reason.evidence for reason in found.reasons}


@pytest.mark.parametrize("count", [1, 10_000])
def test_travel_takes_the_least_possible_pass_however_many_there_are(finding, vehicle, count):
    near = vehicle({})["passes"][0]
    far = near | {"lat": 37.3}
    found = finding({"passes": [near] * (count - 1) + [far]})
    assert [r.evidence for r in found.reasons] == ["impossible_travel"]
    assert "122 km" in found.reasons[0].text_zh


def test_a_pass_of_another_kind_of_plate_with_the_same_number_is_another_vehicle(finding):
    found = finding({"passes.0.lat": 37.3, "passes.0.plate_kind": "01"})
    assert found.reasons == ()
