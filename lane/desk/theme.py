"""How the desk looks: fonts in design pixels, one scale factor, own colours over ttkbootstrap."""

from __future__ import annotations

import tkinter as tk
from tkinter import font as tkfont

import ttkbootstrap as ttk

from certs.fonts import FAMILY

from .palette import LIGHT, Palette
from .texts import Language, Texts

DESIGN_WIDTH, DESIGN_HEIGHT = 1280, 800
THEME = "bootstrap-light"

# design pixels and weight of every text size used; nothing else sets a font
_SIZES: dict[str, tuple[int, bool]] = {
    "tiny": (13, False),
    "small": (14, False),
    "small_bold": (14, True),
    "body": (16, False),
    "body_bold": (16, True),
    "key": (18, True),
    "title": (20, True),
    "large": (26, True),
    "value": (34, True),
    "banner": (30, True),
}


def text_size(name: str) -> tuple[int, bool]:
    """Design pixels of a named size, and whether it is bold."""
    return _SIZES[name]


def scale_for(width: int, height: int) -> float:
    """How much larger than 1280×800 everything is drawn; never smaller than designed."""
    return max(1.0, min(width / DESIGN_WIDTH, height / DESIGN_HEIGHT))


class Look:
    """What each widget needs to draw itself: colours, fonts, scale and language."""

    def __init__(self, root: tk.Misc, scale: float, language: Language) -> None:
        self.root = root
        self.scale = scale
        self.palette: Palette = LIGHT
        self.texts = Texts(language)
        self._fonts: dict[tuple[int, bool], tkfont.Font] = {}

    def px(self, design: float) -> int:
        """Design pixels (at 1280×800) as pixels of this screen."""
        return round(design * self.scale)

    def font(self, name: str) -> tkfont.Font:
        """One of the named text sizes."""
        size, bold = _SIZES[name]
        return self.sized(self.px(size), bold=bold)

    def sized(self, pixels: int, *, bold: bool = False) -> tkfont.Font:
        """The packaged font at a height in real pixels."""
        key = (pixels, bold)
        if key not in self._fonts:
            self._fonts[key] = tkfont.Font(
                self.root, family=FAMILY, size=-pixels, weight="bold" if bold else "normal"
            )
        return self._fonts[key]


def dress(root: tk.Tk, look: Look) -> None:
    """Apply the desk's fonts and colours to the few ttk widgets in use (entries, scroll bars)."""
    style = ttk.Style()
    palette = look.palette
    style.configure("TEntry", padding=look.px(8), foreground=palette.ink)
    style.configure("Vertical.TScrollbar", arrowsize=look.px(18))
    root.option_add("*Font", look.font("body"))
    root.configure({"background": palette.page})
