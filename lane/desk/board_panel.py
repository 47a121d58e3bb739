"""One station of the lane board: number and name, plate, light, and the instruction, huge."""

from __future__ import annotations

import tkinter as tk
from dataclasses import dataclass

from PIL import ImageTk

from lane.service.views import BoardView

from .drawing import sign
from .fitting import fit_to
from .plate import plate_image
from .theme import Look

_LIGHTS = {"green": "#19c25a", "red": "#ff3b30", "off": "#8a949e"}
_WIDE = 2.2


@dataclass(frozen=True, slots=True)
class Box:
    """A part of the panel in pixels."""

    left: float
    top: float
    width: float
    height: float

    @property
    def middle(self) -> tuple[float, float]:
        """Its middle point."""
        return self.left + self.width / 2, self.top + self.height / 2


class BoardPanel(tk.Canvas):
    """A panel for one station; a wide one has its head at the left, else on top."""

    def __init__(self, parent: tk.Misc, look: Look) -> None:
        super().__init__(
            parent, background=look.palette.board, highlightthickness=0, width=1, height=1
        )
        self._look = look
        self._view: BoardView | None = None
        self._drawn: tuple[object, ...] = ()
        self._images: list[ImageTk.PhotoImage] = []
        self.bind("<Configure>", lambda _: self._draw())

    def show(self, view: BoardView) -> None:
        """Show a station."""
        self._view = view
        self._draw()

    def _draw(self) -> None:
        view, width, height = self._view, self.winfo_width(), self.winfo_height()
        drawn = (view, width, height)
        if view is None or width <= 1 or drawn == self._drawn:
            return
        self._drawn = drawn
        self.delete("all")
        self._images = []
        edge = min(width, height) * 0.06
        if width > _WIDE * height:
            side = width * 0.25
            self._side_head(view, Box(edge, edge, side, height - 2 * edge))
            rest = Box(side + 2 * edge, edge, width - side - 3 * edge, height - 2 * edge)
        else:
            top = min(height * 0.2, width * 0.12)
            self._top_head(view, Box(edge, edge, width - 2 * edge, top))
            rest = Box(edge, top + 2 * edge, width - 2 * edge, height - top - 3 * edge)
        self._say(view, rest)

    def _side_head(self, view: BoardView, box: Box) -> None:
        """Name on top, then plate, then the light."""
        part = box.height / 3
        self._title(view, Box(box.left, box.top, box.width, part))
        size = round(min(part * 0.9, box.width * 0.3))
        if view.plate:
            image = self._plate(view.plate, min(part * 0.72, box.width * 0.23))
            self.create_image(box.left, box.top + part * 1.5, image=image, anchor="w")
        self._light(view.light, box.left + size / 2, box.top + part * 2.5, size)

    def _top_head(self, view: BoardView, box: Box) -> None:
        """Name at the left, light at the right, plate beside it."""
        size = round(box.height * 0.8)
        right = box.left + box.width - size
        self._light(view.light, right + size / 2, box.middle[1], size)
        if view.plate:
            right -= box.height * 0.25
            image = self._plate(view.plate, size)
            self.create_image(right, box.middle[1], image=image, anchor="e")
            right -= image.width()
        room = right - box.left - box.height * 0.25
        self._title(view, Box(box.left, box.top, room, box.height))

    def _title(self, view: BoardView, box: Box) -> None:
        look = self._look
        text = f"{view.station}  {look.texts.say(view.station_name)}"
        fitted = fit_to(look, text, round(box.height * 0.5), round(box.width))
        self.create_text(
            box.left, box.middle[1], text=fitted.text, font=fitted.font,
            fill=look.palette.board_quiet, anchor="w",
        )  # fmt: skip

    def _plate(self, text: str, height: float) -> ImageTk.PhotoImage:
        image = ImageTk.PhotoImage(plate_image(text, "white", round(height)))
        self._images.append(image)
        return image

    def _light(self, light: str, column: float, row: float, size: int) -> None:
        colour = _LIGHTS[light]
        name = {"green": "pass", "red": "none"}.get(light, "ring")
        disc = None if light == "off" else colour
        ink = colour if light == "off" else self._look.palette.board
        image = ImageTk.PhotoImage(sign(name, size, ink, disc))
        self._images.append(image)
        self.create_image(column, row, image=image)

    def _say(self, view: BoardView, box: Box) -> None:
        look, palette = self._look, self._look.palette
        detail = look.texts.say(view.detail)
        tall = box.height * (0.7 if detail else 1.0)
        text = look.texts.say(view.instruction)
        fitted = fit_to(look, text, round(tall * 0.66), round(box.width), lines=2)
        self.create_text(
            box.middle[0], box.top + tall / 2, text=fitted.text, font=fitted.font,
            fill=palette.board_ink, justify="center",
        )  # fmt: skip
        if detail:
            small = fit_to(look, detail, round(box.height * 0.18), round(box.width))
            self.create_text(
                box.middle[0], box.top + box.height * 0.84, text=small.text, font=small.font,
                fill=palette.board_quiet,
            )  # fmt: skip
