"""The examiner's walk (望闻问切), and what a retest takes over."""

from __future__ import annotations

from typing import Literal

from lane.events.kinds.base import EventData, Json


class WalkStarted(EventData):
    """The examiner's checklist for this vehicle, as it stood on this day."""

    checklist: tuple[Json, ...]
    rule_set: str


class ItemAnswered(EventData):
    """A manual item (人工检验项目) was answered."""

    item: str
    answer: Literal["conforms", "defect", "not_applicable", "could_not_check"]
    reason_code: str = ""
    severity: str = ""
    location: str = ""
    note: str = ""


class QuestionAnswered(EventData):
    """The presenter answered a question (问); ``matches`` compares with the register."""

    question: str
    answer: str
    matches: bool | None


class WalkCompleted(EventData):
    """Every item is answered; the lane tests that follow are planned."""

    tests: tuple[Json, ...]


class CarriedOver(EventData):
    """A retest takes over what passed before; only failed parts are done again."""

    previous: str
    answers: tuple[ItemAnswered, ...]
    questions: tuple[QuestionAnswered, ...] = ()
    measurements: tuple[Json, ...]
    failed_items: tuple[str, ...]
