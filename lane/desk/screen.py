"""The one screen of the desk: composes its parts and passes touches on to the service."""

from __future__ import annotations

import tkinter as tk
from collections.abc import Callable
from datetime import datetime

from certs.station_time import CHINA
from lane.service.views import InspectionView, PaperView

from .actions import action_table, main_action, more_actions
from .arrival import Arrival
from .bottombar import BottomBar
from .camera import Camera
from .cards import Card
from .checklist import Checklist
from .client import Done, Outcome, ServiceClient
from .finding import Finding
from .header import Header
from .measuring import Measuring
from .opening import open_paper
from .overlay import Ask, MoreMenu, Notice, Overlay
from .queue import Queue
from .state import DeskState
from .stations import StationList
from .steps import StepStrip
from .theme import Look
from .values import NARROW, Values
from .verdict import Review

_PAGE_OF_PHASE = {
    "check_in": "walk",
    "walk": "walk",
    "ready": "walk",
    "in_lane": "measuring",
    "measured": "review",
}


def _station_time() -> datetime:
    return datetime.now(CHINA)


class Screen(tk.Frame):
    """Header, steps, lane and queue at the left, work in the middle, evidence at the right."""

    def __init__(
        self, root: tk.Misc, look: Look, client: ServiceClient, state: DeskState,
        now: Callable[[], datetime] = _station_time,
    ) -> None:  # fmt: skip
        super().__init__(root, background=look.palette.page)
        self._look, self._client, self.state, self._now = look, client, state, now
        self._arriving = False
        self._page = ""
        self._overlay: Overlay | None = None
        self.header = Header(self, look, self.switch_language)
        self.header.pack(fill="x")
        self.steps = StepStrip(self, look)
        self.steps.pack(fill="x", padx=look.px(8), pady=look.px(8))
        self.bottom = BottomBar(self, look, self.act, self.open_more)
        self.bottom.pack(side="bottom", fill="x")
        self._middle = tk.Frame(self, background=look.palette.page)
        self._middle.pack(fill="both", expand=True, padx=look.px(8), pady=(0, look.px(8)))
        self._build_columns()
        self._bind_keys()

    def _build_columns(self) -> None:
        look, middle = self._look, self._middle
        px = look.px
        rail, side = tk.Frame(middle), tk.Frame(middle)
        self._centre = tk.Frame(middle, background=look.palette.page)
        for column, (part, width, weight) in enumerate(
            ((rail, 232, 0), (self._centre, 664, 3), (side, 340, 2))
        ):
            part.configure(background=look.palette.page)
            middle.columnconfigure(column, minsize=px(width), weight=weight)
            part.grid(row=0, column=column, sticky="nsew", padx=(px(8) if column else 0, 0))
            part.grid_propagate(False)
            part.pack_propagate(False)
        middle.rowconfigure(0, weight=1)
        self.stations = StationList(rail, look, self.choose)
        self.stations.pack(fill="x")
        self.queue = Queue(rail, look, self.choose, self.arrive)
        self.queue.pack(fill="both", expand=True, pady=(px(8), 0))
        self._build_side(side)
        self._build_pages()

    def _build_side(self, side: tk.Frame) -> None:
        look = self._look
        side.rowconfigure(0, weight=9, uniform="side")
        side.rowconfigure(1, weight=10, uniform="side")
        side.columnconfigure(0, weight=1)
        self.camera = Camera(side, look, self._client.get_bytes)
        self.camera.grid(row=0, column=0, sticky="nsew")
        self.finding = Finding(side, look)
        self.values_card = Card(side, look)
        self.values = Values(self.values_card.body, look, NARROW)
        self.values.pack(fill="both", expand=True)

    def _build_pages(self) -> None:
        look, centre = self._look, self._centre
        self.checklist = Checklist(centre, look, self)
        self.measuring = Measuring(centre, look)
        self.review = Review(centre, look, self.open_paper)
        self.arrival = Arrival(centre, look, self._client, self.opened)
        self._pages: dict[str, tk.Widget] = {
            "walk": self.checklist,
            "measuring": self.measuring,
            "review": self.review,
            "arrival": self.arrival,
        }

    def _bind_keys(self) -> None:
        top = self.winfo_toplevel()
        top.bind("<F12>", lambda _: self.bottom.main.invoke())
        top.bind("<F10>", lambda _: self.bottom.more.invoke())
        top.bind("<F2>", lambda _: self.arrive())
        top.bind("<F4>", lambda _: self.checklist.to_next())
        top.bind("<F9>", lambda _: self.switch_language())
        for key, step in (("<Down>", 1), ("<Up>", -1), ("<Right>", 1), ("<Left>", -1)):
            top.bind(key, lambda _, step=step: self._move_focus(step))

    def _move_focus(self, step: int) -> None:
        """Arrows walk over everything that takes a touch, except inside a text line."""
        here = self.focus_get()
        if here is None or here.winfo_class() == "TEntry":
            return
        there = here.tk_focusNext() if step > 0 else here.tk_focusPrev()
        if there is not None:
            there.focus_set()

    # -- showing ---------------------------------------------------------------------------

    def show(self) -> None:
        """Bring everything up to the state."""
        state, inspection = self.state, self.state.inspection
        self.show_time()
        self.steps.show(inspection.steps if inspection else [])
        lane = state.lane
        listed = lane.inspections if lane else []
        colours = {each.id: each.plate_colour for each in listed}
        self.stations.show(lane.stations if lane else [], colours, state.selected)
        self.queue.show(listed, state.selected)
        self.camera.show(inspection)
        self._show_page(inspection)
        self.bottom.show(state, inspection)

    def show_time(self) -> None:
        """Bring the header with its clock up to date."""
        time = self._now().strftime("%H:%M:%S")
        self.header.show(self.state.lane, self.state.inspection, time)

    def show_live(self) -> None:
        """Bring only what moves up to the state."""
        inspection = self.state.inspection
        if inspection is not None and self._page == "measuring":
            self.measuring.show_live(self.state, inspection)

    def _show_page(self, inspection: InspectionView | None) -> None:
        if inspection is None or self._arriving:
            self._turn_to("arrival")
            self.arrival.bind_to(None)
            return
        page = self._page_of(inspection)
        self._turn_to(page)
        self.finding.show(inspection)
        if page == "arrival":
            self.arrival.bind_to(inspection)
        elif page == "walk":
            self.checklist.show(inspection.id, inspection.items)
        elif page == "measuring":
            self.measuring.show(self.state, inspection)
            self.values_card.title.show(self._look.texts.fixed("values.title"))
            self.values.show(inspection.measurements)
        else:
            self.review.show(inspection)

    def _page_of(self, inspection: InspectionView) -> str:
        action = action_table().action.get(inspection.next_action_name)
        if action is not None and action.page is not None:
            return action.page
        return _PAGE_OF_PHASE.get(inspection.phase, "review")

    def _turn_to(self, page: str) -> None:
        if page == self._page:
            return
        self._page = page
        for name, widget in self._pages.items():
            if name == page:
                widget.pack(fill="both", expand=True)
            else:
                widget.pack_forget()
        shown, hidden = self.finding, self.values_card
        if page == "measuring":
            shown, hidden = hidden, shown
        hidden.grid_remove()
        shown.grid(row=1, column=0, sticky="nsew", pady=(self._look.px(8), 0))

    # -- touching --------------------------------------------------------------------------

    def switch_language(self) -> None:
        """Change between Chinese and English."""
        self._look.texts.switch()
        self._close_overlay()
        self.show()

    def choose(self, inspection: str) -> None:
        """Show another inspection."""
        self._arriving = False
        self.state.select(inspection)
        self._close_overlay()
        self.show()

    def arrive(self) -> None:
        """Turn to check-in of a new vehicle."""
        self._arriving = True
        self.show()

    def opened(self, inspection: str) -> None:
        """Follow an inspection that was just opened; its view comes with the next message."""
        self._arriving = False
        self.state.expect(inspection)
        self.show()

    def act(self) -> None:
        """Take the main action of the phase."""
        inspection = self.state.inspection
        name = main_action(inspection) if inspection and self.bottom.main.enabled else None
        if name is not None:
            self.take(name)

    def open_more(self) -> None:
        """Offer the other actions of the phase."""
        inspection = self.state.inspection
        if inspection is None:
            return
        names = more_actions(inspection)
        self._open(MoreMenu(self, self._look, self.bottom.winfo_height(), names, self.take))

    def take(self, name: str) -> None:
        """Take an action, asking for a reason first where the table says so."""
        action = action_table().action[name]
        if action.page is not None:
            self.arrival.begin()
            return
        if not action.asks:
            self._send(name, {})
            return
        above = self.bottom.winfo_height()
        self._open(Ask(self, self._look, above, action, lambda said: self._send(name, said)))

    def _send(self, name: str, said: dict[str, str]) -> None:
        inspection = self.state.inspection
        if inspection is None:
            return
        self.state.keep()
        self._close_overlay()
        self.bottom.waiting = True
        self.bottom.show(self.state, inspection)
        self._client.act(inspection.id, name, self._sent, **said)

    def _sent(self, outcome: Outcome) -> None:
        self.bottom.waiting = False
        self.bottom.show(self.state, self.state.inspection)
        if outcome.problem is not None:
            above = self.bottom.winfo_height()
            self._open(Notice(self, self._look, above, outcome.problem))

    def item(self, code: str, answer: str, note: str, done: Done) -> None:
        """Record an item's answer."""
        self.state.keep()
        if self.state.selected is not None:
            self._client.answer_item(self.state.selected, code, answer, done, note=note)

    def question(self, question: str, answer: str, done: Done) -> None:
        """Record what the presenter said."""
        if self.state.selected is not None:
            self._client.answer_question(self.state.selected, question, answer, done)

    def open_paper(self, paper: PaperView, done: Done) -> None:
        """Fetch a paper and open it with the machine's viewer."""
        open_paper(self._client, paper, done)

    def _open(self, overlay: Overlay) -> None:
        self._close_overlay()
        self._overlay = overlay
        overlay.open()

    def _close_overlay(self) -> None:
        if self._overlay is not None and self._overlay.winfo_exists():
            self._overlay.close()
        self._overlay = None
