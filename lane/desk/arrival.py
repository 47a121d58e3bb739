"""Check-in (登录): who presents the vehicle, a picture of the plate, a picture of the VIN."""

from __future__ import annotations

import tkinter as tk
from collections.abc import Callable
from pathlib import Path

import ttkbootstrap as ttk

from lane.service.views import InspectionView

from .cards import Card
from .client import Outcome, Problem, ServiceClient
from .keys import Key
from .picture_slot import Ask, PictureSlot, ask_file
from .row_problem import ProblemLine
from .theme import Look

# what is read from which slot's picture
_READS = {"plate": "plate", "vin": "stamp"}


class Arrival(Card):
    """Opens an inspection, or completes one whose plate or VIN could not be read yet."""

    def __init__(
        self, parent: tk.Misc, look: Look, client: ServiceClient, opened: Callable[[str], object],
        ask: Ask = ask_file,
    ) -> None:  # fmt: skip
        super().__init__(parent, look, large=True)
        self._client, self._opened = client, opened
        self._inspection: InspectionView | None = None
        self._waiting = False
        self._to_send: list[tuple[str, Path]] = []
        self._lines = tk.Frame(self.body, background=look.palette.card)
        self._lines.pack(fill="x", padx=look.px(18), pady=(0, look.px(8)))
        self._labels: dict[str, tk.Label] = {}
        self.presenter = self._line("arrival.presenter", 0, 12)
        self.presenter_id = self._line("arrival.presenter_id", 2, 20)
        row = tk.Frame(self.body, background=look.palette.card)
        row.pack(fill="both", expand=True, padx=look.px(12))
        row.rowconfigure(0, weight=1)
        self.slots: dict[str, PictureSlot] = {}
        for column, kind in enumerate(_READS):
            row.columnconfigure(column, weight=1, uniform="slot")
            slot = PictureSlot(row, look, kind, self._chosen, ask)
            slot.grid(row=0, column=column, sticky="nsew", padx=look.px(6))
            self.slots[kind] = slot
        self.problem = ProblemLine(self.body, look)
        self.submit = Key(self.body, look, self._submit, kind="main", width=300, height=64)
        self.submit.pack(side="bottom", pady=look.px(12))

    def _line(self, key: str, column: int, width: int) -> ttk.Entry:
        look = self.look
        label = tk.Label(
            self._lines, font=look.font("small_bold"), background=look.palette.card,
            foreground=look.palette.ink, bd=0,
        )  # fmt: skip
        label.grid(row=0, column=column, padx=(0, look.px(8)))
        self._labels[key] = label
        entry = ttk.Entry(self._lines, font=look.font("body"), width=width)
        entry.grid(row=0, column=column + 1, sticky="ew", padx=(0, look.px(18)))
        self._lines.columnconfigure(column + 1, weight=width)
        entry.bind("<KeyRelease>", lambda _: self.refresh())
        return entry

    def bind_to(self, inspection: InspectionView | None) -> None:
        """Complete this inspection, or open a new one for None."""
        before, after = self._inspection, inspection
        if (before.id if before else None) != (after.id if after else None):
            self.say(None)
            for slot in self.slots.values():
                slot.clear()
        self._inspection = inspection
        if inspection is None:
            self._lines.pack(fill="x", padx=self.look.px(18), before=self.slots["plate"].master)
        else:
            self._lines.pack_forget()
        plate = inspection.plate if inspection else None
        vin = inspection.vin if inspection else None
        self.slots["plate"].already = plate.text if plate else ""
        self.slots["vin"].already = vin.text if vin else ""
        self.refresh()

    def begin(self) -> None:
        """Ask for the first picture that is still missing."""
        for slot in self.slots.values():
            if slot.path is None and not slot.already:
                slot.choose.invoke()
                return

    def refresh(self) -> None:
        """Bring texts and keys up to date."""
        texts = self.look.texts
        self.title.show(texts.fixed("arrival.title"))
        for key, label in self._labels.items():
            label.configure(text=texts.fixed(key))
        self.submit.show(
            texts.fixed("arrival.reading" if self._waiting else "arrival.send"),
            enabled=self._complete() and not self._waiting,
        )
        for slot in self.slots.values():
            slot.draw()

    def _complete(self) -> bool:
        if self._inspection is not None:
            return any(slot.path for slot in self.slots.values())
        named = bool(self.presenter.get().strip() and self.presenter_id.get().strip())
        return named and all(slot.path for slot in self.slots.values())

    def _chosen(self, problem: Problem | None) -> None:
        self.say(problem)
        self.refresh()

    def _submit(self) -> None:
        if not self._complete() or self._waiting:
            return
        self._waiting = True
        self.say(None)
        self.refresh()
        self._to_send = [
            (_READS[kind], slot.path) for kind, slot in self.slots.items() if slot.path
        ]
        if self._inspection is not None:
            self._send_next(self._inspection.id)
            return
        name, number = self.presenter.get().strip(), self.presenter_id.get().strip().upper()
        self._client.check_in(name, number, self._was_opened)

    def _was_opened(self, outcome: Outcome) -> None:
        if outcome.problem is not None:
            self._end(outcome.problem)
        else:
            self._send_next(outcome.value)

    def _send_next(self, inspection: str) -> None:
        """Send the pictures one after the other; a refused one leaves the others as they are."""
        if not self._to_send:
            self._end(None)
            for line in (self.presenter, self.presenter_id):
                line.delete(0, "end")
            self._opened(inspection)
            return
        read, path = self._to_send.pop(0)

        def answered(outcome: Outcome) -> None:
            if outcome.problem is None:
                self._send_next(inspection)
                return
            self._opened(inspection)
            self._end(outcome.problem)

        self._client.read_picture(inspection, read, path, answered)

    def _end(self, problem: Problem | None) -> None:
        self._waiting = False
        if problem is None:
            for slot in self.slots.values():
                slot.clear()
        self.say(problem)
        self.refresh()

    def say(self, problem: Problem | None) -> None:
        """Say what went wrong, right above the key."""
        if problem is None:
            self.problem.pack_forget()
        else:
            self.problem.show(problem)
            self.problem.pack(side="bottom", fill="x", padx=self.look.px(12))
