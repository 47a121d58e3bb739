"""The examiner's walk (望闻问切): the checklist, its answers, and the tests that follow."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from checklists.applicability import ChecklistItem, Test, checklist_for, tests_for
from checklists.errors import AnswerError
from checklists.verdict import ItemAnswer, checked_answer
from lane.controller.plan import DEVICE_OF_TEST
from lane.events.fold import InspectionState
from lane.events.kinds import ItemAnswered, QuestionAnswered, WalkCompleted, WalkStarted
from lane.events.phases import Phase
from lane.inspection.check_in import NotNow
from lane.inspection.judging import test_id
from lane.inspection.look_up import assess_identity, exempt, leads_elsewhere, look_up
from lane.inspection.printable import Printable
from lane.inspection.questions import expected_answer, matches
from lane.inspection.rule_vehicle import inspection_of, vehicle_of
from lane.inspection.workplace import Workplace


class Answer(BaseModel):
    """The answer to a manual item; whatever is not *conforms* needs its reason."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    item: str
    answer: Literal["conforms", "defect", "not_applicable", "could_not_check"]
    reason_code: str = Field(default="", max_length=20)
    severity: str = Field(default="", max_length=20)
    location: Printable = Field(default="", max_length=60)
    note: Printable = Field(default="", max_length=300)


class QuestionReply(BaseModel):
    """What the presenter said to a question."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    question: str
    answer: str = Field(max_length=200)


def start_walk(place: Workplace, inspection: str, by: str) -> InspectionState:
    """Fix the checklist; an exempt vehicle has none and goes straight to its verdict.

    What is known must be what plate and VIN lead to now: else it is looked up first.
    """
    state = place.book.state(inspection)
    if state.phase is Phase.CHECK_IN and (state.record is None or leads_elsewhere(place, state)):
        look_up(place, inspection, by)
    if exempt(place, inspection):
        return place.book.state(inspection)
    state = place.book.state(inspection)
    checklist = checklist_for(vehicle_of(state), inspection_of(state))
    items = tuple(_as_json(item, state) for item in checklist.items)
    started = WalkStarted(checklist=items, rule_set=checklist.edition)
    return place.book.record(inspection, started, by=by)


def _as_json(item: ChecklistItem, state: InspectionState) -> dict[str, Any]:
    """An item as the journal keeps it, with what the register answers to its questions."""
    questions = [
        question.model_dump(mode="json")
        | {"expected": expected_answer(question.model_dump(mode="json"), state.record)}
        for question in item.questions
    ]
    defects = [defect.model_dump(mode="json") for defect in item.defects]
    plain = {k: v for k, v in _shallow(item).items() if k not in ("questions", "defects", "photos")}
    photos = [asdict(photo) for photo in item.photos]
    return plain | {"questions": questions, "defects": defects, "photos": photos}


def _shallow(item: ChecklistItem) -> dict[str, Any]:
    values = {name: getattr(item, name) for name in ChecklistItem.__slots__}
    return {k: list(v) if isinstance(v, tuple) else v for k, v in values.items()}


def answer_item(place: Workplace, inspection: str, answer: Answer, by: str) -> InspectionState:
    """Record an answer; raises `NotNow` for an item not on the list or a reason left out."""
    state = place.book.state(inspection)
    checklist = checklist_for(vehicle_of(state), inspection_of(state))
    try:
        checked = checked_answer(checklist, ItemAnswer(**answer.model_dump()))
    except AnswerError as fault:
        raise NotNow(str(fault)) from fault
    event = ItemAnswered.model_validate(asdict(checked))
    return place.book.record(inspection, event, by=by)


def answer_question(
    place: Workplace, inspection: str, reply: QuestionReply, by: str
) -> InspectionState:
    """Record what the presenter said, compared with the register; identity is weighed again."""
    state = place.book.state(inspection)
    for item in state.checklist:
        for question in item["questions"]:
            if question["code"] == reply.question:
                agrees = matches(question, question["expected"], reply.answer)
                event = QuestionAnswered(
                    question=reply.question, answer=reply.answer, matches=agrees
                )
                place.book.record(inspection, event, by=by)
                return assess_identity(place, inspection)
    raise NotNow(f"question {reply.question} is not on this vehicle's checklist")


def complete_walk(place: Workplace, inspection: str, by: str) -> InspectionState:
    """Close the walk and plan the lane; raises `NotNow` naming the items still open."""
    state = place.book.state(inspection)
    open_items = [i for i in state.checklist if i["field"] not in state.answers]
    if open_items:
        names = "、".join(f"{i['number']} {i['name_zh']}" for i in open_items[:5])
        raise NotNow(f"{len(open_items)} items are still open: {names}")
    kinds = testable_kinds(place)
    tests = tests_for(vehicle_of(state), inspection_of(state), kinds)
    event = WalkCompleted(tests=tuple(_test_json(test) for test in tests))
    return place.book.record(inspection, event, by=by)


def testable_kinds(place: Workplace) -> set[str]:
    """Kinds of tests that this lane has a tester for."""
    kinds = {device.kind for device in place.site.device}
    return {test for test, kind in DEVICE_OF_TEST.items() if kind in kinds}


def _test_json(test: Test) -> dict[str, Any]:
    return {
        "id": test_id(test.kind, test.axle, test.lamp),
        "kind": test.kind,
        "axle": test.axle,
        "lamp": test.lamp,
        "name_zh": test.name_zh,
        "name_en": test.name_en,
        "items": list(test.items),
    }
