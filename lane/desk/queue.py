"""Today's inspections (今日车辆): choose one to work on."""

from __future__ import annotations

import tkinter as tk
from collections.abc import Callable

from PIL import ImageTk

from lane.service.views import InspectionView

from .cards import Card
from .drawing import sign
from .fitting import FitLabel
from .keys import Key
from .plate import Plate
from .scrolling import ScrollColumn
from .theme import Look

_SIGNS = {"pass": "pass", "exempt": "pass", "fail": "fail", "held": "warn", "abandoned": "none"}


class QueueRow(tk.Frame):
    """One inspection: plate, where it stands, verdict sign."""

    def __init__(self, parent: tk.Misc, look: Look, choose: Callable[[str], object]) -> None:
        super().__init__(
            parent, background=look.palette.card, takefocus=1, height=look.px(60),
            highlightthickness=look.px(2), highlightbackground=look.palette.card,
            highlightcolor=look.palette.focus, cursor="hand2",
        )  # fmt: skip
        self._look, self._choose, self._id = look, choose, ""
        self._image: ImageTk.PhotoImage | None = None
        self._plate = Plate(self, look, 24, under=look.palette.card)
        self._plate.grid(row=0, column=0, sticky="sw", padx=look.px(8))
        self._phase = FitLabel(self, look, "small_bold")
        self._phase.grid(row=1, column=0, sticky="new", padx=look.px(8))
        self._sign = tk.Label(self, background=look.palette.card, bd=0)
        self._sign.grid(row=0, column=1, rowspan=2, padx=look.px(8))
        self.columnconfigure(0, weight=1)
        self.rowconfigure((0, 1), weight=1, uniform="half")
        self.grid_propagate(False)
        for widget in (self, *self.winfo_children()):
            widget.bind("<ButtonRelease-1>", lambda _: self.invoke())
        for key in ("<Return>", "<space>"):
            self.bind(key, lambda _: self.invoke())

    def invoke(self) -> None:
        """Choose this inspection."""
        self._choose(self._id)

    def show(self, inspection: InspectionView, chosen: bool) -> None:
        """Show an inspection."""
        palette, texts = self._look.palette, self._look.texts
        self._id = inspection.id
        under = palette.accent_soft if chosen else palette.card
        for widget in (self, self._plate, self._phase, self._sign):
            widget.configure(background=under)
        self.configure(highlightbackground=under)
        read = inspection.plate
        self._plate.show(read.text if read else "", inspection.plate_colour)
        self._phase.show(texts.say(inspection.phase_name))
        self._show_sign(inspection.verdict)

    def _show_sign(self, verdict: str | None) -> None:
        palette = self._look.palette
        name = _SIGNS.get(verdict or "", "ring")
        disc = {"pass": palette.good, "fail": palette.bad}.get(name)
        ink = palette.card if disc else palette.warn if name == "warn" else palette.quiet
        self._image = ImageTk.PhotoImage(sign(name, self._look.px(22), ink, disc))
        self._sign.configure(image=self._image)


class Queue(Card):
    """The list, newest as the service orders it, and the key for a new check-in."""

    def __init__(
        self,
        parent: tk.Misc,
        look: Look,
        choose: Callable[[str], object],
        check_in: Callable[[], object],
    ) -> None:
        super().__init__(parent, look)
        self._choose = choose
        self._rows: list[QueueRow] = []
        self._shown: tuple[object, ...] = ()
        self.new = Key(self.body, look, check_in, height=48, font="body_bold")
        self.new.pack(side="bottom", fill="x", padx=look.px(8), pady=look.px(8))
        self._column = ScrollColumn(self.body, look)
        self._column.pack(fill="both", expand=True)

    def show(self, inspections: list[InspectionView], chosen: str | None) -> None:
        """Show the inspections of today."""
        texts = self.look.texts
        shown = (tuple((e.id, e.plate and e.plate.text, e.plate_colour, e.phase_name, e.verdict)
                       for e in inspections), chosen, texts.language)  # fmt: skip
        if shown == self._shown:
            return
        self._shown = shown
        self.title.show(texts.fixed("queue.title", count=len(inspections)))
        self.new.show(texts.fixed("queue.new"))
        self._match_rows(len(inspections))
        for row, inspection in zip(self._rows, inspections, strict=True):
            row.show(inspection, inspection.id == chosen)

    def _match_rows(self, count: int) -> None:
        while len(self._rows) < count:
            row = QueueRow(self._column.inside, self.look, self._choose)
            row.pack(fill="x")
            self._column.adopt(row)
            self._rows.append(row)
        while len(self._rows) > count:
            self._rows.pop().destroy()
