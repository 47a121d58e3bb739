"""The VIN (车辆识别代号) in cells, weak characters marked."""

from __future__ import annotations

import tkinter as tk

from lane.service.views import ReadView

from .theme import Look

_LENGTH = 17
_CELL, _HEIGHT = 19, 32


class VinCells(tk.Canvas):
    """Seventeen cells on the dark header; a weak character stands on amber with a bar below."""

    def __init__(self, parent: tk.Misc, look: Look, *, under: str) -> None:
        super().__init__(
            parent, width=look.px(_CELL) * _LENGTH, height=look.px(_HEIGHT),
            background=under, highlightthickness=0,
        )  # fmt: skip
        self._look = look
        self._shown: ReadView | None = None
        self._drawn = False

    def show(self, read: ReadView | None) -> None:
        """Show a VIN; dashes stand for one not read yet."""
        if self._drawn and read == self._shown:
            return
        self._shown, self._drawn = read, True
        self.delete("all")
        text = read.text if read else ""
        for index in range(_LENGTH):
            weak = read is not None and index < len(read.characters) and read.characters[index].weak
            self._cell(index, text[index] if index < len(text) else "–", weak)

    def _cell(self, index: int, character: str, weak: bool) -> None:
        look, palette = self._look, self._look.palette
        left, cell, height = look.px(_CELL) * index, look.px(_CELL), look.px(_HEIGHT)
        if weak:
            self.create_rectangle(left, 0, left + cell - 1, height, fill=palette.warn_fill, width=0)
            self.create_rectangle(
                left + 2, height - look.px(5), left + cell - 3, height - look.px(2),
                fill=palette.warn, width=0,
            )  # fmt: skip
        self.create_text(
            left + cell // 2, height // 2 - look.px(1), text=character,
            font=look.font("title"), fill=palette.ink if weak else palette.head_ink,
        )  # fmt: skip
