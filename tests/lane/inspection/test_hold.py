"""A hold: set by the finding, decided by a named person, in force until then."""

from __future__ import annotations

import pytest

from lane.events.phases import Phase
from lane.inspection.check_in import NotNow
from lane.inspection.look_up import assess_identity
from lane.people import NotAllowed
from tests.lane.shop import Shop


async def verdict_on_held(shop: Shop) -> str:
    """A cloned vehicle that somebody walked and drove through the lane all the same."""
    inspection = shop.walked("cloned")
    shop.drive(inspection)
    await shop.act("signatory", inspection, "judge")
    return inspection


async def test_a_held_inspection_is_not_signed(shop: Shop):
    inspection = await verdict_on_held(shop)
    with pytest.raises(NotNow, match="a supervisor must decide"):
        await shop.act("signatory", inspection, "sign")
    assert shop.state(inspection).phase is Phase.VERDICT


async def test_a_released_hold_lets_the_verdict_be_signed(shop: Shop):
    inspection = await verdict_on_held(shop)
    state = await shop.act(
        "supervisor", inspection, "release", decision="released", reason="typing error on file"
    )
    assert state.held is None and state.releases[-1].reason == "typing error on file"
    state = await shop.act("signatory", inspection, "sign")
    assert state.phase is Phase.SIGNED and state.signed_by == "signatory"


async def test_a_decided_finding_does_not_hold_again_until_it_changes(shop: Shop):
    inspection = await verdict_on_held(shop)
    await shop.act("supervisor", inspection, "release", decision="released", reason="seen")
    assert assess_identity(shop.place, inspection).held is None


async def test_a_confirmed_hold_ends_in_a_report_without_sticker(shop: Shop):
    inspection = shop.known("cloned")
    state = await shop.act(
        "supervisor", inspection, "release", decision="confirmed", reason="stamp ground off"
    )
    assert state.verdict and state.verdict.verdict == "held" and state.held
    await shop.act("signatory", inspection, "sign")
    state = await shop.act("registrar", inspection, "issue")
    assert state.outcome == "held" and state.report and state.sticker is None and not state.blank
    assert shop.place.stock.loaded() == 200


@pytest.mark.parametrize(
    ("who", "said", "refusal", "words"),
    [
        ("examiner", {"reason": "x", "decision": "released"}, NotAllowed, "supervisor"),
        ("supervisor", {"decision": "released"}, NotNow, "give the reason"),
        ("supervisor", {"reason": "x"}, NotNow, "released or confirmed"),
    ],
)
async def test_a_decision_needs_person_reason_and_outcome(shop: Shop, who, said, refusal, words):
    inspection = shop.known("cloned")
    before = shop.state(inspection)
    with pytest.raises(refusal, match=words):
        await shop.act(who, inspection, "release", **said)
    assert shop.state(inspection) == before


async def test_there_is_nothing_to_release_on_a_genuine_vehicle(shop: Shop):
    inspection = shop.known("pass")
    with pytest.raises(NotNow, match="not on hold"):
        await shop.act("supervisor", inspection, "release", reason="x", decision="released")
