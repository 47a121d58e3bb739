"""The walk's items and questions as the desk shows them."""

from __future__ import annotations

from typing import Any

from lane.events.fold import InspectionState
from lane.service.views import ItemView, Label, QuestionView


def item_views(state: InspectionState) -> list[ItemView]:
    """Every item of the checklist with its answer so far, in walking order."""
    return [_item(state, item) for item in state.checklist]


def _item(state: InspectionState, item: dict[str, Any]) -> ItemView:
    answer = state.answers.get(item["field"])
    return ItemView(
        code=item["field"],
        number=item["number"],
        name=Label(zh=item["name_zh"], en=item["name_en"]),
        category=item["category"],
        senses=item["senses"],
        why=Label(zh=item["reason_zh"], en=item["reason_en"]),
        photo_codes=[photo["code"] for photo in item["photos"]],
        questions=[_question(state, question) for question in item["questions"]],
        answer=answer.answer if answer else None,
        note=answer.note if answer else "",
    )


def _question(state: InspectionState, question: dict[str, Any]) -> QuestionView:
    reply = state.questions.get(question["code"])
    return QuestionView(
        id=question["code"],
        text=Label(zh=question["zh"], en=question["en"]),
        expected=question["expected"],
        answer=reply.answer if reply else None,
        matches=reply.matches if reply else None,
    )
