"""Tk is touched in its own thread alone."""

from __future__ import annotations

import gc
import threading
import tkinter as tk
from typing import Any

import pytest

from lane.desk.app import open_root
from lane.desk.errors import NoDisplay, WrongThread
from lane.desk.fonts import check_fonts


def test_a_call_from_another_thread_raises(open_desk: Any) -> None:
    app = open_desk()
    label = tk.Label(app.root)
    caught: list[Exception] = []

    def touch() -> None:
        try:
            label.configure(text="x")
        except WrongThread as fault:
            caught.append(fault)

    thread = threading.Thread(target=touch, name="intruder")
    thread.start()
    thread.join()
    assert "intruder" in str(caught[0])


def test_chinese_is_drawn_with_the_packaged_font(open_desk: Any) -> None:
    app = open_desk()
    check_fonts(app.root)
    assert app.look.font("body").actual("family") == "Noto Sans SC"


def test_collection_is_left_as_it_was_found(open_desk: Any) -> None:
    before = gc.isenabled()
    app = open_desk()
    assert not gc.isenabled()
    app._house.close()
    assert gc.isenabled() == before


def test_without_a_display_one_clear_line(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("DISPLAY", raising=False)
    with pytest.raises(NoDisplay, match="DISPLAY"):
        open_root("x", (1280, 800), "zh")
