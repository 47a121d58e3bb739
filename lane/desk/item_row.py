"""One manual item (人工检验项目) with its four answer keys."""

from __future__ import annotations

import tkinter as tk
from typing import Literal

from lane.service.views import ItemView

from .answering import Recorder
from .client import Outcome
from .detail import AnswerDetail
from .fitting import WrapLabel
from .keys import Key
from .row_problem import ProblemLine
from .theme import Look

Answer = Literal["conforms", "defect", "not_applicable", "could_not_check"]

# answer, kind of key, mark on it
ANSWERS: tuple[tuple[Answer, str, str], ...] = (
    ("conforms", "good", "pass"),
    ("defect", "bad", "fail"),
    ("not_applicable", "quiet", "none"),
    ("could_not_check", "warn", "unknown"),
)
_NEEDS_WORDS = ("defect", "not_applicable", "could_not_check")


class ItemRow(tk.Frame):
    """Number, name, why it applies; keys; below them what else is asked, and what went wrong."""

    def __init__(self, parent: tk.Misc, look: Look, recorder: Recorder) -> None:
        palette = look.palette
        super().__init__(parent, background=palette.card)
        self._look, self._recorder = look, recorder
        self._item: ItemView | None = None
        self._waiting: str | None = None
        self._shown: tuple[object, ...] = ()
        self._detail: AnswerDetail | None = None
        self._number = tk.Label(
            self, font=look.font("body_bold"), background=palette.card, foreground=palette.quiet,
            width=3, bd=0, padx=0,
        )  # fmt: skip
        self._title = WrapLabel(self, look, "body_bold")
        self._why = WrapLabel(self, look, "tiny", ink=palette.quiet)
        self._problem = ProblemLine(self, look)
        self.answers: dict[str, Key] = {}
        self._place()

    def _place(self) -> None:
        px = self._look.px
        self.columnconfigure(1, weight=1)
        self._number.grid(row=0, column=0, rowspan=2, sticky="n", padx=(px(4), 0), pady=(px(8), 0))
        self._title.grid(row=0, column=1, sticky="sew", padx=(px(2), px(10)), pady=(px(8), 0))
        self._why.grid(row=1, column=1, sticky="new", padx=(px(2), px(10)), pady=(0, px(6)))
        strip = tk.Frame(self, background=self._look.palette.card)
        strip.grid(row=0, column=2, rowspan=2, pady=px(4))
        for answer, kind, mark in ANSWERS:
            key = Key(
                strip, self._look, lambda answer=answer: self._touched(answer), kind=kind,
                width=96, height=58, font="body_bold", mark=mark,
            )  # fmt: skip
            key.pack(side="left", padx=(0, px(5)))
            self.answers[answer] = key
        line = tk.Frame(self, height=1, background=self._look.palette.grid)
        line.grid(row=4, column=0, columnspan=3, sticky="ew")

    def show(self, item: ItemView) -> None:
        """Show an item as the service has it."""
        texts = self._look.texts
        shown = (item, self._waiting, texts.language)
        if shown == self._shown:
            return
        self._shown, self._item = shown, item
        self._number.configure(text=str(item.number))
        self._title.show(texts.say(item.name))
        senses = " ".join(texts.fixed(f"sense.{sense}_short") for sense in item.senses)
        parts = [senses, texts.say(item.why), item.note]
        self._why.show("  ·  ".join(part for part in parts if part))
        for answer, _kind, _mark in ANSWERS:
            waiting = self._waiting == answer
            self.answers[answer].show(
                texts.fixed("answer.waiting" if waiting else f"answer.{answer}"),
                selected=item.answer == answer,
                enabled=self._waiting is None,
            )

    def _touched(self, answer: Answer) -> None:
        item = self._item
        if item is None or item.answer == answer:
            return
        replaces = item.answer is not None
        if answer in _NEEDS_WORDS or replaces:
            self._open_detail(answer, answer in _NEEDS_WORDS, replaces)
        else:
            self._close_detail()
            self._record(answer, "")

    def _open_detail(self, answer: Answer, wants_note: bool, wants_reason: bool) -> None:
        self._close_detail()
        self._detail = AnswerDetail(
            self, self._look, answer, wants_note=wants_note, wants_reason=wants_reason,
            record=lambda words: self._record(answer, words),
            cancel=self._close_detail,
        )  # fmt: skip
        self._detail.grid(row=3, column=0, columnspan=3, sticky="ew", padx=self._look.px(8))
        self._reveal()
        self._detail.focus_first()

    def _reveal(self) -> None:
        """Have the column show the whole row, now that it is taller."""
        self.update_idletasks()
        self.event_generate("<<Reveal>>")

    def _close_detail(self) -> None:
        if self._detail is not None:
            self._detail.destroy()
            self._detail = None

    def _record(self, answer: Answer, words: str) -> None:
        if self._item is None:
            return
        self._say(None)
        self._waiting = answer
        self.show(self._item)
        self._recorder.item(self._item.code, answer, words, self._recorded)

    def _recorded(self, outcome: Outcome) -> None:
        self._waiting = None
        self._say(outcome)
        if outcome.problem is None:
            self._close_detail()
        if self._item is not None:
            self.show(self._item)

    def _say(self, outcome: Outcome | None) -> None:
        if outcome is None or outcome.problem is None:
            self._problem.grid_remove()
            return
        self._problem.show(outcome.problem)
        self._problem.grid(row=2, column=0, columnspan=3, sticky="ew", pady=self._look.px(4))
        self._reveal()
