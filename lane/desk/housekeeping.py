"""Garbage is collected in the main thread alone, between frames.

Tk images, fonts and variables call Tcl when they are collected. Python collects in whichever thread
happens to allocate, so a network thread would touch Tk by accident.
"""

from __future__ import annotations

import gc
import tkinter as tk

_EVERY_MS = 2000


class Housekeeping:
    """Turns automatic collection off while the window lives and collects on its timer instead."""

    def __init__(self, root: tk.Misc) -> None:
        self._root = root
        self._was_enabled = gc.isenabled()
        gc.disable()
        self._rounds = 0
        self._timer = root.after(_EVERY_MS, self._collect)

    def _collect(self) -> None:
        self._rounds += 1
        gc.collect(2 if self._rounds % 15 == 0 else 1)
        self._timer = self._root.after(_EVERY_MS, self._collect)

    def close(self) -> None:
        """Stop the timer and leave collection as it was found."""
        self._root.after_cancel(self._timer)
        if self._was_enabled:
            gc.enable()
