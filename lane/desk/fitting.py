"""Text that fits its room: first a smaller size, then an ellipsis that is owned up to."""

from __future__ import annotations

import tkinter as tk
from dataclasses import dataclass
from tkinter import font as tkfont

from .theme import Look, text_size

_SMALLEST = 0.78


@dataclass(frozen=True, slots=True)
class Fitted:
    """What to draw; ``cut`` tells that the end of the text is missing."""

    text: str
    font: tkfont.Font
    width: int
    cut: bool


def fit(look: Look, text: str, size: str, room: int) -> Fitted:
    """The text at the named size, or smaller down to four fifths, or shortened to ``room`` px."""
    design, bold = text_size(size)
    smallest = round(look.px(design) * _SMALLEST)
    font = look.font(size)
    for pixels in range(look.px(design), smallest - 1, -1):
        font = look.sized(pixels, bold=bold)
        width = font.measure(text)
        if width <= room:
            return Fitted(text, font, width, cut=False)
    short = text
    while short and font.measure(short + "…") > room:
        short = short[:-1]
    shown = short + "…" if short else ""
    return Fitted(shown, font, font.measure(shown), cut=True)


def fit_to(look: Look, text: str, largest: int, room: int, lines: int = 1) -> Fitted:
    """Bold text as large as it goes: up to ``largest`` px for one line, broken into ``lines``."""
    choices = [text, *_broken(text)] if lines > 1 else [text]
    best: Fitted | None = None
    for choice in choices:
        rows = choice.count("\n") + 1
        pixels = max(8, round(largest / (rows * 1.25 if rows > 1 else 1)))
        widest = max(choice.split("\n"), key=look.sized(pixels, bold=True).measure)
        while pixels > 8 and look.sized(pixels, bold=True).measure(widest) > room:
            pixels = max(8, round(pixels * 0.94))
        font = look.sized(pixels, bold=True)
        if best is None or pixels > -int(best.font.cget("size")):
            best = Fitted(choice, font, font.measure(widest), cut=False)
    assert best is not None
    return best


def _broken(text: str) -> list[str]:
    """The text in two lines: at the middle space, or at the middle of a text without any."""
    middle = len(text) // 2
    spaces = [index for index, letter in enumerate(text) if letter in " ，、"]
    if spaces:
        at = min(spaces, key=lambda index: abs(index - middle))
        return [text[: at + 1].rstrip() + "\n" + text[at + 1 :]]
    return [text[:middle] + "\n" + text[middle:]] if len(text) > 5 else []


class FitLabel(tk.Label):
    """A one-line label that takes the width it is given and fits its text into it."""

    def __init__(
        self, parent: tk.Misc, look: Look, size: str = "body", *, ink: str = "", under: str = ""
    ) -> None:
        super().__init__(
            parent,
            font=look.font(size),
            foreground=ink or look.palette.ink,
            background=under or look.palette.card,
            anchor="w",
            padx=0,
            pady=0,
            bd=0,
            width=1,
        )
        self._look, self._size, self._full = look, size, ""
        self.was_cut = False
        self.bind("<Configure>", lambda _: self._fit())

    def show(self, text: str, *, ink: str | None = None) -> None:
        """Change the text (and its colour)."""
        if ink is not None and ink != self.cget("foreground"):
            self.configure(foreground=ink)
        if text != self._full:
            self._full = text
            self._fit()

    @property
    def full(self) -> str:
        """The whole text, also where only a part of it can be seen."""
        return self._full

    def _fit(self) -> None:
        room = self.winfo_width()
        if room <= 1:
            return
        fitted = fit(self._look, self._full, self._size, room)
        self.was_cut = fitted.cut
        if self.cget("text") != fitted.text or self.cget("font") != str(fitted.font):
            self.configure(text=fitted.text, font=fitted.font)


class WrapLabel(tk.Label):
    """A label that wraps at the width it is given and grows downwards."""

    def __init__(
        self, parent: tk.Misc, look: Look, size: str = "body", *, ink: str = "", under: str = ""
    ) -> None:
        super().__init__(
            parent,
            font=look.font(size),
            foreground=ink or look.palette.ink,
            background=under or look.palette.card,
            anchor="nw",
            justify="left",
            padx=0,
            pady=0,
            bd=0,
            width=1,
        )
        self.bind("<Configure>", self._wrap)

    def show(self, text: str, *, ink: str | None = None) -> None:
        """Change the text (and its colour)."""
        if ink is not None and ink != self.cget("foreground"):
            self.configure(foreground=ink)
        if text != self.cget("text"):
            self.configure(text=text)

    def _wrap(self, event: tk.Event) -> None:
        if event.width > 1 and int(str(self.cget("wraplength"))) != event.width:
            self.configure(wraplength=event.width)
