"""Check-in, and the retest that takes over what passed."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pytest
from pydantic import ValidationError

from lane.events.phases import Phase
from lane.inspection.check_in import CheckIn, NotNow, check_in
from lane.inspection.look_up import look_up
from lane.inspection.reading import correct
from lane.inspection.walk import start_walk
from tests.lane.shop import WEAK, Shop


async def failed(shop: Shop, **defects: str) -> str:
    """An inspection that failed and was closed; without ``defects``, at its brakes."""
    inspection = shop.walked("pass", **defects)
    shop.drive(inspection, force_dan=260.0 if defects else WEAK)
    await shop.act("signatory", inspection, "judge")
    await shop.act("signatory", inspection, "sign")
    await shop.act("registrar", inspection, "issue")
    return inspection


def test_serials_count_up_within_the_day(shop: Shop):
    first, second = shop.check_in("pass"), shop.check_in("pass")
    assert first[:8] == f"{shop.place.today():%Y%m%d}" and len(first) == 15
    assert int(second) == int(first) + 1
    assert shop.state(first).phase is Phase.CHECK_IN


def test_people_checking_in_at_once_get_a_serial_each(shop: Shop):
    with ThreadPoolExecutor(8) as pool:
        serials = list(pool.map(lambda _: shop.check_in("pass"), range(24)))
    assert len(set(serials)) == 24
    assert sorted(serials) == sorted(shop.place.book.ids())


@pytest.mark.parametrize("number", ["", "1101011990030700", "11010119900307003x", "张三"])
def test_an_identity_number_must_be_whole(number: str):
    with pytest.raises(ValidationError, match="presenter_id"):
        CheckIn(presenter_name="张三", presenter_id=number)


@pytest.mark.parametrize("name", ["张😀", "张\x07"])
def test_a_name_that_no_paper_could_print_is_refused_where_it_is_typed(name: str):
    with pytest.raises(ValidationError, match="can't be printed"):
        CheckIn(presenter_name=name, presenter_id="110101199003070038")


async def test_a_retest_keeps_what_passed_and_repeats_what_failed(shop: Shop):
    before = await failed(shop)
    first = shop.state(before)
    assert first.verdict and first.verdict.verdict == "fail" and first.sticker is None
    again = shop.walked("pass", previous=before)
    state = shop.state(again)
    assert state.check_in and state.check_in.attempt == 2 and state.check_in.previous == before
    assert state.carried and set(state.answers) == set(first.answers)
    repeated = set(first.measurements) - set(state.measurements)
    assert repeated >= {"service_brake_1", "service_brake_2"} and "speed" not in repeated
    shop.drive(again)
    state = await shop.act("signatory", again, "judge")
    assert state.verdict and state.verdict.verdict == "pass"
    assert state.measurements["headlamp_H1"] == first.measurements["headlamp_H1"]


async def test_a_failed_item_of_the_walk_must_be_answered_again(shop: Shop):
    item, reason = shop_defect(shop)
    before = await failed(shop, **{item: reason})
    assert shop.state(before).judged.manual_failures == (item,)  # pyright: ignore
    again = shop.known("pass", previous=before)
    start_walk(shop.place, again, "examiner")
    assert item not in shop.state(again).answers
    with pytest.raises(NotNow, match="1 items are still open"):
        await shop.act("examiner", again, "walk_done")


def shop_defect(shop: Shop) -> tuple[str, str]:
    """An item with a defect that fails the vehicle, from the checklist of a first look."""
    probe = shop.known("pass")
    start_walk(shop.place, probe, "examiner")
    return next(
        (item["field"], defect["code"])
        for item in shop.state(probe).checklist
        for defect in item["defects"]
        if defect["severity"] == "major" and item["field"] != "rvin"
    )


async def test_only_a_failed_and_closed_inspection_can_be_repeated(shop: Shop):
    with pytest.raises(NotNow, match="did not fail"):
        shop.check_in("pass", previous=shop.check_in("pass"))
    inspection = shop.walked("pass")
    shop.drive(inspection, force_dan=WEAK)
    await shop.act("signatory", inspection, "judge")
    with pytest.raises(NotNow, match="signed and closed"):
        shop.check_in("pass", previous=inspection)


async def test_a_failed_inspection_is_repeated_once(shop: Shop):
    before = await failed(shop)
    again = shop.check_in("pass", previous=before)
    with pytest.raises(NotNow, match=again):
        shop.check_in("pass", previous=before)
    await shop.act("driver", again, "abandon", reason_code="broke_down")
    shop.check_in("pass", previous=before)


async def test_nothing_is_carried_over_to_another_vehicle(shop: Shop):
    before = await failed(shop)
    again = shop.check_in("pass", previous=before)
    shop.plate_read(again, "brake-fail")
    with pytest.raises(NotNow, match="another vehicle"):
        look_up(shop.place, again, "registrar")
    with pytest.raises(NotNow):
        await shop.act("examiner", again, "start_walk")
    assert shop.state(again).record is None and shop.state(again).phase is Phase.CHECK_IN
    shop.plate_read(again, "pass")
    look_up(shop.place, again, "registrar")
    state, plate = shop.state(again), shop.vehicles["brake-fail"].truth.plate
    with pytest.raises(NotNow, match="another vehicle"):
        correct(shop.place, again, "plate", plate, "misread", "registrar")
    assert shop.state(again) == state


async def test_the_retest_action_opens_the_next_attempt(shop: Shop):
    before = await failed(shop)
    await shop.act("registrar", before, "retest")
    state = shop.state(shop.place.book.ids()[-1])
    assert state.check_in and state.check_in.previous == before
    assert state.check_in.presenter_name == shop.vehicles["pass"].presenter.name


def test_a_retest_of_nothing_known_is_refused(shop: Shop):
    request = CheckIn(
        presenter_name="张三", presenter_id="110101199003070038", previous="209901010100001"
    )
    with pytest.raises(Exception, match="no inspection 209901010100001"):
        check_in(shop.place, request, "registrar")
    assert shop.place.book.ids() == []
