"""The strip of steps (流程条): where the inspection stands, by sign, words and colour."""

from __future__ import annotations

import tkinter as tk

from PIL import ImageTk

from lane.service.views import StepView

from .drawing import sign
from .fitting import fit
from .theme import Look

_SIGNS = {"done": "pass", "current": "current", "todo": "ring", "failed": "fail", "skipped": "none"}


class StepStrip(tk.Canvas):
    """Arrows in a row, one a step."""

    def __init__(self, parent: tk.Misc, look: Look) -> None:
        super().__init__(
            parent, height=look.px(44), width=1, highlightthickness=0, background=look.palette.page
        )
        self._look = look
        self._steps: list[StepView] = []
        self._drawn: tuple[object, ...] = ()
        self._images: list[ImageTk.PhotoImage] = []
        self.was_cut = False
        self.bind("<Configure>", lambda _: self._draw())

    def show(self, steps: list[StepView]) -> None:
        """Show the steps of an inspection."""
        self._steps = steps
        self._draw()

    def _draw(self) -> None:
        width = self.winfo_width()
        drawn = (tuple(self._steps), width, self._look.texts.language)
        if width <= 1 or drawn == self._drawn:
            return
        self._drawn = drawn
        self.delete("all")
        self._images = []
        self.was_cut = False
        count = max(1, len(self._steps))
        for index, step in enumerate(self._steps):
            self._arrow(step, index, width * index // count, width * (index + 1) // count)

    def _colours(self, state: str) -> tuple[str, str, str]:
        palette = self._look.palette
        return {
            "done": (palette.good_soft, palette.good, palette.good),
            "current": (palette.accent, palette.card, palette.card),
            "failed": (palette.bad_soft, palette.bad, palette.bad),
        }.get(state, (palette.card, palette.quiet, palette.quiet))

    def _arrow(self, step: StepView, index: int, left: int, right: int) -> None:
        look = self._look
        height, nose, gap = look.px(44), look.px(12), look.px(4)
        fill, ink, mark = self._colours(step.state)
        notch = nose if index else 0
        right -= gap
        tip = right + nose if index < len(self._steps) - 1 else right
        self.create_polygon(
            left, 0, right, 0, tip, height // 2, right, height, left, height,
            left + notch, height // 2, fill=fill, outline="",
        )  # fmt: skip
        size = look.px(20)
        room = right - left - notch - size - look.px(14)
        text = fit(look, look.texts.say(step.name), "small_bold", room)
        self.was_cut = self.was_cut or text.cut
        start = (
            left + notch + (right - left - notch + nose // 2 - size - look.px(6) - text.width) // 2
        )
        image = ImageTk.PhotoImage(sign(_SIGNS[step.state], size, mark, None))
        self._images.append(image)
        self.create_image(start, height // 2, image=image, anchor="w")
        self.create_text(
            start + size + look.px(6), height // 2, text=text.text, font=text.font, fill=ink,
            anchor="w",
        )  # fmt: skip
