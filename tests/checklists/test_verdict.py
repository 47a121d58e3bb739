from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from checklists.applicability import Checklist, checklist_for
from checklists.errors import AnswerError
from checklists.judgement import Judgement
from checklists.verdict import ItemAnswer, checked_answer, retest_for, whole_verdict

Make = Callable[..., Any]
ALL_WELL = Judgement("pass", (), "GB38900-2020")


@pytest.fixture
def checklist(vehicle: Make, inspection: Make) -> Checklist:
    return checklist_for(vehicle(), inspection())


def answers(checklist: Checklist, *others: ItemAnswer) -> list[ItemAnswer]:
    given = {item.field: ItemAnswer(item.field, "conforms") for item in checklist.items}
    return list((given | {other.item: other for other in others}).values())


def test_all_conforms_and_passes(checklist: Checklist) -> None:
    found = whole_verdict(checklist, answers(checklist), ALL_WELL)
    assert (found.verdict, found.failed, found.open_manual) == ("pass", (), ())


def test_one_item_unanswered_leaves_it_incomplete(checklist: Checklist) -> None:
    found = whole_verdict(checklist, answers(checklist)[1:], ALL_WELL)
    assert found.verdict == "incomplete"
    assert found.open_manual == (checklist.items[0].field,)


@pytest.mark.parametrize(
    ("code", "item", "verdict", "severity"),
    [("S17-1", "rwbzm", "fail", "major"), ("S17-2", "rwbzm", "pass", "minor"),
     ("4-10", "rvin", "fail", "dangerous"), ("S18-4", "rlt", "pass", "advisory")],
)  # fmt: skip
def test_a_defect_weighs_by_its_catalogue(
    checklist: Checklist, code: str, item: str, verdict: str, severity: str
) -> None:
    defect = ItemAnswer(item, "defect", reason_code=code, location="left front")
    found = whole_verdict(checklist, answers(checklist, defect), ALL_WELL)
    assert found.verdict == verdict
    assert checked_answer(checklist, defect).severity == severity
    assert (found.failed_manual == (item,)) == (verdict == "fail")
    assert (len(found.advisories) == 1) == (verdict == "pass")


def test_a_defect_in_words_alone_fails(checklist: Checklist) -> None:
    defect = ItemAnswer("rcswg", "defect", note="door will not close")
    assert whole_verdict(checklist, answers(checklist, defect), ALL_WELL).verdict == "fail"


def test_not_applicable_passes_and_could_not_check_stays_open(checklist: Checklist) -> None:
    spared = ItemAnswer("rjzgj", "not_applicable", note="none fitted")
    assert whole_verdict(checklist, answers(checklist, spared), ALL_WELL).verdict == "pass"
    unseen = ItemAnswer("rvin", "could_not_check", note="covered in ice")
    found = whole_verdict(checklist, answers(checklist, unseen), ALL_WELL)
    assert (found.verdict, found.open_manual) == ("incomplete", ("rvin",))


@pytest.mark.parametrize(
    ("answer", "words"),
    [
        (ItemAnswer("rvin", "could_not_check"), "say why"),
        (ItemAnswer("rvin", "not_applicable"), "say why"),
        (ItemAnswer("rvin", "defect"), "choose a reason code"),
        (ItemAnswer("rvin", "defect", reason_code="S17-1"), "not a reason code"),
        (ItemAnswer("rvin", "defect", reason_code="4-10", severity="awful"), "awful"),
        (ItemAnswer("ryjc", "conforms"), "not on this vehicle's checklist"),
    ],
)
def test_answers_that_do_not_fit_are_refused(
    checklist: Checklist, answer: ItemAnswer, words: str
) -> None:
    with pytest.raises(AnswerError, match=words):
        whole_verdict(checklist, [answer], ALL_WELL)


def test_measured_values_fail_and_stay_open_too(checklist: Checklist, judged: Make) -> None:
    failed = whole_verdict(checklist, answers(checklist), judged({"headlamp_cd": {"H1": 1}}))
    assert (failed.verdict, failed.failed) == ("fail", ("headlamp_H1",))
    open_ = whole_verdict(checklist, answers(checklist), judged({}))
    assert open_.verdict == "incomplete"
    assert "brake_rate_total" in open_.open_measured


def test_a_retest_repeats_the_failed_brake_and_its_axle_load_only(
    vehicle: Make, inspection: Make
) -> None:
    found = retest_for(vehicle(), inspection(), {"brake_rate_axle_2", "rwbzm"})
    assert found.manual == ("rwbzm",)
    assert [(t.kind, t.axle) for t in found.tests] == [("axle_load", 2), ("service_brake", 2)]


def test_a_failed_total_repeats_every_axle(vehicle: Make, inspection: Make) -> None:
    found = retest_for(vehicle(), inspection(), {"brake_rate_total"})
    assert [(t.kind, t.axle) for t in found.tests] == [
        ("axle_load", 1),
        ("axle_load", 2),
        ("service_brake", 1),
        ("service_brake", 2),
    ]


def test_a_failed_lamp_repeats_that_lamp(vehicle: Make, inspection: Make) -> None:
    found = retest_for(vehicle(), inspection(), {"headlamp_H4"})
    assert [(t.kind, t.lamp) for t in found.tests] == [("headlamp", "H4")]


def test_nothing_failed_nothing_to_repeat(vehicle: Make, inspection: Make) -> None:
    found = retest_for(vehicle(), inspection(), ())
    assert (found.manual, found.tests) == ((), ())
