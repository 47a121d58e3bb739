"""The stations (工位) of the lane with whoever stands in them."""

from __future__ import annotations

import tkinter as tk
from collections.abc import Callable

from PIL import ImageTk

from lane.service.views import StationView

from .cards import Card
from .drawing import sign
from .fitting import FitLabel
from .plate import Plate
from .theme import Look

PlateColours = dict[str, str | None]


class StationRow(tk.Frame):
    """One station: number and name, light, plate, instruction; a touch chooses the vehicle."""

    def __init__(self, parent: tk.Misc, look: Look, choose: Callable[[str], object]) -> None:
        palette = look.palette
        super().__init__(parent, background=palette.card)
        self._look, self._choose = look, choose
        self._station: StationView | None = None
        self._light_image: ImageTk.PhotoImage | None = None
        self._bar = tk.Frame(self, background=palette.card, width=look.px(5))
        self._title = FitLabel(self, look, "body_bold")
        self._light = tk.Label(self, background=palette.card, bd=0)
        self._plate = Plate(self, look, 26, under=palette.card)
        self._free = FitLabel(self, look, "small", ink=palette.quiet)
        self._instruction = FitLabel(self, look, "small_bold", ink=palette.accent)
        self._place()
        for widget in (self, *self.winfo_children()):
            widget.bind("<ButtonRelease-1>", lambda _: self._touched())

    def _place(self) -> None:
        px = self._look.px
        self.columnconfigure(2, weight=1)
        self._bar.grid(row=0, column=0, rowspan=3, sticky="ns")
        self._title.grid(
            row=0, column=1, columnspan=2, sticky="ew", padx=(px(8), 0), pady=(px(6), 0)
        )
        self._light.grid(row=0, column=3, padx=px(8), pady=(px(6), 0))
        self._plate.grid(row=1, column=1, sticky="w", padx=(px(8), 0), pady=px(3))
        self._free.grid(row=1, column=2, columnspan=2, sticky="ew", padx=px(8))
        self._instruction.grid(
            row=2, column=1, columnspan=3, sticky="ew", padx=px(8), pady=(0, px(6))
        )

    def show(self, station: StationView, colours: PlateColours, chosen: bool) -> None:
        """Show a station; ``colours`` gives each inspection's plate colour."""
        texts, palette = self._look.texts, self._look.palette
        self._station = station
        self._title.show(f"{station.number}  {texts.say(station.name)}")
        self._bar.configure(background=palette.accent if chosen else palette.card)
        self._show_light(station.light)
        if station.inspection and station.plate:
            self._plate.show(station.plate, colours.get(station.inspection))
            self._plate.grid()
            self._free.show("")
        else:
            self._plate.grid_remove()
            self._free.show(texts.fixed("station.free"))
        self._instruction.show(texts.say(station.instruction))

    def _show_light(self, light: str) -> None:
        palette, size = self._look.palette, self._look.px(22)
        picture = {
            "green": sign("pass", size, palette.card, palette.good),
            "red": sign("none", size, palette.card, palette.bad),
        }.get(light) or sign("ring", size, palette.line, None)
        self._light_image = ImageTk.PhotoImage(picture)
        self._light.configure(image=self._light_image)

    def _touched(self) -> None:
        if self._station is not None and self._station.inspection:
            self._choose(self._station.inspection)


class StationList(Card):
    """All stations of the lane."""

    def __init__(self, parent: tk.Misc, look: Look, choose: Callable[[str], object]) -> None:
        super().__init__(parent, look)
        self._choose = choose
        self._rows: list[StationRow] = []
        self._shown: tuple[object, ...] = ()

    def show(self, stations: list[StationView], colours: PlateColours, chosen: str | None) -> None:
        """Show the stations, the chosen vehicle's with a bar."""
        shown = (tuple(stations), tuple(colours.items()), chosen, self.look.texts.language)
        if shown == self._shown:
            return
        self._shown = shown
        self.title.show(self.look.texts.fixed("station.title"))
        while len(self._rows) < len(stations):
            if self._rows:
                tk.Frame(self.body, height=1, background=self.look.palette.line).pack(fill="x")
            row = StationRow(self.body, self.look, self._choose)
            row.pack(fill="x")
            self._rows.append(row)
        for row, station in zip(self._rows, stations, strict=False):
            row.show(
                station, colours, station.inspection is not None and station.inspection == chosen
            )
