"""The status bar: every tester in words, blanks left, how the link to the service stands."""

from __future__ import annotations

import tkinter as tk
from dataclasses import dataclass

from PIL import ImageTk

from lane.service.views import LaneView

from .drawing import sign
from .link import LinkState
from .theme import Look

_ORDER = {"fault": 0, "wrong_device": 0, "offline": 1, "busy": 2, "ready": 3}
_SIGNS = {
    "ready": "pass",
    "busy": "current",
    "fault": "fail",
    "offline": "fail",
    "wrong_device": "warn",
}
_LINK = {
    "connected": "pass",
    "connecting": "wait",
    "stalled": "warn",
    "lost": "fail",
    "refused": "fail",
}
_FEW_BLANKS = 20


@dataclass(frozen=True, slots=True)
class Chip:
    """One statement with its sign."""

    sign: str
    text: str


class StatusBar(tk.Canvas):
    """Statements flowing over two rows, troubles first."""

    def __init__(self, parent: tk.Misc, look: Look) -> None:
        super().__init__(
            parent, background=look.palette.card, highlightthickness=0, width=1, height=look.px(72)
        )
        self._look = look
        self._chips: list[Chip] = []
        self._drawn: tuple[object, ...] = ()
        self._images: list[ImageTk.PhotoImage] = []
        self.left_out = 0
        self.bind("<Configure>", lambda _: self._draw())

    def show(self, lane: LaneView | None, link: LinkState) -> None:
        """Show the state of everything behind the screen."""
        self._chips = [self._link_chip(link)]
        if lane is not None:
            self._chips += self._device_chips(lane)
            texts = self._look.texts
            few = lane.blanks_left <= _FEW_BLANKS
            blanks = Chip(
                "warn" if few else "pass", texts.fixed("status.blanks", count=lane.blanks_left)
            )
            self._chips.insert(1, blanks)
            if lane.environment:
                self._chips.append(Chip("", texts.fixed(f"environment.{lane.environment}")))
        self._draw()

    @property
    def texts(self) -> list[str]:
        """What it says now, in order."""
        return [chip.text for chip in self._chips]

    def _link_chip(self, link: LinkState) -> Chip:
        return Chip(_LINK[link.state], self._look.texts.fixed(f"link.{link.state}"))

    def _device_chips(self, lane: LaneView) -> list[Chip]:
        say = self._look.texts.say
        colon = self._look.texts.fixed("problem.colon")
        devices = sorted(lane.devices, key=lambda device: _ORDER[device.state])
        return [Chip(_SIGNS[d.state], f"{say(d.label)}{colon}{say(d.text)}") for d in devices]

    def _draw(self) -> None:
        drawn = (tuple(self._chips), self.winfo_width(), self.winfo_height())
        if drawn == self._drawn or drawn[1] <= 1:
            return
        self._drawn = drawn
        self.delete("all")
        self._images = []
        look = self._look
        rows = [look.px(15), look.px(37), look.px(59)]
        column, row = look.px(12), 0
        self.left_out = 0
        for chip in self._chips:
            width = look.font("small").measure(chip.text) + look.px(22)
            if column + width > drawn[1] - look.px(6) and column > look.px(12):
                column, row = look.px(12), row + 1
            if row >= len(rows):
                self.left_out += 1
                continue
            self._chip(chip, column, rows[row])
            column += width + look.px(16)

    def _chip(self, chip: Chip, column: int, row: int) -> None:
        look, palette = self._look, self._look.palette
        disc = {"pass": palette.good, "fail": palette.bad, "current": palette.accent}.get(chip.sign)
        ink = palette.card if disc else palette.warn if chip.sign == "warn" else palette.quiet
        if not chip.sign:
            self._text(chip.text, column, row, "small", palette.ink)
            return
        image = ImageTk.PhotoImage(sign(chip.sign, look.px(17), ink, disc))
        self._images.append(image)
        self.create_image(column, row, image=image, anchor="w")
        trouble = chip.sign in ("fail", "warn")
        colour = palette.bad if chip.sign == "fail" else palette.warn if trouble else palette.ink
        self._text(
            chip.text, column + look.px(22), row, "small_bold" if trouble else "small", colour
        )

    def _text(self, text: str, column: int, row: int, size: str, ink: str) -> None:
        self.create_text(column, row, text=text, anchor="w", font=self._look.font(size), fill=ink)
