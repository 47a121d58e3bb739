"""The walk round the vehicle: items by look, listen, ask, examine (望闻问切), one touch each."""

from __future__ import annotations

import tkinter as tk
from typing import TypeVar

from lane.service.views import ItemView

from .answering import Recorder
from .cards import Card
from .fitting import FitLabel, WrapLabel
from .item_row import ItemRow
from .keys import Key
from .question_row import QuestionRow
from .scrolling import ScrollColumn
from .theme import Look

Row = TypeVar("Row", ItemRow, QuestionRow)

SENSES = ("look", "listen", "ask", "examine")


def grouped(items: list[ItemView]) -> list[tuple[str, list[ItemView]]]:
    """Items by their first sense, in the order of 望闻问切; empty groups left out."""
    groups = [(sense, [each for each in items if _sense(each) == sense]) for sense in SENSES]
    return [(sense, members) for sense, members in groups if members]


def _sense(item: ItemView) -> str:
    return item.senses[0] if item.senses else "look"


class Checklist(Card):
    """All items of the walk in one scrolling column."""

    def __init__(self, parent: tk.Misc, look: Look, recorder: Recorder) -> None:
        super().__init__(parent, look, large=True)
        self._recorder = recorder
        self._plan: tuple[object, ...] = ()
        self._shown: tuple[object, ...] = ()
        self._items: list[ItemView] = []
        self._heads: dict[str, FitLabel] = {}
        self.rows: dict[str, ItemRow] = {}
        self.questions: dict[str, QuestionRow] = {}
        self.next = Key(self.head, look, self.to_next, width=170, height=44, font="small_bold")
        self.next.pack(side="right")
        self._column = ScrollColumn(self.body, look)
        self._column.pack(fill="both", expand=True)

    def show(self, inspection: str, items: list[ItemView]) -> None:
        """Show the items of an inspection."""
        shown = (inspection, tuple(items), self.look.texts.language)
        if shown == self._shown:
            return
        self._shown, self._items = shown, items
        plan = (
            inspection,
            self.look.texts.language if not items else "",
            tuple((each.code, len(each.questions)) for each in items),
        )
        if plan != self._plan:
            self._plan = plan
            self._build(items)
        texts = self.look.texts
        done = sum(each.answer is not None for each in items)
        title = "checklist.title" if items else "checklist.before"
        self.title.show(texts.fixed(title, done=done, count=len(items)))
        self.next.show(texts.fixed("checklist.next"), enabled=done < len(items))
        for sense, members in grouped(items):
            left = sum(each.answer is None for each in members)
            name = texts.fixed(f"sense.{sense}")
            self._heads[sense].show(texts.fixed("checklist.group", name=name, left=left))
        for item in items:
            self.rows[item.code].show(item)
            for question in item.questions:
                self.questions[question.id].show(question)

    def to_next(self) -> None:
        """Bring the next item without an answer into view and put the focus on its first key."""
        ordered = [each for _, members in grouped(self._items) for each in members]
        waiting = next((each for each in ordered if each.answer is None), None)
        if waiting is not None:
            row = self.rows[waiting.code]
            self._column.reveal(row)
            row.answers["conforms"].focus_set()

    def _build(self, items: list[ItemView]) -> None:
        for child in self._column.inside.winfo_children():
            child.destroy()
        if not items:
            self._placeholder()
        self._heads, self.rows, self.questions = {}, {}, {}
        for sense, members in grouped(items):
            self._heads[sense] = self._heading()
            for item in members:
                self.rows[item.code] = self._add(ItemRow(*self._row_needs()))
                for question in item.questions:
                    self.questions[question.id] = self._add(QuestionRow(*self._row_needs()))
        self._column.adopt(self._column.inside)
        self._column.to_top()

    def _row_needs(self) -> tuple[tk.Misc, Look, Recorder]:
        return self._column.inside, self.look, self._recorder

    def _add(self, row: Row) -> Row:
        row.pack(fill="x")
        return row

    def _placeholder(self) -> None:
        look = self.look
        text = WrapLabel(self._column.inside, look, "title", ink=look.palette.quiet)
        text.show(look.texts.fixed("checklist.none"))
        text.pack(fill="x", padx=look.px(16), pady=look.px(24))

    def _heading(self) -> FitLabel:
        look = self.look
        head = FitLabel(
            self._column.inside, look, "body_bold", ink=look.palette.accent,
            under=look.palette.accent_soft,
        )  # fmt: skip
        head.configure(padx=look.px(12), pady=look.px(6))
        head.pack(fill="x")
        return head
