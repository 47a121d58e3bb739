"""The brake curve (制动力曲线): left and right over time, drawn 25 times a second and more."""

from __future__ import annotations

import tkinter as tk
from collections.abc import Sequence
from dataclasses import dataclass

from lane.service.views import CurveView

from .curve_marks import Marks, marks_of, nice_top
from .palette import blend
from .state import Trace
from .theme import Look

_LINES = 5
_LEAST_DAN = 50.0
_LEAST_SECONDS = 4.0


@dataclass(slots=True)
class Frame:
    """The drawing area in pixels and what it spans."""

    x0: int
    y0: int
    x1: int
    y1: int
    seconds: float
    top: float

    def x(self, seconds: float) -> float:
        """Pixel column of a time."""
        return self.x0 + (self.x1 - self.x0) * seconds / self.seconds

    def y(self, force: float) -> float:
        """Pixel row of a force."""
        return self.y1 - (self.y1 - self.y0) * force / self.top


class Curve(tk.Canvas):
    """Two lines over one grid, with peaks and the largest difference marked."""

    def __init__(self, parent: tk.Misc, look: Look) -> None:
        super().__init__(
            parent, background=look.palette.card, highlightthickness=0, width=1, height=1
        )
        self._look = look
        self._run: Trace | CurveView | None = None
        self._frame = Frame(0, 0, 1, 1, _LEAST_SECONDS, _LEAST_DAN * 2)
        self._drawn: tuple[object, ...] = ()
        self._lines: dict[str, tuple[int, int]] = {}
        self._marks: dict[str, int] = {}
        self._legend_left = 0
        self.bind("<Configure>", lambda _: self.refresh(again=True))

    def show(self, run: Trace | CurveView | None) -> None:
        """Draw a run; a live `Trace` may have grown since the last call."""
        self._run = run
        self.refresh()

    def refresh(self, *, again: bool = False) -> None:
        """Bring the drawing up to the run; the grid is drawn only when its range changed."""
        if self.winfo_width() <= 1:
            return
        left, right, interval = self._samples()
        seconds = max(_LEAST_SECONDS, -(-len(left) * interval // 1))
        top = nice_top(max(0.0, *left, *right) * 1.08 if left else 0, _LINES, _LEAST_DAN * 4)
        self._frame.seconds, self._frame.top = seconds, top
        key = (seconds, top, self.winfo_width(), self.winfo_height(), self._look.texts.language)
        if again or key != self._drawn:
            self._drawn = key
            self._draw_grid()
        self._draw_line("left", left, interval)
        self._draw_line("right", right, interval)
        self._draw_marks(left, right, interval)

    def _samples(self) -> tuple[Sequence[float], Sequence[float], float]:
        run = self._run
        if run is None:
            return (), (), 0.01
        if isinstance(run, Trace):
            return run.left, run.right, run.interval_ms / 1000
        return run.left_dan, run.right_dan, run.interval_ms / 1000

    def _draw_grid(self) -> None:
        look, frame = self._look, self._frame
        self.delete("all")
        frame.x0, frame.y0 = look.px(52), look.px(30)
        frame.x1, frame.y1 = self.winfo_width() - look.px(18), self.winfo_height() - look.px(28)
        self._force_axis()
        self._time_axis()
        self._legend()
        self._make_items()

    def _force_axis(self) -> None:
        look, frame = self._look, self._frame
        font = look.font("tiny")
        for number in range(_LINES + 1):
            force = frame.top * number / _LINES
            row = frame.y(force)
            colour = look.palette.grid if number else look.palette.quiet
            self.create_line(frame.x0, row, frame.x1, row, fill=colour)
            self.create_text(
                frame.x0 - look.px(8), row, text=f"{force:g}", anchor="e", font=font,
                fill=look.palette.quiet,
            )  # fmt: skip
        self.create_text(
            look.px(4), look.px(4), text="daN", anchor="nw", font=font, fill=look.palette.quiet
        )

    def _time_axis(self) -> None:
        look, frame = self._look, self._frame
        step = 0.5 if frame.seconds <= 5 else 1.0 if frame.seconds <= 12 else 5.0
        for number in range(int(frame.seconds / step) + 1):
            column = frame.x(number * step)
            self.create_line(column, frame.y0, column, frame.y1, fill=look.palette.grid)
            last = (number + 1) * step > frame.seconds
            text = f"{number * step:g} s" if last else f"{number * step:g}"
            self.create_text(
                column, frame.y1 + look.px(14), text=text, font=look.font("tiny"),
                fill=look.palette.quiet,
            )  # fmt: skip

    def _legend(self) -> None:
        look, texts = self._look, self._look.texts
        column = self.winfo_width() - look.px(18)
        for side in ("right", "left"):
            colour = getattr(look.palette, side)
            font = look.font("small_bold")
            text = texts.fixed(f"curve.{side}")
            self.create_text(column, look.px(13), text=text, anchor="e", font=font, fill=colour)
            column -= font.measure(text) + look.px(8)
            dash = (look.px(7), look.px(4)) if side == "right" else ()
            self.create_line(
                column - look.px(30), look.px(14), column, look.px(14),
                fill=colour, width=look.px(3), dash=dash,
            )  # fmt: skip
            column -= look.px(50)
        self._legend_left = column

    def _make_items(self) -> None:
        look = self._look
        self._lines, self._marks = {}, {}
        for side in ("left", "right"):
            colour = getattr(look.palette, side)
            # a Canvas line has stepped edges: a wider, paler one below softens them
            pale = blend(colour, look.palette.card, 0.38)
            dash = (look.px(14), look.px(4)) if side == "right" else ()
            soft = self.create_line(0, 0, 0, 0, fill=pale, width=look.px(4), state="hidden")
            core = self.create_line(
                0, 0, 0, 0, fill=colour, width=look.px(2), dash=dash, state="hidden"
            )
            self._lines[side] = (soft, core)
            self._marks[f"{side}_dot"] = self.create_oval(
                0, 0, 0, 0, fill=look.palette.card, outline=colour, width=look.px(2), state="hidden"
            )
            self._marks[f"{side}_text"] = self.create_text(
                0, 0, font=look.font("small_bold"), fill=colour, state="hidden"
            )
        ink = look.palette.ink
        self._marks["gap_at"] = self.create_line(
            0, 0, 0, 0, fill=look.palette.quiet, dash=(2, 4), state="hidden"
        )
        self._marks["gap"] = self.create_line(
            0, 0, 0, 0, fill=ink, width=look.px(3), state="hidden"
        )
        self._marks["gap_text"] = self.create_text(
            0, 0, font=look.font("small_bold"), fill=ink, state="hidden"
        )

    def _draw_line(self, side: str, forces: Sequence[float], interval: float) -> None:
        soft, core = self._lines[side]
        if len(forces) < 2:
            self.itemconfigure(soft, state="hidden")
            self.itemconfigure(core, state="hidden")
            return
        frame = self._frame
        wide = (frame.x1 - frame.x0) * interval / frame.seconds
        tall = (frame.y1 - frame.y0) / frame.top
        x0, y1 = frame.x0, frame.y1
        points: list[float] = []
        for index, force in enumerate(forces):
            points.append(x0 + index * wide)
            points.append(y1 - force * tall)
        for item in (soft, core):
            self.coords(item, points)
            self.itemconfigure(item, state="normal")

    def _draw_marks(self, left: Sequence[float], right: Sequence[float], interval: float) -> None:
        marks = marks_of(left, right)
        if marks is None or max(*left, *right) < _LEAST_DAN:
            for item in self._marks.values():
                self.itemconfigure(item, state="hidden")
            return
        above = left[marks.left_peak] >= right[marks.right_peak]
        self._peak("left", marks.left_peak * interval, left[marks.left_peak], above)
        self._peak("right", marks.right_peak * interval, right[marks.right_peak], not above)
        self._gap(marks, left, right, interval)

    def _peak(self, side: str, seconds: float, force: float, above: bool) -> None:
        look, frame = self._look, self._frame
        column, row, half = frame.x(seconds), frame.y(force), look.px(4)
        self.coords(
            self._marks[f"{side}_dot"], column - half, row - half, column + half, row + half
        )
        text = self._marks[f"{side}_text"]
        half_width = look.px(20)
        middle = min(max(column, frame.x0 + half_width), frame.x1 - half_width)
        self.coords(text, middle, row + look.px(-15 if above else 17))
        self.itemconfigure(text, text=f"{force:.0f}", state="normal")
        self.itemconfigure(self._marks[f"{side}_dot"], state="normal")

    def _gap(
        self, marks: Marks, left: Sequence[float], right: Sequence[float], interval: float
    ) -> None:
        look, frame = self._look, self._frame
        one, other = left[marks.difference], right[marks.difference]
        column = frame.x(marks.difference * interval)
        self.coords(self._marks["gap_at"], column, frame.y0, column, frame.y1)
        self.coords(self._marks["gap"], column, frame.y(one), column, frame.y(other))
        for name in ("gap_at", "gap"):
            self.itemconfigure(self._marks[name], state="normal")
        said = look.texts.fixed("curve.difference", value=f"{abs(one - other):.0f}")
        # above the grid no curve can run into it
        half = look.font("small_bold").measure(said) / 2
        rightmost = self._legend_left - half - look.px(14)
        middle = min(max(column, frame.x0 + half), rightmost)
        text = self._marks["gap_text"]
        self.coords(text, middle, look.px(13))
        self.itemconfigure(text, text=said, state="normal")
