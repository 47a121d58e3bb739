"""Everything that differs between Linux and Windows at the desk, one function each."""

from __future__ import annotations

import ctypes
import ctypes.util
import os
import subprocess
import sys
from pathlib import Path

_GDI_PRIVATE = 0x10


def register_font(path: Path) -> bool:
    """Make a font file known to this process only, nothing is installed; True when it was taken."""
    if sys.platform == "win32":
        return bool(ctypes.windll.gdi32.AddFontResourceExW(str(path), _GDI_PRIVATE, 0))
    library = ctypes.CDLL(ctypes.util.find_library("fontconfig") or "libfontconfig.so.1")
    library.FcConfigAppFontAddFile.argtypes = [ctypes.c_void_p, ctypes.c_char_p]
    return bool(library.FcConfigAppFontAddFile(None, os.fsencode(path)))


def has_display() -> bool:
    """True when there is a screen to draw on; Windows always has one."""
    return sys.platform == "win32" or bool(os.environ.get("DISPLAY"))


def open_document(path: Path) -> None:
    """Open a paper with the viewer of the machine; OSError when there is none."""
    if sys.platform == "win32":
        os.startfile(path)
        return
    subprocess.Popen(
        ["xdg-open", str(path)],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )


def font_system_is_scalable(font_system: str) -> bool:
    """True when Tk draws outline fonts: always on Windows, on Linux only when built with Xft."""
    return sys.platform == "win32" or font_system == "xft"
