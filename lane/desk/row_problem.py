"""How a refused call is said in words, and the line that says it right below what was touched."""

from __future__ import annotations

import tkinter as tk

from PIL import ImageTk

from .client import Problem
from .drawing import sign
from .fitting import WrapLabel
from .theme import Look


def problem_text(look: Look, problem: Problem) -> str:
    """A problem in the chosen language, with the service's own words behind it."""
    text = look.texts.fixed(problem.code)
    chinese = look.texts.language == "zh" and problem.detail_zh
    detail = problem.detail_zh if chinese else problem.detail
    return f"{text}{look.texts.fixed('problem.colon')}{detail}" if detail else text


class ProblemLine(tk.Frame):
    """A red line with a sign; hidden while there is nothing wrong."""

    def __init__(self, parent: tk.Misc, look: Look) -> None:
        palette = look.palette
        super().__init__(parent, background=palette.bad_soft)
        self._look = look
        size = look.px(24)
        self._image = ImageTk.PhotoImage(sign("warn", size, palette.card, palette.bad))
        tk.Label(self, image=self._image, background=palette.bad_soft, bd=0).pack(
            side="left", padx=look.px(10), pady=look.px(8)
        )
        self._text = WrapLabel(self, look, "body_bold", ink=palette.bad, under=palette.bad_soft)
        self._text.pack(side="left", fill="x", expand=True, padx=(0, look.px(10)), pady=look.px(8))

    @property
    def text(self) -> str:
        """What it says now."""
        return str(self._text.cget("text"))

    def show(self, problem: Problem | None) -> None:
        """Say what is wrong; the caller places the line."""
        self._text.show(problem_text(self._look, problem) if problem else "")
