"""The lane page: what the station says now, the brake curve, the gauges."""

from __future__ import annotations

import tkinter as tk

from lane.service.views import InspectionView, StationView

from .cards import Card
from .curve import Curve
from .fitting import FitLabel
from .gauge import Gauge
from .gauge_sets import shown, specs_for
from .state import DeskState
from .theme import Look

_GAUGES = 4


class Instruction(tk.Frame):
    """The station's instruction in large type, the same words as on the lane board."""

    def __init__(self, parent: tk.Misc, look: Look) -> None:
        palette = look.palette
        super().__init__(parent, background=palette.accent_soft)
        self._look = look
        self._station = FitLabel(
            self, look, "small_bold", ink=palette.quiet, under=palette.accent_soft
        )
        self._text = FitLabel(
            self, look, "large", ink=palette.accent_dark, under=palette.accent_soft
        )
        self._station.pack(fill="x", padx=look.px(14), pady=(look.px(8), 0))
        self._text.pack(fill="x", padx=look.px(14), pady=(0, look.px(8)))

    def show(self, station: StationView | None) -> None:
        """Show what a station asks for."""
        texts = self._look.texts
        if station is None:
            self._station.show(texts.fixed("measuring.no_station"))
            self._text.show(texts.fixed("measuring.between"))
        else:
            self._station.show(f"{station.number}  {texts.say(station.name)}")
            self._text.show(texts.say(station.instruction))


class Measuring(tk.Frame):
    """Instruction, curve and up to four gauges."""

    def __init__(self, parent: tk.Misc, look: Look) -> None:
        super().__init__(parent, background=look.palette.page)
        self._look = look
        self._instruction = Instruction(self, look)
        self._instruction.pack(fill="x", pady=(0, look.px(8)))
        self._dials = Card(self, look, titled=False)
        self._dials.pack(side="bottom", fill="x", pady=(look.px(8), 0))
        self._dials.body.configure(height=look.px(170))
        self._dials.body.grid_propagate(False)
        self._dials.body.rowconfigure(0, weight=1)
        self._curve_card = Card(self, look)
        self._curve_card.pack(fill="both", expand=True)
        self.curve = Curve(self._curve_card.body, look)
        self.curve.pack(fill="both", expand=True)
        self.gauges = [Gauge(self._dials.body, look) for _ in range(_GAUGES)]
        self._laid = 0

    def show(self, state: DeskState, inspection: InspectionView) -> None:
        """Show everything of the run."""
        stations = state.lane.stations if state.lane else []
        self._instruction.show(
            next((each for each in stations if each.inspection == inspection.id), None)
        )
        self.show_live(state, inspection)

    def show_live(self, state: DeskState, inspection: InspectionView) -> None:
        """Show what moves between two views."""
        run = state.trace()
        texts = self._look.texts
        if run is None:
            self._curve_card.title.show(texts.fixed("curve.none"))
        else:
            self._curve_card.title.show(texts.fixed(f"curve.{run.kind}", axle=run.axle))
        self.curve.show(run)
        specs = specs_for(state.device())
        self._lay_gauges(len(specs))
        values, axle = state.values(), run.axle if run else 1
        for gauge, spec in zip(self.gauges, specs, strict=False):
            gauge.show(shown(spec, inspection, values, axle))

    def _lay_gauges(self, count: int) -> None:
        if count == self._laid:
            return
        self._laid = count
        for index, gauge in enumerate(self.gauges):
            self._dials.body.columnconfigure(index, weight=int(index < count), uniform="dial")
            if index < count:
                gauge.grid(row=0, column=index, sticky="nsew")
            else:
                gauge.grid_remove()
