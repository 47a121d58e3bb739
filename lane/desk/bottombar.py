"""The bottom bar: states at the left, the one large key at the right."""

from __future__ import annotations

import tkinter as tk
from collections.abc import Callable

from lane.service.views import InspectionView

from .actions import main_action, more_actions
from .keys import Key
from .state import DeskState
from .statusbar import StatusBar
from .theme import Look


class BottomBar(tk.Frame):
    """Status, further actions, the next action."""

    def __init__(
        self, parent: tk.Misc, look: Look, act: Callable[[], object], more: Callable[[], object]
    ) -> None:
        super().__init__(
            parent, background=look.palette.card, highlightthickness=1,
            highlightbackground=look.palette.line,
        )  # fmt: skip
        self._look = look
        self.waiting = False
        self.main = Key(self, look, act, kind="main", width=300, height=64, font="title")
        self.more = Key(self, look, more, width=110, height=64, font="body_bold")
        self.status = StatusBar(self, look)
        self.main.pack(side="right", padx=look.px(8), pady=look.px(6))
        self.more.pack(side="right")
        self.status.pack(side="left", fill="x", expand=True)

    def show(self, state: DeskState, inspection: InspectionView | None) -> None:
        """Show what can be done now; nothing while the service is away or still answering."""
        texts = self._look.texts
        self.status.show(state.lane, state.link)
        linked = state.link.state in ("connected", "stalled") and not self.waiting
        if inspection is None:
            self.main.show(texts.fixed("action.none"), enabled=False)
            self.more.show(texts.fixed("action.more"), enabled=False)
            return
        label = texts.fixed("action.waiting") if self.waiting else texts.say(inspection.next_action)
        self.main.show(label, enabled=linked and main_action(inspection) is not None)
        self.more.show(
            texts.fixed("action.more"), enabled=linked and bool(more_actions(inspection))
        )
