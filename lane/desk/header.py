"""The header: the vehicle at one glance — plate, VIN, what it is, who brought it."""

from __future__ import annotations

import tkinter as tk
from collections.abc import Callable

from lane.service.views import InspectionView, LaneView

from .fitting import FitLabel
from .keys import Key
from .plate import Plate
from .theme import Look
from .vin import VinCells


class Header(tk.Frame):
    """One dark row over the whole width."""

    def __init__(self, parent: tk.Misc, look: Look, switch_language: Callable[[], object]) -> None:
        palette = look.palette
        super().__init__(parent, background=palette.head)
        self._look = look
        self._plate = Plate(self, look, 54, under=palette.head)
        self._plate.grid(
            row=0, column=0, rowspan=2, padx=(look.px(16), look.px(18)), pady=look.px(13)
        )
        self._vin_name = self._line("tiny", palette.head_quiet)
        self._vin = VinCells(self, look, under=palette.head)
        self._vehicle = self._line("title", palette.head_ink)
        self._serial = self._line("small", palette.head_quiet)
        self._people_name = self._line("tiny", palette.head_quiet)
        self._people = self._line("body_bold", palette.head_ink)
        self._operator = self._line("small", palette.head_ink)
        self._clock = self._line("title", palette.head_ink)
        self._language = Key(
            self, look, switch_language, kind="head", width=60, height=48, font="body_bold",
            under=palette.head,
        )  # fmt: skip
        self._place()

    def _line(self, size: str, ink: str) -> FitLabel:
        return FitLabel(self, self._look, size, ink=ink, under=self._look.palette.head)

    def _place(self) -> None:
        px = self._look.px
        columns: list[tuple[tk.Widget, tk.Widget, int, int]] = [
            (self._vin_name, self._vin, 0, 0),
            (self._vehicle, self._serial, 270, 3),
            (self._people_name, self._people, 130, 1),
            (self._operator, self._clock, 118, 1),
        ]
        for number, (upper, lower, width, weight) in enumerate(columns, start=1):
            self.columnconfigure(number, minsize=px(width), weight=weight)
            upper.grid(row=0, column=number, sticky="sew", padx=(0, px(18)))
            lower.grid(row=1, column=number, sticky="new", padx=(0, px(18)))
        self._language.grid(row=0, column=5, rowspan=2, padx=(0, px(16)))
        self.rowconfigure((0, 1), weight=1, uniform="half")

    def show(self, lane: LaneView | None, inspection: InspectionView | None, time: str) -> None:
        """Show the chosen inspection, the operator and the time."""
        texts = self._look.texts
        self._language.show(texts.fixed("header.other_language"))
        self._vin_name.show(texts.fixed("header.vin"))
        self._people_name.show(texts.fixed("header.people"))
        self._operator.show(lane.operator if lane else "")
        self._clock.show(time)
        if inspection is None:
            self._plate.show("", None)
            self._vin.show(None)
            self._vehicle.show(texts.say(lane.lane) if lane else "")
            self._serial.show(texts.fixed("header.no_inspection"))
            self._people.show("")
            return
        read = inspection.plate
        self._plate.show(
            read.text if read else "", inspection.plate_colour, read.characters if read else None
        )
        self._vin.show(inspection.vin)
        self._vehicle.show(texts.say(inspection.vehicle))
        kind = texts.say(inspection.kind)
        attempt = texts.fixed("header.attempt", number=inspection.attempt)
        self._serial.show(f"{kind} · {attempt} · {inspection.serial}")
        names = dict.fromkeys(name for name in (inspection.owner, inspection.presenter) if name)
        self._people.show(" / ".join(names))
