"""What is known once plate or VIN is read: record, due date, and the identity that follows."""

from __future__ import annotations

import pytest

from lane.events.phases import Phase
from lane.identity import IdentityError
from lane.inspection.acts import observe
from lane.inspection.check_in import NotNow
from lane.inspection.look_up import look_up
from lane.inspection.observations import Observations
from lane.inspection.reading import correct
from lane.inspection.walk import start_walk
from tests.lane.shop import Shop

NOBODYS_PLATE = "鲁J00000"


def test_nothing_read_nothing_found(shop: Shop):
    inspection = shop.check_in("pass")
    with pytest.raises(NotNow, match="take the picture"):
        look_up(shop.place, inspection, "registrar")
    assert shop.kinds(inspection) == ["CheckedIn"]


def test_the_record_is_found_by_plate(shop: Shop):
    inspection = shop.known("pass")
    state, record = shop.state(inspection), shop.vehicles["pass"].record
    assert state.record and state.record["vin"] == record.vin
    assert state.due and state.due["lane_run_required"] is True
    assert state.finding and state.finding["finding"] == "genuine" and state.held is None


def test_the_record_is_found_by_vin_where_the_plate_is_unreadable(shop: Shop):
    inspection = shop.check_in("pass")
    shop.plate_read(inspection, "pass", text="鲁J?K6?8")
    shop.vin_read(inspection, shop.vehicles["pass"].record.vin)
    look_up(shop.place, inspection, "registrar")
    record = shop.state(inspection).record
    assert record and record["plate"] == shop.vehicles["pass"].record.plate
    found = [e for e in shop.place.book.history(inspection) if e.kind == "RecordFound"]
    assert found[0].data["by"] == "vin"


def test_an_unknown_plate_stays_where_it_is_and_says_so(shop: Shop):
    inspection = shop.check_in("pass")
    shop.plate_read(inspection, "pass", text=NOBODYS_PLATE)
    look_up(shop.place, inspection, "registrar")
    state = shop.state(inspection)
    assert state.record_missing and state.record is None and state.phase is Phase.CHECK_IN
    with pytest.raises(NotNow, match="not in the register: check plate and VIN"):
        start_walk(shop.place, inspection, "examiner")
    assert shop.state(inspection).phase is Phase.CHECK_IN


def test_an_exempt_vehicle_has_no_walk(shop: Shop):
    inspection = shop.known("exempt")
    start_walk(shop.place, inspection, "examiner")
    state = shop.state(inspection)
    assert state.verdict and state.verdict.verdict == "exempt" and state.phase is Phase.VERDICT
    assert state.verdict.reasons


def test_no_exemption_is_inherited_from_a_wrong_plate(shop: Shop):
    inspection = shop.check_in("exempt")
    shop.plate_read(inspection, "exempt")
    look_up(shop.place, inspection, "registrar")
    assert shop.state(inspection).due
    correct(shop.place, inspection, "plate", NOBODYS_PLATE, "misread", "registrar")
    look_up(shop.place, inspection, "registrar")
    state = shop.state(inspection)
    assert state.record is None and state.due is None and state.passes == () == state.others
    with pytest.raises(NotNow, match="not in the register"):
        start_walk(shop.place, inspection, "examiner")


def test_a_corrected_plate_is_looked_up_at_once(shop: Shop):
    inspection = shop.check_in("exempt")
    shop.plate_read(inspection, "exempt")
    look_up(shop.place, inspection, "registrar")
    plate = shop.vehicles["pass"].truth.plate
    correct(shop.place, inspection, "plate", plate, "misread", "registrar")
    state = shop.state(inspection)
    assert state.record and state.record["plate"] == shop.vehicles["pass"].record.plate
    assert state.due and state.due["lane_run_required"] is True


def test_a_plate_is_not_changed_to_another_vehicles_in_the_walk(shop: Shop):
    inspection = shop.known("pass")
    start_walk(shop.place, inspection, "examiner")
    before = shop.state(inspection)
    plate = shop.vehicles["exempt"].truth.plate
    with pytest.raises(NotNow, match="checklist"):
        correct(shop.place, inspection, "plate", plate, "misread", "examiner")
    assert shop.state(inspection) == before


def test_an_observation_that_cant_be_is_refused_whole(shop: Shop):
    inspection = shop.known("pass")
    before = shop.state(inspection)
    with pytest.raises(IdentityError, match="belt_month"):
        observe(shop.place, inspection, Observations(belt_month="last week"), "examiner")
    assert shop.state(inspection) == before


def test_another_vehicles_vin_holds_the_sticker(shop: Shop):
    inspection = shop.check_in("pass")
    shop.plate_read(inspection, "pass")
    look_up(shop.place, inspection, "registrar")
    assert shop.state(inspection).held is None
    other = shop.vehicles["brake-fail"].record
    shop.vin_read(inspection, other.vin)
    look_up(shop.place, inspection, "registrar")
    state = shop.state(inspection)
    assert state.held and state.finding and state.finding["finding"] != "genuine"
    assert [o["plate"] for o in state.others] == [other.plate]


@pytest.mark.parametrize("name", ["cloned", "assembled"])
def test_each_trick_is_found_and_held(shop: Shop, name: str):
    inspection = shop.known(name)
    state = shop.state(inspection)
    assert state.finding and state.finding["finding"] == name
    assert state.held and state.held.finding == name and state.held.reason
