"""What the examiner walks through: the manual items of one vehicle, in walking order."""

from __future__ import annotations

from dataclasses import dataclass

from checklists.codes import photo_name
from checklists.condition import Outcome
from checklists.facts import facts_of
from checklists.rules import Edition, ManualRule, edition_for
from checklists.schema import DefectRow, QuestionRow, Sense
from checklists.vehicle import Inspection, Vehicle


@dataclass(frozen=True, slots=True)
class Photo:
    """A photo the item asks for, by the ministry's code."""

    code: str
    name_zh: str


@dataclass(frozen=True, slots=True)
class ChecklistItem:
    """One manual item (人工检验项目) as it stands before the examiner.

    ``senses`` are of 望闻问切; ``defects`` are the reason codes to choose from; the reason says
    why the item applies to this vehicle.
    """

    number: int
    field: str
    name_zh: str
    name_en: str
    category: str
    senses: tuple[Sense, ...]
    walk: str
    walk_zh: str
    walk_en: str
    photos: tuple[Photo, ...]
    questions: tuple[QuestionRow, ...]
    defects: tuple[DefectRow, ...]
    reason_zh: str
    reason_en: str
    clause: str
    source_mark: str


@dataclass(frozen=True, slots=True)
class Checklist:
    """All manual items of one inspection, in the order that goes round the vehicle once."""

    edition: str
    items: tuple[ChecklistItem, ...]

    def item(self, number: int) -> ChecklistItem:
        """The item with this official number.

        Raises:
            KeyError: it does not apply to this vehicle.
        """
        for item in self.items:
            if item.number == number:
                return item
        raise KeyError(number)


def checklist_for(vehicle: Vehicle, inspection: Inspection) -> Checklist:
    """The manual items that apply. An item that cannot be decided for lack of a field is kept.

    Raises:
        UnknownEditionError, DateBeforeEditionError: see ``edition_for``.
    """
    edition = edition_for(inspection)
    facts = facts_of(vehicle, inspection)
    outcomes = [(rule, rule.applies.evaluate(facts)) for rule in edition.manual]
    items = tuple(
        _item(edition, rule, outcome) for rule, outcome in outcomes if outcome.truth is not False
    )
    return Checklist(edition.info.name, items)


def _item(edition: Edition, rule: ManualRule, outcome: Outcome) -> ChecklistItem:
    row = rule.row
    position = edition.walk[row.walk]
    return ChecklistItem(
        number=row.number,
        field=row.field,
        name_zh=row.name_zh,
        name_en=row.name_en,
        category=row.category,
        senses=row.senses,
        walk=row.walk,
        walk_zh=position.name_zh,
        walk_en=position.name_en,
        photos=tuple(Photo(code, photo_name(code)) for code in row.photos),
        questions=edition.questions.get(row.number, ()),
        defects=tuple(d for d in edition.defects.values() if d.item == row.number),
        reason_zh=outcome.reason_zh,
        reason_en=outcome.reason_en,
        clause=row.clause,
        source_mark=row.mark,
    )
