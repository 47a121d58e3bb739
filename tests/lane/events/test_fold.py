"""The transition table and the fold: every kind has its row, illegal moves change nothing."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lane.events import IllegalMove, InspectionState, Phase, check_move, fold
from lane.events import kinds as k
from lane.events.kinds import all_kinds
from lane.events.phases import MOVES

CHECK_IN = k.CheckedIn(
    serial="1",
    kind="periodic",
    edition="GB38900-2020",
    lane="1",
    presenter_name="张三",
    presenter_id="110101199003070038",
)
MEASURED = k.MeasurementTaken(
    test="speed", kind="speed", device="speedometer", result={"true_km_h": 38.0}, epoch=3
)
TO_THE_LANE = [
    CHECK_IN,
    k.WalkStarted(checklist=(), rule_set="x"),
    k.WalkCompleted(tests=({"id": "speed", "kind": "speed"},)),
    k.LaneEntered(lane="1"),
    k.StationEntered(station=2),
]


def folded(*events: k.EventData) -> InspectionState:
    return fold("a", ((event, "x") for event in events))


def test_every_kind_has_a_row_and_every_row_a_kind():
    assert set(all_kinds()) == set(MOVES)


def test_every_phase_can_be_reached_and_left():
    reached = {move.leads_to for move in MOVES.values() if move.leads_to}
    assert reached == set(Phase) - {Phase.NEW}
    left = {phase for move in MOVES.values() if move.leads_to for phase in move.allowed}
    assert left >= set(Phase) - {Phase.CLOSED}


@given(st.sampled_from(sorted(MOVES)))
def test_nothing_follows_on_a_closed_inspection(kind: str):
    with pytest.raises(IllegalMove):
        check_move(kind, Phase.CLOSED)


@given(st.sampled_from([p for p in Phase if p not in (Phase.SIGNED,)]))
def test_no_sticker_without_a_signature(phase: Phase):
    with pytest.raises(IllegalMove):
        check_move("StickerReserved", phase)


def test_an_inspection_begins_with_its_check_in():
    with pytest.raises(IllegalMove):
        folded(MEASURED)
    with pytest.raises(IllegalMove):
        folded(CHECK_IN, CHECK_IN)


def test_a_correction_is_in_force_until_the_plate_is_read_again():
    read = k.PlateRead(
        text="鲁J1234?", kind="blue", plate_kind="02", confidence=0.5, characters=(), picture="p"
    )
    right = k.ReadCorrected(what="plate", before="鲁J1234?", after="鲁J12345", reason="dirty")
    assert folded(CHECK_IN, read, right).plate_text == "鲁J12345"
    assert folded(CHECK_IN, read, right, read).plate_text == "鲁J1234?"


def test_the_stamp_counts_before_the_nameplate():
    def vin(text: str, place: str) -> k.VinRead:
        return k.VinRead.model_validate(
            {
                "text": text,
                "place": place,
                "confidence": 0.9,
                "check_digit": True,
                "characters": [],
                "picture": "p",
            }
        )

    assert folded(CHECK_IN, vin("A", "stamp"), vin("B", "nameplate")).vin_text == "A"
    assert folded(CHECK_IN, vin("B", "nameplate")).vin_text == "B"


def test_a_void_run_leaves_no_measurement():
    started = k.TestStarted(test="speed", device="speedometer", epoch=3)
    void = k.TestVoided(test="speed", reason="reconnected")
    state = folded(*TO_THE_LANE, started, void)
    assert state.measurements == {} and state.running is None and len(state.voided) == 1
    assert folded(*TO_THE_LANE, started, MEASURED).measurements == {"speed": MEASURED}


def test_an_interruption_forgets_the_running_test_only():
    started = k.TestStarted(test="speed", device="speedometer", epoch=3)
    cut = k.LaneInterrupted(reason="killed")
    state = folded(*TO_THE_LANE, MEASURED, started, cut)
    assert state.interrupted and state.running is None and state.station == 2
    assert state.last_started == "speed" and "speed" in state.measurements


def test_a_hold_stays_until_it_is_released():
    held = k.Held(reason="VIN differs", finding="assembled")
    confirmed = k.HoldReleased(decision="confirmed", reason="stamp ground")
    released = k.HoldReleased(decision="released", reason="typing error in the register")
    assert folded(CHECK_IN, held, confirmed).held == held
    assert folded(CHECK_IN, held, released).held is None


def test_signing_names_the_person():
    events = [CHECK_IN, k.VerdictReached(verdict="exempt"), k.Signed(statement="ok")]
    assert fold("a", ((e, "chief") for e in events)).signed_by == "chief"


def test_folding_in_two_pieces_is_folding_at_once():
    events = [(event, "x") for event in [*TO_THE_LANE, MEASURED]]
    half = fold("a", events[:3])
    assert fold("a", events[3:], half) == fold("a", events)
