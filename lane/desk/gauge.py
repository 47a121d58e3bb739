"""A round gauge (仪表): smooth arc, limit marks on it, large value, verdict by colour and sign."""

from __future__ import annotations

import tkinter as tk
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageTk

from lane.service.views import Label

from .drawing import sign
from .fitting import fit
from .limits import Bounds
from .palette import rgb
from .theme import Look

_SWEEP = 270.0
_STEPS = 540


@dataclass(frozen=True, slots=True)
class Shown:
    """What a gauge shows: ``low``–``high`` are its ends, ``bounds`` the allowed range."""

    name: Label
    value: float | None
    unit: str
    decimals: int
    low: float
    high: float
    bounds: Bounds
    limit: str
    verdict: Literal["pass", "fail", "not_judged", "pending"]
    colour: str

    def share(self, value: float) -> float:
        """Where a value lies between the ends, 0–1."""
        return min(1.0, max(0.0, (value - self.low) / (self.high - self.low)))


@lru_cache(maxsize=8)
def _dial(size: int, thickness: int) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
    """For each pixel its place on the sweep (0–1) and how much of it the ring covers (0–1)."""
    centre = (size - 1) / 2
    rows, columns = np.mgrid[0:size, 0:size].astype(np.float32)
    across, down = columns - centre, rows - centre
    radius = np.hypot(across, down)
    outer = centre - 1
    cover = np.clip(outer - radius + 0.5, 0, 1) * np.clip(radius - (outer - thickness) + 0.5, 0, 1)
    degrees = (np.degrees(np.arctan2(down, across)) - 135) % 360
    degrees = np.where(degrees > _SWEEP + 45, degrees - 360, degrees)
    along = np.clip((degrees + 0.4) / 0.8, 0, 1) * np.clip((_SWEEP - degrees + 0.4) / 0.8, 0, 1)
    return (degrees / _SWEEP).astype(np.float32), (cover * along).astype(np.float32)


@lru_cache(maxsize=1024)
def arc(size: int, thickness: int, step: int, ink: str, track: str, under: str) -> Image.Image:
    """The ring filled up to ``step`` of 540 parts, smooth at every edge."""
    place, cover = _dial(size, thickness)
    filled = np.clip((step / _STEPS - place) * (_SWEEP * size / 115) + 0.5, 0, 1)[..., None]
    ring = filled * np.array(rgb(ink), np.float32) + (1 - filled) * np.array(rgb(track), np.float32)
    cover = cover[..., None]
    pixels = cover * ring + (1 - cover) * np.array(rgb(under), np.float32)
    return Image.fromarray(pixels.astype(np.uint8))


class Gauge(tk.Canvas):
    """One gauge; grows with the room it is given."""

    def __init__(self, parent: tk.Misc, look: Look) -> None:
        super().__init__(
            parent, background=look.palette.card, highlightthickness=0, width=1, height=1
        )
        self._look = look
        self._shown: Shown | None = None
        self._painted: tuple[object, ...] = ()
        self._layout: tuple[object, ...] = ()
        self._ring: ImageTk.PhotoImage | None = None
        self._sign: ImageTk.PhotoImage | None = None
        self.was_cut = False
        self.bind("<Configure>", lambda _: self._draw(again=True))

    def show(self, shown: Shown) -> None:
        """Show a reading."""
        self._shown = shown
        self._draw()

    def _draw(self, *, again: bool = False) -> None:
        shown = self._shown
        if shown is None or self.winfo_width() <= 1:
            return
        look = self._look
        layout = (shown.name, shown.unit, shown.low, shown.high, shown.bounds, shown.limit,
                  look.texts.language)  # fmt: skip
        if again or layout != self._layout:
            self._layout = layout
            self._painted = ()
            self._lay_out(shown)
        self._paint(shown)

    def _lay_out(self, shown: Shown) -> None:
        """Draw what stays: ring, limit marks, name, unit."""
        look = self._look
        self.delete("all")
        width, height = self.winfo_width(), self.winfo_height()
        # the ring is open below: the name stands in its opening
        self._size = max(look.px(60), min(width - look.px(20), height - look.px(14)))
        self._left = (width - self._size) // 2
        self._top = max(look.px(9), (height - self._size) // 2)
        self._ring = ImageTk.PhotoImage("RGB", (self._size, self._size))
        self.create_image(self._left, self._top, image=self._ring, anchor="nw")
        self._limit_marks(shown)
        middle, centre = width // 2, self._top + self._size // 2
        self._value = self.create_text(
            middle, centre - self._size * 0.09, fill=look.palette.ink, text="", anchor="center"
        )
        limit = f"{shown.limit} {shown.unit}" if shown.limit else shown.unit
        self._text(limit, "small", middle, centre + self._size * 0.12, self._size * 0.62)
        self._text(
            look.texts.say(shown.name),
            "small_bold",
            middle,
            self._top + self._size * 0.93,
            self._size * 0.78,
        )
        self._sign_item = self.create_image(
            middle, centre + self._size * 0.31, anchor="center", state="hidden"
        )

    def _text(self, text: str, size: str, x: float, y: float, room: float) -> None:
        fitted = fit(self._look, text, size, round(room))
        self.was_cut = self.was_cut or fitted.cut
        ink = self._look.palette.ink if size.endswith("bold") else self._look.palette.quiet
        self.create_text(x, y, text=fitted.text, font=fitted.font, fill=ink)

    def _limit_marks(self, shown: Shown) -> None:
        for bound in (shown.bounds.low, shown.bounds.high):
            if bound is None:
                continue
            angle = np.radians(135 + _SWEEP * shown.share(bound))
            centre = self._left + self._size / 2, self._top + self._size / 2
            inner, outer = (
                self._size * 0.5 - self._thickness - 2,
                self._size * 0.5 + self._look.px(7),
            )
            self.create_line(
                centre[0] + inner * float(np.cos(angle)), centre[1] + inner * float(np.sin(angle)),
                centre[0] + outer * float(np.cos(angle)), centre[1] + outer * float(np.sin(angle)),
                fill=self._look.palette.ink, width=self._look.px(3), capstyle="round",
            )  # fmt: skip

    @property
    def _thickness(self) -> int:
        return max(self._look.px(9), self._size // 11)

    def _paint(self, shown: Shown) -> None:
        """Draw what moves: arc, value, sign."""
        palette = self._look.palette
        inks = {"pass": palette.good, "fail": palette.bad}
        ink = inks.get(shown.verdict) or str(getattr(palette, shown.colour))
        step = 0 if shown.value is None else round(_STEPS * shown.share(shown.value))
        text = "—" if shown.value is None else f"{shown.value:.{shown.decimals}f}"
        painted = (step, ink, text, shown.verdict)
        if painted == self._painted or self._ring is None:
            return
        self._painted = painted
        self._ring.paste(arc(self._size, self._thickness, step, ink, palette.grid, palette.card))
        font = fit(self._look, text, "value", round(self._size * 0.64)).font
        value_ink = inks.get(shown.verdict, palette.ink)
        self.itemconfigure(self._value, text=text, font=font, fill=value_ink)
        self._show_sign(shown.verdict, ink)

    def _show_sign(self, verdict: str, ink: str) -> None:
        if verdict not in ("pass", "fail"):
            self.itemconfigure(self._sign_item, state="hidden")
            return
        self._sign = ImageTk.PhotoImage(
            sign(verdict, self._look.px(24), self._look.palette.card, ink)
        )
        self.itemconfigure(self._sign_item, image=self._sign, state="normal")
