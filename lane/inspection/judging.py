"""Judging (判定): values against limits, answers and values together into one verdict.

The limits are frozen into the inspection with the judgement: a later rule changes nothing here.
"""

from __future__ import annotations

import logging
from typing import Any

from checklists.applicability import Checklist, checklist_for
from checklists.judgement import Judgement
from checklists.judging import judge
from checklists.verdict import ItemAnswer, WholeVerdict, retest_for, whole_verdict
from lane.events.fold import InspectionState
from lane.events.kinds import Judged, VerdictReached
from lane.events.phases import Phase
from lane.evidence import EvidenceMissing
from lane.inspection.check_in import NotNow
from lane.inspection.look_up import SYSTEM
from lane.inspection.measured import measured_of
from lane.inspection.rule_vehicle import inspection_of, vehicle_of
from lane.inspection.workplace import Workplace

LOG = logging.getLogger(__name__)


def judge_when_measured(place: Workplace, inspection: str) -> None:
    """Judge an inspection whose lane run is over; anything else is left as it is.

    One that can't be judged stays measured: the signatory, asking again, is told why.
    """
    state = place.book.state(inspection)
    if state.phase is not Phase.MEASURED or state.judged is not None:
        return
    try:
        judge_now(place, inspection)
    except (EvidenceMissing, NotNow) as fault:
        LOG.error("inspection %s can't be judged: %s", inspection, fault)


def judge_measured(place: Workplace, state: InspectionState) -> Judgement:
    """Everything measured so far against its limits; raises `EvidenceMissing` for a lost curve."""
    measured = measured_of(state, place.evidence, place.station.gas_limit_set)
    return judge(vehicle_of(state), inspection_of(state), measured)


def judge_now(place: Workplace, inspection: str) -> InspectionState:
    """Judge everything measured and answered, and reach the verdict."""
    state = place.book.state(inspection)
    vehicle, asked = vehicle_of(state), inspection_of(state)
    judgement = judge_measured(place, state)
    checklist = checklist_for(vehicle, asked)
    # a retest carries answers over; one to an item no longer asked for says nothing today
    asked_for = {item.field for item in checklist.items}
    answers = [_answer(a.model_dump()) for a in state.answers.values() if a.item in asked_for]
    verdict = whole_verdict(checklist, answers, judgement)
    again = retest_for(vehicle, asked, verdict.failed)
    judged = Judged(
        judgement=judgement.as_json(),
        manual_failures=verdict.failed_manual,
        incomplete=(*verdict.open_manual, *verdict.open_measured),
        redo_tests=tuple(test_id(t.kind, t.axle, t.lamp) for t in again.tests),
        to_mend=tuple(_to_mend(state, checklist, verdict, judgement.as_json())),
    )
    reached = VerdictReached(
        verdict=verdict.verdict, reasons=tuple(each["zh"] for each in judged.to_mend)
    )
    return place.book.record(inspection, judged, reached, by=SYSTEM)


def test_id(kind: str, axle: int | None, lamp: str | None) -> str:
    """The name of a test in the journal: its kind, with the axle or lamp it is done on."""
    suffix = f"_{axle}" if axle else f"_{lamp}" if lamp else ""
    return f"{kind}{suffix}"


def _answer(given: dict[str, str]) -> ItemAnswer:
    return ItemAnswer(**given)  # pyright: ignore[reportArgumentType]  # checked when recorded


def _to_mend(
    state: InspectionState, checklist: Checklist, verdict: WholeVerdict, judgement: dict[str, Any]
) -> list[dict[str, str]]:
    """What the owner must have put right, in words (整改)."""
    found: list[dict[str, str]] = []
    for item in checklist.items:
        if item.field in verdict.failed_manual:
            answer = state.answers[item.field]
            chosen = next((d for d in item.defects if d.code == answer.reason_code), None)
            zh = chosen.text_zh if chosen else answer.note
            en = chosen.text_en if chosen else answer.note
            found.append({"zh": f"{item.name_zh}：{zh}", "en": f"{item.name_en}: {en}"})
    for item in judgement["items"]:
        if item["verdict"] == "fail":
            zh = f"{item['name_zh']} {item['shown']} {item['unit']}，应 {item['limit']}"
            en = f"{item['name_en']} {item['shown']} {item['unit']}, must be {item['limit']}"
            found.append({"zh": zh, "en": en})
    return found
