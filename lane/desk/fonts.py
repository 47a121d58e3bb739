"""The packaged Chinese fonts, made known to Tk before it starts."""

from __future__ import annotations

import tkinter as tk
from tkinter import font as tkfont

from certs.fonts import BOLD, FAMILY, REGULAR

from .errors import NoScalableFonts
from .platform import font_system_is_scalable, register_font

_registered: set[str] = set()


def register_fonts() -> None:
    """Register Noto Sans SC for this process; call before the first Tk root."""
    for path in (REGULAR, BOLD):
        if str(path) in _registered:
            continue
        if not register_font(path):
            raise NoScalableFonts(
                f"the font file {path.name} could not be read: reinstall the lane"
            )
        _registered.add(str(path))


def font_system() -> str:
    """What this Tk draws text with ("xft", "x11", "win32"); needs a display."""
    root = tk.Tk()
    try:
        return str(root.tk.call("::tk::pkgconfig", "get", "fontsystem"))
    finally:
        root.destroy()


def check_fonts(root: tk.Misc) -> None:
    """Raise `NoScalableFonts` where this Tk would show boxes instead of Chinese."""
    system = str(root.tk.call("::tk::pkgconfig", "get", "fontsystem"))
    if not font_system_is_scalable(system):
        raise NoScalableFonts(
            f"this Python's Tk was built without Xft (font system: {system}), "
            "it can't show Chinese; "
            "use the system's Python: apt-get install python3-tk, "
            "then set UV_PYTHON_PREFERENCE=only-system"
        )
    if FAMILY not in tkfont.families(root):
        raise NoScalableFonts(f"the font {FAMILY} is not known to Tk: reinstall the lane")
