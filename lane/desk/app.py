"""The window: root, fonts, thread guard, and the timer that empties the client's inbox."""

from __future__ import annotations

import time
import tkinter as tk
from collections import deque
from collections.abc import Callable
from queue import Empty

import ttkbootstrap as ttk
from PIL import ImageGrab

from certs.fonts import FAMILY

from .client import Delivery, Reply, ServiceClient
from .errors import NoDisplay
from .fonts import check_fonts, register_fonts
from .guard import guard
from .housekeeping import Housekeeping
from .link import LinkState
from .platform import has_display
from .screen import Screen
from .state import DeskState
from .texts import Language
from .theme import THEME, Look, dress, scale_for

_PUMP_MS = 25
_CLOCK_MS = 1000


def open_root(title: str, size: tuple[int, int], language: Language) -> tuple[tk.Tk, Look]:
    """A dressed, guarded Tk root of the given size in pixels; raises `NoDisplay`."""
    if not has_display():
        raise NoDisplay(
            "no display: start the desk on a machine with a screen (DISPLAY is not set)"
        )
    register_fonts()
    ttk.set_global_family(FAMILY)
    scale = scale_for(*size)
    try:
        root = ttk.App(
            title=title, theme=THEME, size=size, position=(0, 0), scaling=4 / 3 * scale,
            resizable=(True, True), iconphoto=None,
        )  # fmt: skip
    except tk.TclError as fault:
        raise NoDisplay(f"the display can't be opened: {fault}") from fault
    guard(root)
    try:
        check_fonts(root)
        look = Look(root, scale, language)
        dress(root, look)
    except BaseException:
        root.destroy()
        raise
    return root, look


class DeskApp:
    """One desk window and its service client; use as a context manager or call ``close``."""

    def __init__(
        self,
        client: ServiceClient,
        *,
        size: tuple[int, int] = (1280, 800),
        language: Language = "zh",
    ) -> None:
        self.root, self.look = open_root("机动车检验 Vehicle inspection", size, language)
        self._house = Housekeeping(self.root)
        self.client = client
        self.state = DeskState()
        self.screen = Screen(self.root, self.look, client, self.state)
        self.screen.pack(fill="both", expand=True)
        self.frame_ms: deque[float] = deque(maxlen=5000)
        self.root.protocol("WM_DELETE_WINDOW", self.close)
        client.start()
        self.screen.show()
        # the lane board may stand on the same screen: the desk comes to the front
        self._lifted = False
        self._timers = [
            self.root.after(_PUMP_MS, self._pump),
            self.root.after(_CLOCK_MS, self._tick),
        ]

    def run(self) -> None:
        """Work until the window is closed."""
        self.root.mainloop()

    def after(self, seconds: float, work: Callable[[], object]) -> None:
        """Do something later in the window's own thread."""
        self.root.after(round(seconds * 1000), work)

    def close(self) -> None:
        """End the client and the window."""
        for timer in self._timers:
            self.root.after_cancel(timer)
        try:
            self.client.close()
            self._house.close()
        finally:
            self.root.destroy()

    def pump(self) -> bool:
        """Take everything that has arrived and draw once; True when there was something."""
        started = time.perf_counter()
        whole = moving = False
        while True:
            try:
                delivery = self.client.inbox.get_nowait()
            except Empty:
                break
            is_live = self._take(delivery)
            whole, moving = whole or not is_live, moving or is_live
        if whole:
            self.screen.show()
        if moving:
            self.screen.show_live()
        if whole or moving:
            self.root.update_idletasks()
            self.frame_ms.append((time.perf_counter() - started) * 1000)
        return whole or moving

    def _take(self, delivery: Delivery) -> bool:
        """Fold one delivery into the state; True when only live values changed."""
        if isinstance(delivery, Reply):
            delivery.done(delivery.outcome)
            return False
        if isinstance(delivery, LinkState):
            self.state.link = delivery
            return False
        self.state.apply(delivery)
        if delivery.lane is not None and not self._lifted:
            self._lifted = True
            self.root.lift()
        return delivery.lane is None

    def _pump(self) -> None:
        # rescheduled first: a fault in drawing is reported, but never stops the screen
        self._timers[0] = self.root.after(_PUMP_MS, self._pump)
        self.pump()

    def _tick(self) -> None:
        self._timers[1] = self.root.after(_CLOCK_MS, self._tick)
        self.screen.show_time()


def save_screenshot(root: tk.Misc, path: str) -> None:
    """Write what the window shows as a picture file."""
    root.update()
    left, top = root.winfo_rootx(), root.winfo_rooty()
    box = (left, top, left + root.winfo_width(), top + root.winfo_height())
    ImageGrab.grab(bbox=box).save(path)
