"""The measured values (实测值): value, limit, clause and verdict side by side."""

from __future__ import annotations

import tkinter as tk
from collections.abc import Sequence
from dataclasses import dataclass

from PIL import ImageTk

from lane.service.views import MeasurementView

from .drawing import sign
from .fitting import FitLabel, WrapLabel
from .limits import as_shown
from .scrolling import ScrollColumn
from .theme import Look


@dataclass(frozen=True, slots=True)
class Column:
    """A column of the table: its heading's key, relative width, text size, one line or two."""

    key: str
    share: int
    size: str
    wraps: bool = False


WIDE = (
    Column("values.name", 28, "body"),
    Column("values.value", 15, "body_bold"),
    Column("values.limit", 15, "body"),
    Column("values.verdict", 12, "body_bold"),
    Column("values.clause", 30, "tiny", wraps=True),
)
NARROW = (
    Column("values.name", 43, "small"),
    Column("values.value", 31, "body_bold"),
    Column("values.limit", 26, "small"),
)


def number(value: float | None) -> str:
    """A value as measured, without needless zeros; a dash for none."""
    return "—" if value is None else f"{value:g}" if abs(value) < 1e6 else f"{value:.0f}"


class ValueRow(tk.Frame):
    """One measured value."""

    def __init__(self, parent: tk.Misc, look: Look, columns: tuple[Column, ...]) -> None:
        super().__init__(parent, background=look.palette.card, height=look.px(42))
        self._look, self._columns = look, columns
        self._image: ImageTk.PhotoImage | None = None
        self._sign = tk.Label(self, background=look.palette.card, bd=0)
        self._sign.grid(row=0, column=0, padx=(look.px(10), look.px(8)))
        self._cells: list[FitLabel | WrapLabel] = [
            WrapLabel(self, look, column.size)
            if column.wraps
            else FitLabel(self, look, column.size)
            for column in columns
        ]
        place_cells(self, look, columns, self._cells)
        self.rowconfigure(0, weight=1)
        self.grid_propagate(False)
        line = tk.Frame(self, height=1, background=look.palette.grid)
        line.place(relx=0, rely=1, y=-1, relwidth=1)

    def show(self, measured: MeasurementView) -> None:
        """Show a value."""
        palette = self._look.palette
        inks = {"pass": palette.good, "fail": palette.bad}
        ink = inks.get(measured.verdict, palette.ink)
        under = palette.bad_soft if measured.verdict == "fail" else palette.card
        said = self._said(measured)
        for column, cell in zip(self._columns, self._cells, strict=True):
            strong = column.key in ("values.value", "values.verdict")
            quiet = column.key == "values.clause"
            cell.configure(background=under)
            cell.show(
                said[column.key], ink=ink if strong else palette.quiet if quiet else palette.ink
            )
        self.configure(background=under)
        self._sign.configure(background=under)
        self._show_sign(measured.verdict, ink)

    def _said(self, measured: MeasurementView) -> dict[str, str]:
        texts = self._look.texts
        shown = measured.shown or number(measured.value)
        value = f"{shown} {measured.unit}" if measured.value is not None else "—"
        clause = texts.say(measured.reason) or measured.clause
        if measured.previous is not None:
            before = texts.fixed("values.before", value=number(measured.previous))
            clause = f"{before}  {clause}"
        return {
            "values.name": texts.say(measured.name),
            "values.value": value,
            "values.limit": f"{as_shown(measured.limit)} {measured.unit}"
            if measured.limit
            else "—",
            "values.verdict": texts.fixed(f"verdict.{measured.verdict}"),
            "values.clause": clause,
        }

    def _show_sign(self, verdict: str, ink: str) -> None:
        size, palette = self._look.px(22), self._look.palette
        if verdict in ("pass", "fail"):
            picture = sign(verdict, size, palette.card, ink)
        else:
            picture = sign("wait" if verdict == "pending" else "none", size, palette.quiet, None)
        self._image = ImageTk.PhotoImage(picture)
        self._sign.configure(image=self._image)


def place_cells(
    row: tk.Frame, look: Look, columns: tuple[Column, ...], cells: Sequence[tk.Label]
) -> None:
    """Lay the cells of a row into its columns; the same for heading and values."""
    row.columnconfigure(0, minsize=look.px(40))
    for index, (column, cell) in enumerate(zip(columns, cells, strict=True), start=1):
        row.columnconfigure(index, weight=column.share, uniform="cell")
        cell.grid(row=0, column=index, sticky="ew", padx=(0, look.px(8)))


class Values(tk.Frame):
    """The table with its heading."""

    def __init__(self, parent: tk.Misc, look: Look, columns: tuple[Column, ...]) -> None:
        super().__init__(parent, background=look.palette.card)
        self._look, self._columns = look, columns
        self._rows: list[ValueRow] = []
        self._shown: tuple[object, ...] = ()
        palette = look.palette
        head = tk.Frame(self, background=palette.sunken)
        head.pack(fill="x")
        self._heads = [
            FitLabel(head, look, "small_bold", ink=palette.quiet, under=palette.sunken)
            for _ in columns
        ]
        place_cells(head, look, columns, self._heads)
        head.configure(height=look.px(30))
        head.rowconfigure(0, weight=1)
        head.grid_propagate(False)
        self._column = ScrollColumn(self, look)
        self._column.pack(fill="both", expand=True)
        self._none = FitLabel(self._column.inside, look, "body", ink=palette.quiet)

    def show(self, measurements: list[MeasurementView]) -> None:
        """Show the values in the order given."""
        shown = (tuple(measurements), self._look.texts.language)
        if shown == self._shown:
            return
        self._shown = shown
        for column, head in zip(self._columns, self._heads, strict=True):
            head.show(self._look.texts.fixed(column.key))
        self._none.show(self._look.texts.fixed("values.none"))
        if measurements:
            self._none.pack_forget()
        else:
            self._none.pack(fill="x", padx=self._look.px(12), pady=self._look.px(12))
        while len(self._rows) < len(measurements):
            row = ValueRow(self._column.inside, self._look, self._columns)
            row.pack(fill="x")
            self._column.adopt(row)
            self._rows.append(row)
        while len(self._rows) > len(measurements):
            self._rows.pop().destroy()
        for row, measured in zip(self._rows, measurements, strict=True):
            row.show(measured)
