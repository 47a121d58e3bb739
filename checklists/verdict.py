"""The whole-vehicle verdict, from the examiner's answers and the judgement; and the retest."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from typing import Literal

from checklists.checklist import Checklist, ChecklistItem
from checklists.errors import AnswerError
from checklists.judgement import Judgement
from checklists.lane_tests import Test, carried_along, tests_for
from checklists.rules import Edition, edition_for, load
from checklists.vehicle import Inspection, Vehicle

# A defect described in words alone has no grade in the catalogue; it fails until graded.
_UNGRADED = "major"


@dataclass(frozen=True, slots=True)
class ItemAnswer:
    """The answer to one manual item, named by its wire field (``rwbzm``).

    A defect names its reason code, or describes it in the note; what does not apply or could
    not be checked says why in the note.
    """

    item: str
    answer: Literal["conforms", "defect", "not_applicable", "could_not_check"]
    reason_code: str = ""
    severity: str = ""
    location: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class WholeVerdict:
    """整车判定. ``fail`` as soon as anything failed; ``incomplete`` while anything is open.

    Manual items are named by their wire field, measured ones by their item name; ``advisories``
    are defects that do not fail the vehicle.
    """

    verdict: Literal["pass", "fail", "incomplete"]
    failed_manual: tuple[str, ...]
    failed_measured: tuple[str, ...]
    open_manual: tuple[str, ...]
    open_measured: tuple[str, ...]
    advisories: tuple[ItemAnswer, ...]

    @property
    def failed(self) -> tuple[str, ...]:
        """Everything that failed, manual items first."""
        return self.failed_manual + self.failed_measured


@dataclass(frozen=True, slots=True)
class Retest:
    """复检: the manual items and the tests that must be done again, nothing else."""

    manual: tuple[str, ...]
    tests: tuple[Test, ...]


def checked_answer(checklist: Checklist, answer: ItemAnswer) -> ItemAnswer:
    """The answer with its severity filled in from the catalogue.

    Raises:
        AnswerError: the item is not on the checklist, the reason code is not one of its own,
            the severity is unknown, or the reason is missing.
    """
    item = _item_of(checklist, answer.item)
    edition = load(checklist.edition)
    if answer.answer in ("not_applicable", "could_not_check") and not answer.note:
        raise AnswerError(f"{item.name_en}: say why in the note")
    if answer.answer != "defect":
        return answer
    severity = _severity(edition, item, answer)
    if answer.severity and answer.severity not in edition.severities:
        known = ", ".join(edition.severities)
        raise AnswerError(f"severity {answer.severity!r} is none of {known}")
    return replace(answer, severity=answer.severity or severity)


def whole_verdict(
    checklist: Checklist, answers: Iterable[ItemAnswer], judgement: Judgement
) -> WholeVerdict:
    """Draw answers and measured values together.

    Raises:
        AnswerError: see ``checked_answer``.
    """
    edition = load(checklist.edition)
    given = {answer.item: checked_answer(checklist, answer) for answer in answers}
    defects = [answer for answer in given.values() if answer.answer == "defect"]
    failing = tuple(d.item for d in defects if edition.severities[d.severity].fails)
    open_manual = tuple(i.field for i in checklist.items if _is_open(given.get(i.field)))
    failed_measured = tuple(item.item for item in judgement.failed)
    open_measured = tuple(item.item for item in judgement.open)
    failed = failing or failed_measured
    is_open = open_manual or open_measured
    return WholeVerdict(
        verdict="fail" if failed else "incomplete" if is_open else "pass",
        failed_manual=failing,
        failed_measured=failed_measured,
        open_manual=open_manual,
        open_measured=open_measured,
        advisories=tuple(d for d in defects if d.item not in failing),
    )


def retest_for(vehicle: Vehicle, inspection: Inspection, failed: Collection[str]) -> Retest:
    """What a retest does again: the failed manual items, the tests that yield the failed
    values, and what such a test's run carries along (the load of the braked axle)."""
    edition = edition_for(inspection)
    planned = tests_for(vehicle, inspection)
    again = {(t.kind, t.axle, t.lamp) for t in planned if not set(failed).isdisjoint(t.items)}
    carried = {
        (kind, test.axle, test.lamp)
        for test in planned
        if (test.kind, test.axle, test.lamp) in again
        for kind in carried_along(edition, test.kind)
    }
    fields = [rule.row.field for rule in edition.manual]
    return Retest(
        manual=tuple(field for field in fields if field in failed),
        tests=tuple(t for t in planned if (t.kind, t.axle, t.lamp) in again | carried),
    )


def _item_of(checklist: Checklist, field: str) -> ChecklistItem:
    for item in checklist.items:
        if item.field == field:
            return item
    raise AnswerError(f"{field} is not on this vehicle's checklist")


def _severity(edition: Edition, item: ChecklistItem, answer: ItemAnswer) -> str:
    if not answer.reason_code:
        if not answer.note:
            raise AnswerError(f"{item.name_en}: choose a reason code or describe the defect")
        return _UNGRADED
    defect = edition.defects.get(answer.reason_code)
    if defect is None or defect.item != item.number:
        raise AnswerError(f"{answer.reason_code} is not a reason code of {item.name_en}")
    return defect.severity


def _is_open(answer: ItemAnswer | None) -> bool:
    return answer is None or answer.answer == "could_not_check"
