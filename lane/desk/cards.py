"""White cards on the grey page: the one frame everything stands in."""

from __future__ import annotations

import tkinter as tk

from .fitting import FitLabel
from .theme import Look


class Card(tk.Frame):
    """A bordered white frame with a title line; put content into ``body``."""

    def __init__(
        self, parent: tk.Misc, look: Look, *, titled: bool = True, large: bool = False
    ) -> None:
        palette = look.palette
        super().__init__(
            parent, background=palette.card, highlightthickness=1,
            highlightbackground=palette.line, highlightcolor=palette.line,
        )  # fmt: skip
        self.look = look
        self.head = tk.Frame(self, background=palette.card)
        self.title = FitLabel(
            self.head, look, "title" if large else "small_bold",
            ink=palette.ink if large else palette.quiet,
        )  # fmt: skip
        self.title.pack(side="left", fill="x", expand=True)
        if titled:
            self.head.pack(fill="x", padx=look.px(12), pady=(look.px(7), look.px(3)))
        self.body = tk.Frame(self, background=palette.card)
        self.body.pack(fill="both", expand=True)
