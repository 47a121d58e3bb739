"""The identity finding (身份判定) with the reasons that led to it, and what falls due."""

from __future__ import annotations

import tkinter as tk

from PIL import ImageTk

from lane.service.views import FindingView, InspectionView

from .cards import Card
from .drawing import sign
from .fitting import WrapLabel
from .scrolling import ScrollColumn
from .theme import Look

_SIGNS = {"genuine": "pass", "doubtful": "warn", "assembled": "fail", "cloned": "fail"}


class Finding(Card):
    """What was found, why, what would settle it."""

    def __init__(self, parent: tk.Misc, look: Look) -> None:
        super().__init__(parent, look)
        self._shown: tuple[object, ...] = ()
        self._images: list[ImageTk.PhotoImage] = []
        self._column = ScrollColumn(self.body, look)
        self._column.pack(fill="both", expand=True)

    def show(self, inspection: InspectionView) -> None:
        """Show the finding of an inspection and its due dates."""
        shown = (inspection.id, inspection.finding, tuple(inspection.due), self.look.texts.language)
        if shown == self._shown:
            return
        self._shown = shown
        self.title.show(self.look.texts.fixed("finding.title"))
        for child in self._column.inside.winfo_children():
            child.destroy()
        self._images = []
        if inspection.finding is None:
            self._text(self.look.texts.fixed("finding.none"), "body", self.look.palette.quiet)
        else:
            self._show_finding(inspection.finding)
        self._list("finding.due", [self.look.texts.say(each) for each in inspection.due])
        self._column.adopt(self._column.inside)
        self._column.to_top()

    def _show_finding(self, finding: FindingView) -> None:
        texts, palette = self.look.texts, self.look.palette
        name = _SIGNS.get(finding.finding, "unknown")
        ink = {"pass": palette.good, "fail": palette.bad}.get(name, palette.warn)
        self._signed(name, ink, texts.say(finding.name), "title", 26)
        for reason in finding.reasons:
            speaks_for = reason.favours in (finding.finding, "genuine")
            kind = "pass" if reason.favours == "genuine" else "warn" if speaks_for else "none"
            colour = {"pass": palette.good, "warn": palette.warn}.get(kind, palette.quiet)
            self._signed(kind, colour, texts.say(reason.text), "small", 18)
        self._list("finding.settle", [texts.say(each) for each in finding.settle])
        self._list("finding.missing", [texts.say(each) for each in finding.missing])

    def _signed(self, name: str, ink: str, text: str, size: str, side: int) -> None:
        look = self.look
        row = tk.Frame(self._column.inside, background=look.palette.card)
        row.pack(fill="x", padx=look.px(12), pady=look.px(3))
        picture = sign(name, look.px(side), look.palette.card, ink)
        image = ImageTk.PhotoImage(picture)
        self._images.append(image)
        tk.Label(row, image=image, background=look.palette.card, bd=0).pack(side="left", anchor="n")
        label = WrapLabel(row, look, size, ink=ink if size == "title" else look.palette.ink)
        label.show(text)
        label.pack(side="left", fill="x", expand=True, padx=(look.px(8), 0))

    def _list(self, key: str, lines: list[str]) -> None:
        if not lines:
            return
        self._text(self.look.texts.fixed(key), "small_bold", self.look.palette.quiet, above=8)
        for line in lines:
            self._text("· " + line, "small", self.look.palette.ink)

    def _text(self, text: str, size: str, ink: str, above: int = 2) -> None:
        look = self.look
        label = WrapLabel(self._column.inside, look, size, ink=ink)
        label.show(text)
        label.pack(fill="x", padx=look.px(12), pady=(look.px(above), look.px(2)))
