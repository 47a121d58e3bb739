"""A number plate (号牌) drawn small in its true colour, weak characters marked."""

from __future__ import annotations

import tkinter as tk

from PIL import Image, ImageDraw, ImageFont, ImageTk

from certs.fonts import BOLD
from lane.service.views import CharacterView

from .theme import Look

# GA 36-2018: ground, lettering; the green plate of new-energy cars fades from white at the top
_GROUNDS: dict[str, tuple[str, str]] = {
    "blue": ("#0b3d9e", "#ffffff"),
    "yellow": ("#f4b400", "#0c0c0c"),
    "green": ("#35b36b", "#0c0c0c"),
    "white": ("#f7f7f5", "#0c0c0c"),
    "unread": ("#76828e", "#ffffff"),
    "black": ("#151515", "#ffffff"),
}
_OVERSAMPLE = 3
_UNREAD = "?" * 7


def plate_image(
    text: str, colour: str | None, height: int, weak: frozenset[int] = frozenset()
) -> Image.Image:
    """A plate ``height`` pixels tall; ``weak`` are the places of characters to look at."""
    ground, ink = _GROUNDS[colour or "unread"]
    big = height * _OVERSAMPLE
    font = ImageFont.truetype(str(BOLD), round(big * 0.68))
    places = _places(text, font, big)
    width = round(places[-1][1] + big * 0.22) if places else round(big * 3.4)
    image = Image.new("RGBA", (width, big), (0, 0, 0, 0))
    draw = ImageDraw.Draw(image)
    draw.rounded_rectangle((0, 0, width - 1, big - 1), big * 0.12, fill=ground)
    if colour == "green":
        _fade(image, big)
        draw = ImageDraw.Draw(image)
    edge = round(big * 0.06)
    draw.rounded_rectangle(
        (edge, edge, width - 1 - edge, big - 1 - edge), big * 0.08, outline=ink, width=edge // 2
    )
    for index, (start, _end) in enumerate(places):
        draw.text((start, big * 0.5), text[index], font=font, fill=ink, anchor="lm")
    if len(text) > 3:
        dot, middle = big * 0.045, (places[1][1] + places[2][0]) / 2
        draw.ellipse((middle - dot, big / 2 - dot, middle + dot, big / 2 + dot), fill=ink)
    for index in weak:
        if index < len(places):
            _mark(draw, places[index], big)
    return image.resize((round(width / _OVERSAMPLE), height), Image.Resampling.LANCZOS)


def _places(text: str, font: ImageFont.FreeTypeFont, big: int) -> list[tuple[float, float]]:
    """Start and end of each character; a gap for the dot after the second."""
    places: list[tuple[float, float]] = []
    at = big * 0.22
    for index, character in enumerate(text):
        width = font.getlength(character)
        places.append((at, at + width))
        at += width + big * (0.26 if index == 1 and len(text) > 3 else 0.05)
    return places


def _fade(image: Image.Image, big: int) -> None:
    """White at the top running into green, inside the plate's shape."""
    column = Image.new("RGB", (1, big))
    for row in range(big):
        share = min(1.0, row / (big * 0.8))
        column.putpixel(
            (0, row), (round(250 - 197 * share), round(250 - 71 * share), round(250 - 143 * share))
        )
    image.paste(column.resize(image.size), (0, 0), image.getchannel("A"))


def _mark(draw: ImageDraw.ImageDraw, place: tuple[float, float], big: int) -> None:
    """Amber bar below a weak character: place and form tell it, not the colour alone."""
    draw.rounded_rectangle(
        (place[0], big * 0.83, place[1], big * 0.94), big * 0.03, fill="#ffb000", outline="#5c3a00",
        width=max(1, big // 60),
    )  # fmt: skip


class Plate(tk.Label):
    """The plate as a widget."""

    def __init__(self, parent: tk.Misc, look: Look, height: int, *, under: str) -> None:
        super().__init__(parent, background=under, bd=0, padx=0, pady=0)
        self._look, self._height = look, height
        self._shown: tuple[object, ...] = ()
        self._image: ImageTk.PhotoImage | None = None

    def show(
        self, text: str, colour: str | None, characters: list[CharacterView] | None = None
    ) -> None:
        """Show a plate; an empty text is one that was not read yet."""
        weak = frozenset(i for i, each in enumerate(characters or []) if each.weak)
        shown = (text, colour, weak)
        if shown == self._shown:
            return
        self._shown = shown
        picture = plate_image(text or _UNREAD, colour, self._look.px(self._height), weak)
        self._image = ImageTk.PhotoImage(picture)
        self.configure(image=self._image)
