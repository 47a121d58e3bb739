"""The lane board: one instruction a station, nothing personal, never an old command."""

from __future__ import annotations

import tkinter as tk
from collections.abc import Callable, Iterator
from pathlib import Path
from tkinter import font as tkfont
from typing import Any

import pytest

from lane.desk.app import save_screenshot
from lane.desk.board import BoardApp, views_of
from lane.desk.client import ServiceClient
from lane.service.views import Message


@pytest.fixture
def open_board(service: Any, wait_until: Any, faults_of: Any) -> Iterator[Callable[..., BoardApp]]:
    opened: list[BoardApp] = []
    all_faults: list[list[BaseException]] = []

    def make(**options: Any) -> BoardApp:
        app = BoardApp(ServiceClient(service.url, "", stream="/api/board"), **options)
        opened.append(app)
        faults = faults_of(app.root)
        all_faults.append(faults)
        wait_until(app.root.update, lambda: bool(service._sockets))
        wait_until(app.root.update, lambda: not app._waiting.winfo_ismapped())
        return app

    yield make
    for app in opened:
        app.close()
    assert not any(all_faults), all_faults


def said(canvas: tk.Canvas) -> list[str]:
    texts = [item for item in canvas.find_all() if canvas.type(item) == "text"]
    return [canvas.itemcget(item, "text").replace("\n", "") for item in texts]


@pytest.mark.parametrize("count", [1, 3])
@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("size", [(1280, 800), (1920, 1080)], ids=["1280", "1920"])
def test_one_instruction_a_station_within_the_edges(
    open_board: Any, service: Any, samples: Any, wait_until: Any, artefacts: Path | None,
    count: int, language: str, size: tuple[int, int],
) -> None:  # fmt: skip
    app = open_board(language=language, size=size)
    service.send(Message(board=samples.board(count)))
    wait_until(app.root.update, lambda: len(app.panels) == count)
    app.root.update()
    for panel, view in zip(app.panels, samples.board(count), strict=True):
        instruction = view.instruction.zh if language == "zh" else view.instruction.en
        assert instruction.replace(" ", "") in [text.replace(" ", "") for text in said(panel)]
        for item in panel.find_all():
            box = panel.bbox(item)
            assert box[0] >= 0 and box[2] <= panel.winfo_width()
            assert box[1] >= 0 and box[3] <= panel.winfo_height()
    if artefacts is not None and app.root.winfo_screenwidth() >= size[0]:
        artefacts.mkdir(parents=True, exist_ok=True)
        save_screenshot(app.root, str(artefacts / f"board-{count}-{language}-{size[0]}.png"))


def test_the_instruction_is_readable_at_eight_metres(
    open_board: Any, service: Any, samples: Any, wait_until: Any
) -> None:
    """A quarter of the panel's height: 70 mm and more on a 43-inch board with three stations."""
    app = open_board(size=(1280, 800))
    service.send(Message(board=samples.board(3)))
    wait_until(app.root.update, lambda: len(app.panels) == 3)
    app.root.update()
    for panel in app.panels:
        fonts = [panel.itemcget(i, "font") for i in panel.find_all() if panel.type(i) == "text"]
        heights = [abs(int(tkfont.nametofont(font, app.root).cget("size"))) for font in fonts]
        assert max(heights) >= panel.winfo_height() * 0.25


def test_only_the_stations_asked_for(
    open_board: Any, service: Any, samples: Any, wait_until: Any
) -> None:
    app = open_board(stations=frozenset({3}))
    service.send(Message(board=samples.board(3)))
    wait_until(app.root.update, lambda: len(app.panels) == 1)
    app.root.update()
    assert "低速直行" in said(app.panels[0])


def test_nothing_personal_comes_over_from_a_lane_view(samples: Any) -> None:
    lane = samples.situations()["braking"]
    shown = " ".join(view.model_dump_json() for view in views_of(lane))
    assert "粤B12D45" in shown
    for inspection in lane.inspections:
        assert inspection.vin.text not in shown
        assert inspection.owner not in shown and inspection.presenter not in shown


def test_an_old_instruction_is_covered_when_the_service_is_gone(
    open_board: Any, service: Any, samples: Any, wait_until: Any
) -> None:
    app = open_board()
    service.send(Message(board=samples.board(1)))
    wait_until(app.root.update, lambda: len(app.panels) == 1)
    service.stop()
    wait_until(app.root.update, lambda: bool(app._waiting.winfo_ismapped()))
    service.start()
    wait_until(app.root.update, lambda: not app._waiting.winfo_ismapped())
