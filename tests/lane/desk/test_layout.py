"""Nothing is clipped in any situation, size and language; pictures of all of them on request."""

from __future__ import annotations

import tkinter as tk
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from lane.desk.app import save_screenshot
from lane.desk.keys import Key
from lane.service.views import Message

NAMES = ("braking", "walk", "passed", "failed", "cloned", "check_in", "empty")
ID = "20261123010001"


def descendants(widget: tk.Misc) -> Iterator[tk.Misc]:
    for child in widget.winfo_children():
        yield child
        yield from descendants(child)


def clipped(root: tk.Misc) -> list[str]:
    """Mapped widgets that got less room than they asked for, or had to cut their text."""
    found = []
    for widget in descendants(root):
        if not widget.winfo_ismapped():
            continue
        asked = widget.winfo_reqwidth(), widget.winfo_reqheight()
        got = widget.winfo_width(), widget.winfo_height()
        if asked[0] > got[0] + 1 or asked[1] > got[1] + 1:
            found.append(f"{widget} asked {asked} got {got}")
        if getattr(widget, "was_cut", False):
            text = getattr(widget, "full", getattr(widget, "text", ""))
            found.append(f"{widget} cut {text!r}")
        if getattr(widget, "left_out", 0):
            found.append(f"{widget} left out {widget.left_out}")
    return found


def texts_outside(root: tk.Misc) -> list[str]:
    """Canvas texts that reach over the edge of their canvas."""
    found = []
    for widget in descendants(root):
        if not (isinstance(widget, tk.Canvas) and widget.winfo_ismapped()):
            continue
        for item in widget.find_all():
            if widget.type(item) != "text" or widget.itemcget(item, "state") == "hidden":
                continue
            box = widget.bbox(item)
            if box and (
                box[0] < -1
                or box[1] < -1
                or box[2] > widget.winfo_width() + 1
                or box[3] > widget.winfo_height() + 1
            ):
                found.append(f"{widget} {widget.itemcget(item, 'text')!r} {box}")
    return found


@pytest.mark.parametrize("size", [(1280, 800), (1920, 1080)], ids=["1280", "1920"])
@pytest.mark.parametrize("language", ["zh", "en"])
def test_nothing_is_clipped(
    open_desk: Any, service: Any, samples: Any, wait_until: Any, artefacts: Path | None,
    size: tuple[int, int], language: str,
) -> None:  # fmt: skip
    situations = samples.situations()
    app = open_desk(situations["empty"], size=size, language=language)
    for name in NAMES:
        lane = situations[name]
        service.show(lane)
        wait_until(app.root.update, lambda lane=lane: app.state.lane == lane)
        if name == "braking":
            service.send(Message(live=samples.live(ID, 330)))
            wait_until(app.root.update, lambda: app.state.values() != {})
        urls = [p.url for p in app.screen.camera._pictures[-1:]]
        wait_until(app.root.update, lambda u=urls: all(x in app.screen.camera._store for x in u))
        app.root.update()
        assert (app.root.winfo_width(), app.root.winfo_height()) == size
        assert clipped(app.root) == [], name
        assert texts_outside(app.root) == [], name
        keep(app, artefacts, f"{name}-{language}-{size[0]}x{size[1]}.png")


def keep(app: Any, artefacts: Path | None, name: str) -> None:
    """Keep a picture when a folder is named and the display is large enough."""
    fits = app.root.winfo_screenwidth() >= app.root.winfo_width()
    if artefacts is not None and fits:
        artefacts.mkdir(parents=True, exist_ok=True)
        save_screenshot(app.root, str(artefacts / f"desk-{name}"))


@pytest.mark.parametrize("language", ["zh", "en"])
def test_panels_over_the_screen_are_whole(
    open_desk: Any, service: Any, samples: Any, wait_until: Any, artefacts: Path | None,
    language: str,
) -> None:  # fmt: skip
    app = open_desk(samples.situations()["walk"], language=language)
    row = app.screen.checklist.rows["rlt"]
    row.answers["defect"].invoke()
    app.root.update()
    assert clipped(app.root) == []
    keep(app, artefacts, f"defect-{language}.png")
    app.screen.open_more()
    app.root.update()
    assert clipped(app.screen._overlay) == []
    for name in ("abandon", "release"):
        app.screen.take(name)
        app.root.update()
        assert clipped(app.screen._overlay) == []
        keep(app, artefacts, f"{name}-{language}.png")
    service.refuse = (409, {"detail": "not now", "detail_zh": "现在不行"})
    app.screen.act()
    wait_until(app.root.update, lambda: type(app.screen._overlay).__name__ == "Notice")
    app.root.update()
    assert clipped(app.screen._overlay) == []
    keep(app, artefacts, f"notice-{language}.png")


def test_touch_targets_are_large_enough(open_desk: Any, samples: Any) -> None:
    app = open_desk(samples.situations()["walk"])
    app.root.update()
    for widget in descendants(app.root):
        if isinstance(widget, Key) and widget.winfo_ismapped():
            assert min(widget.winfo_width(), widget.winfo_height()) >= 44, widget.text
    for row in app.screen.checklist.rows.values():
        for key in row.answers.values():
            assert min(key.winfo_width(), key.winfo_height()) >= 56


def test_the_live_screen_is_drawn_in_time(
    open_desk: Any, samples: Any, capsys: pytest.CaptureFixture[str]
) -> None:
    """Prints the cost of a frame; asserts only that frames were drawn, not how fast."""
    app = open_desk(samples.situations()["braking"])
    for start in range(0, 400, 4):
        app.client.inbox.put(Message(live=samples.live(ID, 4, start)))
        assert app.pump()
        app.root.update()
    costs = sorted(app.frame_ms)[-100:]
    with capsys.disabled():
        print(f"\nlive frame p50 {costs[50]:.1f} ms, p95 {costs[95]:.1f} ms (2 curves, 4 gauges)")
    assert len(costs) == 100
