"""The lane board (引导屏): one instruction a station, readable at 8 m, no personal data."""

from __future__ import annotations

import tkinter as tk
from collections import deque
from queue import Empty

from lane.service.views import BoardView, LaneView, StationView

from .app import open_root
from .board_panel import BoardPanel
from .client import Reply, ServiceClient
from .housekeeping import Housekeeping
from .link import LinkState
from .texts import Language

_PUMP_MS = 25


def views_of(lane: LaneView) -> list[BoardView]:
    """Board views out of a lane view, for a service that sends only that."""
    return [_view(station) for station in lane.stations]


def _view(station: StationView) -> BoardView:
    return BoardView(
        station=station.number,
        station_name=station.name,
        plate=station.plate,
        instruction=station.instruction,
        light=station.light,
    )


class BoardApp:
    """The board's window: panels below one another, as many as the lane has stations."""

    def __init__(
        self,
        client: ServiceClient,
        *,
        size: tuple[int, int] = (1280, 800),
        language: Language = "zh",
        stations: frozenset[int] = frozenset(),
    ) -> None:
        self.root, self.look = open_root("引导屏 Lane board", size, language)
        # out of the desk's corner, should both stand on one screen
        right = max(0, self.root.winfo_screenwidth() - size[0])
        below = max(0, self.root.winfo_screenheight() - size[1])
        self.root.geometry(f"+{right}+{below}")
        self._house = Housekeeping(self.root)
        self.client, self._stations = client, stations
        self._sheet = tk.Frame(self.root, background=self.look.palette.quiet)
        self._sheet.grid_propagate(False)
        self._sheet.pack(fill="both", expand=True)
        self.panels: list[BoardPanel] = []
        self._waiting = tk.Label(
            self._sheet, background=self.look.palette.board, font=self.look.font("banner"),
            foreground=self.look.palette.board_quiet,
        )  # fmt: skip
        self.frame_ms: deque[float] = deque(maxlen=100)
        self.root.protocol("WM_DELETE_WINDOW", self.close)
        client.start()
        self._say_lost(LinkState("connecting"))
        self._timer = self.root.after(_PUMP_MS, self._pump)

    def run(self) -> None:
        """Work until the window is closed."""
        self.root.mainloop()

    def close(self) -> None:
        """End the client and the window."""
        self.root.after_cancel(self._timer)
        try:
            self.client.close()
            self._house.close()
        finally:
            self.root.destroy()

    def show(self, views: list[BoardView]) -> None:
        """Show the stations of the lane, or the ones this board was asked for."""
        wanted = [each for each in views if not self._stations or each.station in self._stations]
        while len(self.panels) < len(wanted):
            self.panels.append(BoardPanel(self._sheet, self.look))
        while len(self.panels) > len(wanted):
            self.panels.pop().destroy()
        for row, (panel, view) in enumerate(zip(self.panels, wanted, strict=True)):
            self._sheet.rowconfigure(row, weight=1, uniform="panel")
            panel.grid(row=row, column=0, sticky="nsew", pady=(self.look.px(3) if row else 0, 0))
            panel.show(view)
        self._sheet.columnconfigure(0, weight=1)

    def pump(self) -> None:
        """Take everything that has arrived."""
        while True:
            try:
                delivery = self.client.inbox.get_nowait()
            except Empty:
                return
            if isinstance(delivery, Reply):
                delivery.done(delivery.outcome)
            elif isinstance(delivery, LinkState):
                self._say_lost(delivery)
            elif delivery.board is not None:
                self.show(delivery.board)
            elif delivery.lane is not None:
                self.show(views_of(delivery.lane))

    def _say_lost(self, link: LinkState) -> None:
        """An old instruction must not go on commanding: cover the board while the link is gone."""
        if link.state == "connected":
            self._waiting.place_forget()
            return
        self._waiting.configure(text=self.look.texts.fixed("board.lost"))
        self._waiting.place(relx=0, rely=0, relwidth=1, relheight=1)
        self._waiting.lift()

    def _pump(self) -> None:
        self._timer = self.root.after(_PUMP_MS, self._pump)
        self.pump()
