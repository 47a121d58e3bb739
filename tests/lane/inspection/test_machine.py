"""Any acts in any order: what is refused changes nothing, what is done replays from the journal."""

from __future__ import annotations

import asyncio
import shutil
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    Bundle,
    RuleBasedStateMachine,
    invariant,
    multiple,
    precondition,
    rule,
    run_state_machine_as_test,
)

from certs.errors import CertsError
from certs.stock.states import State
from lane.demo.setup import Prepared
from lane.events.fold import InspectionState
from lane.events.phases import IllegalMove, Phase
from lane.identity import IdentityError
from lane.inspection.acts import ACTIONS, Act, observe, perform
from lane.inspection.check_in import NotNow
from lane.inspection.observations import Observations
from lane.inspection.reading import correct
from lane.inspection.walk import Answer, QuestionReply, answer_item, answer_question
from lane.journal.store import INSPECTIONS, Journal
from lane.journal.verify import verify_stream
from lane.people import Person, Role
from lane.service.building import build_workplace, utc_now
from lane.service.inspection_views import inspection_view
from lane.settings import DataFolder
from samples.demo_vehicles import DemoVehicle
from tests.lane.shop import STRONG, WEAK, Shop

REFUSALS = (NotNow, IllegalMove, IdentityError, CertsError)
# what a look-up found before the walk was refused stays known
KEPT = {"RecordFound", "RecordMissing", "DueAssessed", "IdentityAssessed", "Held"}
EVERYBODY = Person(id="all", name="all", roles=frozenset(Role), token_sha256="0" * 64)
NAMES = ("pass", "exempt", "cloned", "wanted", "busy-2")
# sending to the lane and deciding on tests there need testers: tests/lane/controller
AT_THE_DESK = sorted(set(ACTIONS) - {"send_to_lane", "resume", "retry_test", "skip_test"})


def room(desk: RuleBasedStateMachine) -> bool:
    """Few inspections at a time, so that each gets far."""
    assert isinstance(desk, Desk)
    states = (desk.shop.state(i) for i in desk.shop.place.book.ids())
    return sum(state.phase is not Phase.CLOSED for state in states) < 3


