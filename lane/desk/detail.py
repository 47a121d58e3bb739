"""What else an answer needs: words for a defect, a reason for a correction."""

from __future__ import annotations

import tkinter as tk
from collections.abc import Callable

import ttkbootstrap as ttk

from .keys import Key
from .phrases import phrases
from .theme import Look

_COLUMNS = 3


class AnswerDetail(tk.Frame):
    """Ready words that record by one touch, and lines to write into with keys to record or not."""

    def __init__(
        self, parent: tk.Misc, look: Look, answer: str, *, wants_note: bool, wants_reason: bool,
        record: Callable[[str], object], cancel: Callable[[], object],
    ) -> None:  # fmt: skip
        super().__init__(parent, background=look.palette.sunken)
        self._look, self._record, self._cancel = look, record, cancel
        self.columnconfigure(1, weight=1)
        self.note = self._line(0, f"detail.note_{answer}") if wants_note else None
        self.reason = self._line(1, "detail.reason") if wants_reason else None
        self.ready: list[Key] = []
        if wants_note:
            self._offer(answer)
        self.confirm = self._key(self._confirm, 0, "detail.record", kind="main")
        self.leave = self._key(cancel, 1, "detail.cancel")

    def _key(
        self, command: Callable[[], object], column: int, text: str, kind: str = "plain"
    ) -> Key:
        look = self._look
        key = Key(
            self, look, command, kind=kind, width=92, height=56, font="body_bold",
            under=look.palette.sunken,
        )  # fmt: skip
        key.show(look.texts.fixed(text))
        key.grid(row=0, column=2 + column, rowspan=2, padx=look.px(5), pady=look.px(6))
        return key

    def _offer(self, answer: str) -> None:
        look = self._look
        strip = tk.Frame(self, background=look.palette.sunken)
        strip.grid(row=2, column=0, columnspan=4, sticky="w", padx=look.px(8))
        for index, phrase in enumerate(phrases().get(answer, ())):
            words = look.texts.say(phrase)
            key = Key(
                strip, look, lambda words=words: self._take(words), width=150, height=56,
                font="body", under=look.palette.sunken,
            )  # fmt: skip
            key.show(words)
            key.grid(row=index // _COLUMNS, column=index % _COLUMNS, padx=look.px(3),
                     pady=(0, look.px(6)))  # fmt: skip
            self.ready.append(key)

    def _line(self, row: int, key: str) -> ttk.Entry:
        look = self._look
        tk.Label(
            self, text=look.texts.fixed(key), font=look.font("small_bold"),
            background=look.palette.sunken, foreground=look.palette.ink,
        ).grid(row=row, column=0, sticky="w", padx=look.px(10))  # fmt: skip
        entry = ttk.Entry(self, font=look.font("body"), width=10)
        entry.grid(row=row, column=1, sticky="ew", pady=look.px(6))
        entry.bind("<Return>", lambda _: self._confirm())
        entry.bind("<Escape>", lambda _: self._cancel())
        return entry

    def focus_first(self) -> None:
        """Put the caret where the first words go."""
        first = self.note or self.reason
        if first is not None:
            first.focus_set()

    def _take(self, words: str) -> None:
        """Ready words: recorded at once, unless a reason is still to be given."""
        if self.note is not None:
            self.note.delete(0, "end")
            self.note.insert(0, words)
        self._confirm()

    def _confirm(self) -> None:
        """Record, but not without the words that were asked for."""
        for entry in (self.note, self.reason):
            if entry is not None and not entry.get().strip():
                entry.focus_set()
                entry.configure(bootstyle="danger")
                return
        note = self.note.get().strip() if self.note else ""
        if self.reason is not None:
            change = self._look.texts.fixed("detail.changed", reason=self.reason.get().strip())
            note = f"{note} {change}".strip()
        self._record(note)
