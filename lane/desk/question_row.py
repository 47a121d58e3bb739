"""One question to the presenter (问) with what the register says beside it."""

from __future__ import annotations

import tkinter as tk

import ttkbootstrap as ttk

from lane.service.views import QuestionView

from .answering import Recorder
from .client import Outcome
from .fitting import WrapLabel
from .keys import Key
from .row_problem import ProblemLine
from .theme import Look


class QuestionRow(tk.Frame):
    """The question, the expected answer, a line for what was said, keys agree / differs."""

    def __init__(self, parent: tk.Misc, look: Look, recorder: Recorder) -> None:
        palette = look.palette
        super().__init__(parent, background=palette.sunken)
        self._look, self._recorder = look, recorder
        self._question: QuestionView | None = None
        self._waiting = False
        self._shown: tuple[object, ...] = ()
        self._text = WrapLabel(self, look, "body", under=palette.sunken)
        self._expected = WrapLabel(
            self, look, "small_bold", ink=palette.accent, under=palette.sunken
        )
        self.said = ttk.Entry(self, font=look.font("body"), width=8)
        self._problem = ProblemLine(self, look)
        self.agrees = self._key(True, "good", "pass")
        self.differs = self._key(False, "bad", "fail")
        self._place()

    def _key(self, matches: bool, kind: str, mark: str) -> Key:
        return Key(
            self, self._look, lambda: self._touched(matches), kind=kind, width=92, height=56,
            font="body_bold", mark=mark, under=self._look.palette.sunken,
        )  # fmt: skip

    def _place(self) -> None:
        px = self._look.px
        self.columnconfigure(0, weight=1)
        self._text.grid(row=0, column=0, sticky="sew", padx=(px(44), px(8)), pady=(px(8), 0))
        self._expected.grid(row=1, column=0, sticky="new", padx=(px(44), px(8)), pady=(0, px(8)))
        self.said.grid(row=0, column=1, rowspan=2, sticky="ew", padx=(0, px(8)))
        self.columnconfigure(1, minsize=px(180))
        self.agrees.grid(row=0, column=2, rowspan=2, padx=(0, px(5)), pady=px(4))
        self.differs.grid(row=0, column=3, rowspan=2, padx=(0, px(5)))
        line = tk.Frame(self, height=1, background=self._look.palette.grid)
        line.grid(row=4, column=0, columnspan=4, sticky="ew")

    def show(self, question: QuestionView) -> None:
        """Show a question as the service has it."""
        texts = self._look.texts
        shown = (question, self._waiting, texts.language)
        if shown == self._shown:
            return
        before = self._question
        self._shown, self._question = shown, question
        self._text.show(texts.say(question.text))
        expected = question.expected
        self._expected.show(texts.fixed("question.expected", value=expected) if expected else "")
        if before is None or before.answer != question.answer:
            self.said.delete(0, "end")
            self.said.insert(0, question.answer or "")
        self._show_keys(question)

    def _show_keys(self, question: QuestionView) -> None:
        """Agree and differ, or a single key where the register knows nothing to compare with."""
        texts = self._look.texts
        compared = question.expected is not None
        answered = question.answer is not None
        name = "question.agrees" if compared else "detail.record"
        self.agrees.show(
            texts.fixed("answer.waiting" if self._waiting else name),
            selected=answered and (question.matches is True or not compared),
            enabled=not self._waiting,
        )
        self.differs.show(
            texts.fixed("question.differs"),
            selected=answered and question.matches is False,
            enabled=not self._waiting,
        )
        if compared:
            self.differs.grid()
        else:
            self.differs.grid_remove()

    def _touched(self, matches: bool) -> None:
        question = self._question
        if question is None:
            return
        said = self.said.get().strip()
        if not said and matches and question.expected:
            said = question.expected
        if not said:
            # what was said instead must be written down, "differs" alone is no answer
            self.said.focus_set()
            self.said.configure(bootstyle="danger")
            return
        self._waiting = True
        self.show(question)
        self._recorder.question(question.id, said, self._recorded)

    def _recorded(self, outcome: Outcome) -> None:
        self._waiting = False
        if outcome.problem is None:
            self._problem.grid_remove()
        else:
            self._problem.show(outcome.problem)
            self._problem.grid(row=3, column=0, columnspan=4, sticky="ew")
        if self._question is not None:
            self.show(self._question)