class Desk(RuleBasedStateMachine):
    """People who know no order."""

    inspections: Bundle[tuple[str, str]] = Bundle("inspections")
    open_shop: Callable[[], Shop]

    def __init__(self) -> None:
        super().__init__()
        self.shop = type(self).open_shop()

    def teardown(self) -> None:
        assert verify_stream(self.shop.journal, INSPECTIONS).whole
        self.shop.close()

    def attempt(self, inspection: str, act: Callable[[], Any]) -> None:
        """Do it; a refusal must leave the inspection where it was."""
        before = self.shop.state(inspection)
        try:
            act()
        except REFUSALS as refusal:
            assert str(refusal) and self.shop.state(inspection).phase is before.phase
            added = self.shop.kinds(inspection)[before.position :]
            assert set(added) <= KEPT, refusal

    @precondition(room)
    @rule(target=inspections, name=st.sampled_from(NAMES))
    def arrive(self, name: str) -> tuple[str, str]:
        return self.shop.check_in(name), name

    @precondition(room)
    @rule(target=inspections, name=st.sampled_from(NAMES))
    def arrive_and_be_known(self, name: str) -> tuple[str, str]:
        return self.shop.known(name), name

    @precondition(room)
    @rule(target=inspections, name=st.sampled_from(("pass", "busy-2", "cloned")))
    def arrive_and_be_walked(self, name: str) -> tuple[str, str]:
        return self.shop.walked(name), name

    @rule(target=inspections, one=inspections)
    def come_again(self, one: tuple[str, str]) -> Any:
        known = set(self.shop.place.book.ids())
        self.attempt(one[0], lambda: self.shop.check_in(one[1], previous=one[0]))
        opened = [i for i in self.shop.place.book.ids() if i not in known]
        return multiple(*((inspection, one[1]) for inspection in opened))

    @rule(
        one=inspections, seen=st.sampled_from((*NAMES, "")), what=st.sampled_from(("p", "s", "n"))
    )
    def read(self, one: tuple[str, str], seen: str, what: str) -> None:
        truth = self.shop.vehicles[seen or one[1]].truth
        if what == "p":
            self.attempt(one[0], lambda: self.shop.plate_read(one[0], seen or one[1]))
            return
        vin, place = (
            (truth.stamped_vin, "stamp") if what == "s" else (truth.nameplate.vin, "nameplate")
        )
        self.attempt(one[0], lambda: self.shop.vin_read(one[0], vin, place))

    @rule(
        one=inspections,
        what=st.sampled_from(("plate", "vin", "owner")),
        name=st.sampled_from(NAMES),
    )
    def put_right(self, one: tuple[str, str], what: str, name: str) -> None:
        record = self.shop.vehicles[name].record
        text = record.plate if what == "plate" else record.vin
        self.attempt(one[0], lambda: correct(self.shop.place, one[0], what, text, "seen", "all"))

    @rule(
        one=inspections,
        colour=st.sampled_from(("A", "J", "?", None)),
        km=st.sampled_from((-1, 0, 12, 90_000, None)),
    )
    def look(self, one: tuple[str, str], colour: str | None, km: int | None) -> None:
        seen = Observations(body_colour=colour, odometer_km=km)
        self.attempt(one[0], lambda: observe(self.shop.place, one[0], seen, "all"))

    @rule(one=inspections, data=st.data())
    def answer(self, one: tuple[str, str], data: st.DataObject) -> None:
        items = [item["field"] for item in self.shop.state(one[0]).checklist] or ["rwbzm"]
        item = data.draw(st.sampled_from(items))
        kind = data.draw(st.sampled_from(("conforms", "defect", "not_applicable")))
        note = data.draw(st.sampled_from(("", "bent")))
        given = Answer.model_validate({"item": item, "answer": kind, "note": note})
        self.attempt(one[0], lambda: answer_item(self.shop.place, one[0], given, "all"))

    @rule(one=inspections, code=st.sampled_from(("Q1-owner", "Q46-mileage", "Q99")))
    def ask(self, one: tuple[str, str], code: str) -> None:
        reply = QuestionReply(question=code, answer="王建国")
        self.attempt(one[0], lambda: answer_question(self.shop.place, one[0], reply, "all"))

    @rule(one=inspections, force=st.sampled_from((STRONG, WEAK)))
    def drive(self, one: tuple[str, str], force: float) -> None:
        self.attempt(one[0], lambda: self.shop.drive(one[0], force))

    @rule(
        one=inspections,
        action=st.sampled_from(AT_THE_DESK),
        decision=st.sampled_from(("released", "confirmed", "")),
        reason=st.sampled_from(("", "as seen")),
        code=st.sampled_from(("broke_down", "no reason")),
    )
    def act(self, one: tuple[str, str], action: str, decision: Any, reason: str, code: str) -> None:
        said = Act(reason=reason, reason_code=code, decision=decision)
        place, controller = self.shop.place, self.shop.controller
        done = perform(place, controller, one[0], action, said, EVERYBODY)
        self.attempt(one[0], lambda: asyncio.run(done))

    @rule(one=inspections, force=st.sampled_from((STRONG, STRONG, WEAK)))
    def go_on_by_the_book(self, one: tuple[str, str], force: float) -> None:
        """Each next step, as far as the inspection goes."""
        self.act(one, "start_walk", "", "", "")
        for item in self.shop.state(one[0]).checklist:
            if item["field"] not in self.shop.state(one[0]).answers:
                self.attempt(one[0], partial(self.shop.answer, one[0], item["field"]))
        self.act(one, "walk_done", "", "", "")
        self.drive(one, force)
        for action in ("judge", "sign", "issue"):
            self.act(one, action, "", "", "")

    @invariant()
    def every_state_replays(self) -> None:
        for inspection in self.shop.place.book.ids():
            state = self.shop.state(inspection)
            assert self.shop.replayed(inspection) == state
            assert_sound(state)

    @invariant()
    def every_state_can_be_shown(self) -> None:
        for inspection in self.shop.place.book.ids():
            inspection_view(self.shop.place, self.shop.state(inspection), waits_for_person=False)

    @invariant()
    def one_blank_for_each_sticker(self) -> None:
        states = [self.shop.state(i) for i in self.shop.place.book.ids()]
        counts = self.shop.place.stock.status()
        assert counts[State.PRINTED] == sum(state.sticker is not None for state in states)
        assert counts[State.RESERVED] == 0


def assert_sound(state: InspectionState) -> None:
    """What may never be, whatever people do."""
    if state.sticker is not None:
        assert state.verdict and state.verdict.verdict in ("pass", "exempt")
        assert state.signed_by and state.held is None and state.record is not None
    if state.verdict and state.verdict.verdict == "pass":
        assert state.judged and not state.judged.incomplete and not state.judged.manual_failures
        assert set(state.answers) >= {item["field"] for item in state.checklist}
    if state.phase is Phase.CLOSED:
        assert state.outcome


def test_any_acts_in_any_order(
    prepared: Prepared, vehicles: dict[str, DemoVehicle], tmp_path: Path
):
    count = iter(range(10_000))

    def open_shop() -> Shop:
        root = tmp_path / str(next(count))
        shutil.copytree(prepared.data.root, root)
        data = DataFolder(root)
        journal = Journal(data.journal, utc_now)
        place = build_workplace(data, journal)
        place.readers.close()
        return Shop(place, journal, vehicles, prepared.tokens)

    class Here(Desk):
        pass

    Here.open_shop = staticmethod(open_shop)
    run_state_machine_as_test(
        Here,
        settings=settings(
            max_examples=12,
            stateful_step_count=14,
            deadline=None,
            suppress_health_check=list(HealthCheck),
        ),
    )
