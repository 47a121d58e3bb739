"""A column that scrolls by wheel, by dragging a finger, and by itself to what has the focus."""

from __future__ import annotations

import tkinter as tk

import ttkbootstrap as ttk

from .theme import Look

_DRAG_STARTS = 8


class ScrollColumn(tk.Frame):
    """Put rows into ``inside``; call ``adopt`` for each so that it can be dragged."""

    def __init__(self, parent: tk.Misc, look: Look) -> None:
        super().__init__(parent, background=look.palette.card)
        self._look = look
        self._sheet = tk.Canvas(
            self, background=look.palette.card, highlightthickness=0, width=1, height=1,
            yscrollincrement=1,
        )  # fmt: skip
        self._bar = ttk.Scrollbar(self, orient="vertical", command=self._sheet.yview)
        self.inside = tk.Frame(self._sheet, background=look.palette.card)
        self._item = self._sheet.create_window(0, 0, window=self.inside, anchor="nw")
        self._sheet.configure(yscrollcommand=self._moved)
        self._sheet.pack(side="left", fill="both", expand=True)
        self._sheet.bind("<Configure>", self._resize)
        self.inside.bind("<Configure>", lambda _: self._fit())
        self._from: tuple[int, float] | None = None
        for widget in (self._sheet, self.inside):
            self.adopt(widget)

    def adopt(self, widget: tk.Misc) -> None:
        """Let a widget and all in it drag and turn the column."""
        widget.bind("<Button-4>", lambda _: self._turn(-1), add="+")
        widget.bind("<Button-5>", lambda _: self._turn(1), add="+")
        widget.bind("<MouseWheel>", self._wheel, add="+")
        widget.bind("<ButtonPress-1>", self._grasp, add="+")
        widget.bind("<B1-Motion>", self._drag, add="+")
        widget.bind("<FocusIn>", lambda event: self.reveal(event.widget), add="+")
        widget.bind("<<Reveal>>", lambda event: self.reveal(event.widget), add="+")
        for child in widget.winfo_children():
            self.adopt(child)

    def reveal(self, widget: tk.Misc) -> None:
        """Scroll so far that a widget in the column can be seen whole."""
        total = self.inside.winfo_height()
        if total <= 1:
            return
        top = widget.winfo_rooty() - self.inside.winfo_rooty()
        bottom = top + widget.winfo_height()
        first, height = self._sheet.canvasy(0), self._sheet.winfo_height()
        margin = self._look.px(12)
        if top < first:
            self._sheet.yview_moveto(max(0, top - margin) / total)
        elif bottom > first + height:
            self._sheet.yview_moveto((bottom + margin - height) / total)

    def to_top(self) -> None:
        """Show the first row."""
        self._sheet.yview_moveto(0)

    def _resize(self, event: tk.Event) -> None:
        self._sheet.itemconfigure(self._item, width=event.width)

    def _fit(self) -> None:
        self._sheet.configure(scrollregion=(0, 0, 1, self.inside.winfo_reqheight()))

    def _moved(self, first: float, last: float) -> None:
        self._bar.set(first, last)
        whole = float(first) <= 0 and float(last) >= 1
        if whole and self._bar.winfo_manager():
            self._bar.pack_forget()
        elif not whole and not self._bar.winfo_manager():
            self._bar.pack(side="right", fill="y", before=self._sheet)

    def _whole(self) -> bool:
        return self.inside.winfo_reqheight() <= self._sheet.winfo_height()

    def _turn(self, direction: int) -> None:
        if not self._whole():
            self._sheet.yview_scroll(direction * self._look.px(60), "units")

    def _wheel(self, event: tk.Event) -> None:
        self._turn(-1 if event.delta > 0 else 1)

    def _grasp(self, event: tk.Event) -> None:
        self._from = (event.y_root, self._sheet.canvasy(0))

    def _drag(self, event: tk.Event) -> None:
        if self._from is None or self._whole():
            return
        start, first = self._from
        if abs(event.y_root - start) >= self._look.px(_DRAG_STARTS):
            self._sheet.yview_moveto((first + start - event.y_root) / self.inside.winfo_height())
