"""The large key (按键): one touch, Enter or Space; tells by itself that it waits or is refused."""

from __future__ import annotations

import tkinter as tk
from collections.abc import Callable
from dataclasses import dataclass

from PIL import ImageTk

from .drawing import bare_mark, rounded
from .fitting import fit
from .palette import Palette
from .theme import Look

_SLIP = 14


@dataclass(frozen=True, slots=True)
class Dress:
    """The colours of one kind of key: at rest and selected or pressed."""

    fill: str
    ink: str
    border: str
    held: str
    held_ink: str


def _dresses(p: Palette) -> dict[str, Dress]:
    return {
        "plain": Dress(p.card, p.ink, p.line, p.accent, p.card),
        "main": Dress(p.accent, p.card, p.accent, p.accent_dark, p.card),
        "good": Dress(p.card, p.good, p.line, p.good, p.card),
        "bad": Dress(p.card, p.bad, p.line, p.bad, p.card),
        "quiet": Dress(p.card, p.quiet, p.line, p.quiet, p.card),
        "warn": Dress(p.card, p.warn, p.line, p.warn, p.card),
        "head": Dress(p.head, p.head_ink, p.head_quiet, p.accent, p.card),
    }


class Key(tk.Canvas):
    """A key of at least 44 design pixels; ``command`` runs on release inside it."""

    def __init__(
        self,
        parent: tk.Misc,
        look: Look,
        command: Callable[[], object],
        *,
        kind: str = "plain",
        width: int = 120,
        height: int = 48,
        font: str = "key",
        mark: str | None = None,
        under: str | None = None,
    ) -> None:
        super().__init__(
            parent,
            width=look.px(width),
            height=look.px(height),
            highlightthickness=0,
            background=under or look.palette.card,
            takefocus=1,
            cursor="hand2",
        )
        self._look, self._command, self._font, self._mark = look, command, font, mark
        self._dress = _dresses(look.palette)[kind]
        self.text = ""
        self.selected = False
        self.enabled = True
        self._down = False
        self._from = (0, 0)
        self._images: list[ImageTk.PhotoImage] = []
        self.was_cut = False
        self._listen()

    def show(self, text: str, *, selected: bool | None = None, enabled: bool | None = None) -> None:
        """Change what the key says; draws only what changed."""
        before = (self.text, self.selected, self.enabled)
        self.text = text
        self.selected = self.selected if selected is None else selected
        self.enabled = self.enabled if enabled is None else enabled
        if before != (self.text, self.selected, self.enabled):
            self.configure(cursor="hand2" if self.enabled else "arrow")
            self._draw()

    def invoke(self) -> None:
        """Do what the key is for, unless it is switched off."""
        if self.enabled:
            self._command()

    def _listen(self) -> None:
        self.bind("<Configure>", lambda _: self._draw())
        self.bind("<ButtonPress-1>", self._press)
        self.bind("<ButtonRelease-1>", self._release)
        for key in ("<Return>", "<space>", "<KP_Enter>"):
            self.bind(key, lambda _: self.invoke())
        for change in ("<FocusIn>", "<FocusOut>"):
            self.bind(change, lambda _: self._draw())

    def _press(self, event: tk.Event) -> None:
        if self.enabled:
            self._down = True
            self._from = (event.x_root, event.y_root)
            self.focus_set()
            self._draw()

    def _release(self, event: tk.Event) -> None:
        if not self._down:
            return
        self._down = False
        self._draw()
        # a finger that dragged the column along is still on the key, but means no touch
        far = max(abs(event.x_root - self._from[0]), abs(event.y_root - self._from[1]))
        if far <= self._look.px(_SLIP):
            self.invoke()

    def _colours(self) -> tuple[str, str, str]:
        palette, dress = self._look.palette, self._dress
        if not self.enabled and not self.selected:
            return palette.sunken, palette.quiet, palette.line
        if self.selected or self._down:
            return dress.held, dress.held_ink, dress.held
        return dress.fill, dress.ink, dress.border

    def _draw(self) -> None:
        width, height = self.winfo_width(), self.winfo_height()
        if width <= 1:
            return
        look = self._look
        fill, ink, border = self._colours()
        focused = self.focus_get() is self
        thickness = look.px(3) if focused else max(1, look.px(1.2))
        edge = look.palette.focus if focused else border
        self.delete("all")
        box = ImageTk.PhotoImage(rounded(width, height, fill, edge, look.px(6), thickness))
        self._images = [box]
        self.create_image(0, 0, image=box, anchor="nw")
        self._write(width, height, ink)

    def _write(self, width: int, height: int, ink: str) -> None:
        look = self._look
        size = look.px(24) if self._mark else 0
        room = width - look.px(16) - size
        shown = fit(look, self.text, self._font, room)
        self.was_cut = shown.cut
        start = (width - size - shown.width) // 2
        if self._mark:
            image = ImageTk.PhotoImage(bare_mark(self._mark, size, ink))
            self._images.append(image)
            self.create_image(start - look.px(3), height // 2, image=image, anchor="w")
        self.create_text(
            start + size, height // 2, text=shown.text, font=shown.font, fill=ink, anchor="w"
        )
