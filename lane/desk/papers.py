"""The printed papers (检验报告、检验标志): one key each opens it."""

from __future__ import annotations

import tkinter as tk
from collections.abc import Callable
from typing import TypeAlias

from lane.service.views import PaperView

from .client import Outcome
from .keys import Key
from .row_problem import ProblemLine
from .theme import Look

OpenPaper: TypeAlias = Callable[[PaperView, Callable[[Outcome], None]], None]


class Papers(tk.Frame):
    """A row of keys; what went wrong with opening stands below."""

    def __init__(self, parent: tk.Misc, look: Look, open_paper: OpenPaper) -> None:
        super().__init__(parent, background=look.palette.card)
        self._look, self._open = look, open_paper
        self._row = tk.Frame(self, background=look.palette.card)
        self._row.pack(fill="x", padx=look.px(10), pady=look.px(8))
        self._problem = ProblemLine(self, look)
        self.opens: list[Key] = []
        self._shown: tuple[object, ...] = ()

    def show(self, papers: list[PaperView]) -> None:
        """Show the papers there are."""
        texts = self._look.texts
        shown = (tuple(papers), texts.language)
        if shown == self._shown:
            return
        self._shown = shown
        for key in self.opens:
            key.destroy()
        self.opens = []
        for paper in papers:
            key = Key(
                self._row, self._look, lambda paper=paper: self._open(paper, self._opened),
                width=220, height=56, font="body_bold",
            )  # fmt: skip
            key.show(texts.fixed("papers.open", name=texts.say(paper.name)))
            key.pack(side="left", padx=(0, self._look.px(8)))
            self.opens.append(key)

    def _opened(self, outcome: Outcome) -> None:
        if outcome.problem is None:
            self._problem.pack_forget()
        else:
            self._problem.show(outcome.problem)
            self._problem.pack(fill="x")
