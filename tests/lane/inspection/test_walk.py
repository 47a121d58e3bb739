"""The walk: only what is on the list, with its reason, and nothing left open."""

from __future__ import annotations

import pytest

from lane.events.phases import IllegalMove, Phase
from lane.inspection.check_in import NotNow
from lane.inspection.walk import (
    Answer,
    QuestionReply,
    answer_item,
    answer_question,
    complete_walk,
    start_walk,
)
from tests.lane.shop import Shop


@pytest.fixture
def walking(shop: Shop) -> str:
    inspection = shop.known("pass")
    start_walk(shop.place, inspection, "examiner")
    return inspection


@pytest.mark.parametrize(
    ("answer", "words"),
    [
        ({"item": "nothing", "answer": "conforms"}, "not on this vehicle's checklist"),
        ({"answer": "defect"}, "choose a reason code or describe"),
        ({"answer": "defect", "reason_code": "99-99"}, "not a reason code"),
        ({"answer": "defect", "note": "bent", "severity": "awful"}, "severity"),
        ({"answer": "not_applicable"}, "say why"),
        ({"answer": "could_not_check"}, "say why"),
    ],
)
def test_an_answer_that_says_too_little_is_refused(
    shop: Shop, walking: str, answer: dict[str, str], words: str
):
    first = shop.state(walking).checklist[0]["field"]
    before = shop.state(walking)
    with pytest.raises(NotNow, match=words):
        answer_item(
            shop.place, walking, Answer.model_validate({"item": first} | answer), "examiner"
        )
    assert shop.state(walking) == before


def test_open_items_are_named(shop: Shop, walking: str):
    items = shop.state(walking).checklist
    for item in items[:-2]:
        shop.answer(walking, item["field"])
    with pytest.raises(NotNow, match="2 items are still open") as refusal:
        complete_walk(shop.place, walking, "examiner")
    assert all(item["name_zh"] in str(refusal.value) for item in items[-2:])
    assert shop.state(walking).phase is Phase.WALK


def test_the_tests_that_follow_are_those_this_lane_can_do(shop: Shop):
    state = shop.state(shop.walked("pass"))
    kinds = [test["kind"] for test in state.tests]
    assert state.phase is Phase.READY
    assert kinds.count("service_brake") == kinds.count("axle_load") == 2
    assert "double_idle" in kinds and "free_acceleration" not in kinds


def test_an_electric_car_has_no_exhaust_test(shop: Shop):
    state = shop.state(shop.walked("busy-2"))
    kinds = {test["kind"] for test in state.tests}
    assert "service_brake" in kinds and not kinds & {"double_idle", "free_acceleration"}


@pytest.mark.parametrize(
    ("question", "said", "agrees"),
    [
        ("Q1-owner", "王建国", True),
        ("Q1-owner", "王 建国", True),
        ("Q1-owner", "李四", False),
        ("Q1-owner", "  ", None),
        ("Q46-mileage", "999999", True),
        ("Q46-mileage", "12", False),
        ("Q46-mileage", "viel", None),
    ],
)
def test_what_the_presenter_says_is_compared(shop: Shop, walking, question, said, agrees):
    answer_question(shop.place, walking, QuestionReply(question=question, answer=said), "examiner")
    reply = shop.state(walking).questions[question]
    assert (reply.answer, reply.matches) == (said, agrees)
    assert shop.kinds(walking)[-2:] == ["QuestionAnswered", "IdentityAssessed"]


def test_a_question_that_was_not_asked_has_no_answer(shop: Shop, walking: str):
    with pytest.raises(NotNow, match="Q99"):
        answer_question(shop.place, walking, QuestionReply(question="Q99", answer="x"), "e")


def test_a_walk_starts_once(shop: Shop, walking: str):
    with pytest.raises(IllegalMove):
        start_walk(shop.place, walking, "examiner")
