"""A guard that raises when Tk is touched outside the main thread.

Tcl would move such a call to the main thread silently, and freeze or crash on a bad day; here it
fails at once and names the place.
"""

from __future__ import annotations

import threading
import tkinter as tk
from typing import Any

from .errors import WrongThread


class GuardedTcl:
    """Stands before the Tcl interpreter of a root; every ``call`` checks its thread first."""

    def __init__(self, tcl: Any) -> None:
        self._tcl = tcl
        self._owner = threading.get_ident()

    def call(self, *words: Any) -> Any:
        """Run one Tcl command; raises `WrongThread` off the thread that made the root."""
        if threading.get_ident() != self._owner:
            raise WrongThread(
                f"Tk call {' '.join(map(str, words[:2]))!r} in thread "
                f"{threading.current_thread().name!r}: put a delivery into the inbox instead"
            )
        return self._tcl.call(*words)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._tcl, name)


def guard(root: tk.Tk) -> None:
    """Put the guard before a new root; widgets made afterwards inherit it."""
    # tkinter knows its interpreter by use alone; every widget copies it from its parent
    setattr(root, "tk", GuardedTcl(root.tk))  # noqa: B010
