"""The lane board (引导屏): one instruction a station, readable at 8 m, no personal data."""

from __future__ import annotations

import tkinter as tk
from collections import deque
from queue import Empty

from PIL import ImageTk

from lane.service.views import BoardView, LaneView, StationView

from .app import open_root
from .client import Reply, ServiceClient
from .drawing import sign
from .fitting import fit_to
from .housekeeping import Housekeeping
from .link import LinkState
from .plate import plate_image
from .texts import Language
from .theme import Look

_PUMP_MS = 25
_LIGHTS = {"green": "#19c25a", "red": "#ff3b30", "off": "#4a525a"}


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


class BoardPanel(tk.Canvas):
    """One station of the board: number and name, light, plate, instruction as large as it goes."""

    def __init__(self, parent: tk.Misc, look: Look) -> None:
        super().__init__(
            parent, background=look.palette.board, highlightthickness=0, width=1, height=1
        )
        self._look = look
        self._view: BoardView | None = None
        self._drawn: tuple[object, ...] = ()
        self._images: list[ImageTk.PhotoImage] = []
        self.bind("<Configure>", lambda _: self._draw())

    def show(self, view: BoardView) -> None:
        """Show a station."""
        self._view = view
        self._draw()

    def _draw(self) -> None:
        view, width, height = self._view, self.winfo_width(), self.winfo_height()
        drawn = (view, width, height)
        if view is None or width <= 1 or drawn == self._drawn:
            return
        self._drawn = drawn
        self.delete("all")
        self._images = []
        head = min(height * 0.22, width * 0.12)
        self._head(view, head)
        self._say(view, head)

    def _head(self, view: BoardView, head: float) -> None:
        palette, look = self._look.palette, self._look
        edge, width = head * 0.25, self.winfo_width()
        size = round(head * 0.8)
        self._light(view.light, width - edge - size // 2, edge + head / 2, size)
        text = f"{view.station}  {look.texts.say(view.station_name)}"
        room = round(width * 0.5 if view.plate else width - 3 * edge - size)
        fitted = fit_to(look, text, round(head * 0.5), room)
        self.create_text(
            edge, edge + head / 2, text=fitted.text, font=fitted.font, fill=palette.board_quiet,
            anchor="w",
        )  # fmt: skip
        if view.plate:
            image = ImageTk.PhotoImage(plate_image(view.plate, "white", round(head * 0.8)))
            self._images.append(image)
            self.create_image(width - 2 * edge - size, edge + head / 2, image=image, anchor="e")

    def _light(self, light: str, column: float, row: float, size: int) -> None:
        colour = _LIGHTS[light]
        name = {"green": "pass", "red": "none"}.get(light, "ring")
        disc = None if light == "off" else colour
        ink = colour if light == "off" else self._look.palette.board
        image = ImageTk.PhotoImage(sign(name, size, ink, disc))
        self._images.append(image)
        self.create_image(column, row, image=image)

    def _say(self, view: BoardView, head: float) -> None:
        look, palette = self._look, self._look.palette
        width, height, edge = self.winfo_width(), self.winfo_height(), head * 0.25
        top = head + 2 * edge
        room = height - top - edge
        detail = look.texts.say(view.detail)
        share = 0.68 if detail else 0.9
        text = look.texts.say(view.instruction)
        fitted = fit_to(look, text, round(room * share * 0.8), round(width - 2 * edge), lines=2)
        self.create_text(
            width / 2, top + room * (0.4 if detail else 0.48), text=fitted.text, font=fitted.font,
            fill=palette.board_ink, justify="center",
        )  # fmt: skip
        if detail:
            small = fit_to(look, detail, round(room * 0.2), round(width - 2 * edge))
            self.create_text(
                width / 2, top + room * 0.88, text=small.text, font=small.font,
                fill=palette.board_quiet,
            )  # fmt: skip


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
        self._house = Housekeeping(self.root)
        self.client, self._stations = client, stations
        self._sheet = tk.Frame(self.root, background=self.look.palette.board)
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
        self.client.close()
        self._house.close()
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
