"""Real touches and keys on real windows lead to the right requests, and faults show in place."""

from __future__ import annotations

import tkinter as tk
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from lane.desk.keys import Key
from lane.desk.overlay import Ask, MoreMenu, Notice
from lane.service.views import Message

ID = "20261123010001"


def touch(app: Any, widget: tk.Widget) -> None:
    """A finger on the middle of a widget."""
    app.root.update()
    x, y = widget.winfo_width() // 2, widget.winfo_height() // 2
    widget.event_generate("<ButtonPress-1>", x=x, y=y, rootx=100, rooty=100)
    widget.event_generate("<ButtonRelease-1>", x=x, y=y, rootx=100, rooty=100)
    app.root.update()


@pytest.fixture
def situations(samples: Any) -> dict[str, Any]:
    return samples.situations()


def answered(app: Any, service: Any, wait_until: Callable[..., None], count: int = 1) -> None:
    wait_until(app.root.update, lambda: len(service.posts) >= count)
    wait_until(app.root.update, lambda: not app.screen.bottom.waiting)


def test_conforms_is_one_touch(
    open_desk: Any, service: Any, situations: Any, wait_until: Any
) -> None:
    app = open_desk(situations["walk"])
    touch(app, app.screen.checklist.rows["rlt"].answers["conforms"])
    wait_until(app.root.update, lambda: bool(service.posts))
    path, body = service.posts[0]
    assert path == f"inspections/{ID}/answers"
    assert body == {"item": "rlt", "answer": "conforms", "note": ""}


def test_an_answer_shows_only_once_the_service_has_it(
    open_desk: Any, service: Any, situations: Any, wait_until: Any
) -> None:
    app = open_desk(situations["walk"])
    key = app.screen.checklist.rows["rlt"].answers["conforms"]
    touch(app, key)
    assert not key.selected
    walk = situations["walk"]
    first = walk.inspections[0]
    items = [
        item.model_copy(update={"answer": "conforms"}) if item.code == "rlt" else item
        for item in first.items
    ]
    changed = first.model_copy(update={"items": items})
    service.show(walk.model_copy(update={"inspections": [changed, *walk.inspections[1:]]}))
    wait_until(app.root.update, lambda: key.selected)


def test_a_defect_asks_for_words_and_ready_words_record(
    open_desk: Any, service: Any, situations: Any, wait_until: Any
) -> None:
    app = open_desk(situations["walk"])
    row = app.screen.checklist.rows["rlt"]
    touch(app, row.answers["defect"])
    assert service.posts == []
    touch(app, row._detail.ready[0])
    wait_until(app.root.update, lambda: bool(service.posts))
    assert service.posts[0][1] == {"item": "rlt", "answer": "defect", "note": "损坏"}
    wait_until(app.root.update, lambda: row._detail is None)


def test_a_changed_answer_asks_why(
    open_desk: Any, service: Any, situations: Any, wait_until: Any
) -> None:
    app = open_desk(situations["walk"])
    row = app.screen.checklist.rows["rcsys"]
    touch(app, row.answers["conforms"])
    touch(app, row._detail.confirm)
    assert service.posts == []
    row._detail.reason.insert(0, "看错了")
    touch(app, row._detail.confirm)
    wait_until(app.root.update, lambda: bool(service.posts))
    assert "看错了" in service.posts[0][1]["note"]


def test_a_refused_answer_is_said_in_its_row_and_loses_no_words(
    open_desk: Any, service: Any, situations: Any, wait_until: Any
) -> None:
    service.refuse = (409, {"detail": "too late", "detail_zh": "外检已完成"})
    app = open_desk(situations["walk"])
    row = app.screen.checklist.rows["rlt"]
    touch(app, row.answers["defect"])
    row._detail.note.insert(0, "花纹磨平")
    touch(app, row._detail.confirm)
    wait_until(app.root.update, lambda: "外检已完成" in row._problem.text)
    assert row._detail.note.get() == "花纹磨平"
    assert row.answers["defect"].enabled


def test_dragging_the_list_answers_nothing(open_desk: Any, service: Any, situations: Any) -> None:
    app = open_desk(situations["walk"])
    key = app.screen.checklist.rows["rlt"].answers["conforms"]
    app.root.update()
    key.event_generate("<ButtonPress-1>", x=9, y=9, rootx=100, rooty=100)
    key.event_generate("<B1-Motion>", x=9, y=9, rootx=100, rooty=160)
    key.event_generate("<ButtonRelease-1>", x=9, y=9, rootx=100, rooty=160)
    app.root.update()
    assert not key._down and service.posts == []


def test_a_question_that_agrees_sends_what_the_register_says(
    open_desk: Any, service: Any, situations: Any, wait_until: Any
) -> None:
    app = open_desk(situations["walk"])
    touch(app, app.screen.checklist.questions["Q1-owner"].agrees)
    wait_until(app.root.update, lambda: bool(service.posts))
    assert service.posts == [
        (f"inspections/{ID}/questions", {"question": "Q1-owner", "answer": "张伟"})
    ]


def test_a_question_that_differs_needs_the_words(
    open_desk: Any, service: Any, situations: Any, wait_until: Any
) -> None:
    app = open_desk(situations["walk"])
    row = app.screen.checklist.questions["Q1-owner"]
    touch(app, row.differs)
    assert service.posts == []
    row.said.insert(0, "王五")
    touch(app, row.differs)
    wait_until(app.root.update, lambda: bool(service.posts))
    assert service.posts[0][1]["answer"] == "王五"


@pytest.mark.parametrize(
    ("name", "action"),
    [("walk", "walk_done"), ("failed", "sign"), ("passed", "issue")],
)
def test_the_large_key_takes_the_action_of_the_phase(
    open_desk: Any, service: Any, situations: Any, wait_until: Any, name: str, action: str
) -> None:
    app = open_desk(situations[name])
    touch(app, app.screen.bottom.main)
    answered(app, service, wait_until)
    assert service.posts == [(f"inspections/{ID}/actions/{action}", {})]


def test_f12_is_the_large_key(
    open_desk: Any, service: Any, situations: Any, wait_until: Any
) -> None:
    app = open_desk(situations["failed"])
    app.root.focus_force()
    app.root.update()
    app.root.event_generate("<F12>")
    answered(app, service, wait_until)
    assert service.posts[0][0].endswith("/actions/sign")


def test_nothing_to_press_while_a_test_runs(open_desk: Any, service: Any, situations: Any) -> None:
    app = open_desk(situations["braking"])
    touch(app, app.screen.bottom.main)
    assert service.posts == [] and not app.screen.bottom.main.enabled


def test_a_refused_action_is_said_above_the_key(
    open_desk: Any, service: Any, situations: Any, wait_until: Any
) -> None:
    service.refuse = (403, {"detail": "the signatory signs"})
    app = open_desk(situations["failed"])
    touch(app, app.screen.bottom.main)
    wait_until(app.root.update, lambda: isinstance(app.screen._overlay, Notice))
    assert "the signatory signs" in app.screen._overlay.line.text
    assert app.screen.bottom.main.enabled


def test_abandoning_takes_a_reason_of_the_list(
    open_desk: Any, service: Any, situations: Any, wait_until: Any
) -> None:
    app = open_desk(situations["walk"])
    touch(app, app.screen.bottom.more)
    menu = app.screen._overlay
    assert isinstance(menu, MoreMenu)
    touch(app, menu.choices["abandon"])
    ask = app.screen._overlay
    assert isinstance(ask, Ask)
    touch(app, ask.confirm)
    assert service.posts == []
    touch(app, ask.choices["broke_down"])
    touch(app, ask.confirm)
    answered(app, service, wait_until)
    assert service.posts == [(f"inspections/{ID}/actions/abandon", {"reason_code": "broke_down"})]


def test_a_hold_is_decided_with_words(
    open_desk: Any, service: Any, situations: Any, wait_until: Any
) -> None:
    app = open_desk(situations["cloned"])
    touch(app, app.screen.bottom.main)
    ask = app.screen._overlay
    assert isinstance(ask, Ask)
    touch(app, ask.choices["confirmed"])
    touch(app, ask.confirm)
    assert service.posts == []
    ask.words.insert(0, "拓印与档案不符")
    touch(app, ask.confirm)
    answered(app, service, wait_until)
    assert service.posts[0][1] == {"decision": "confirmed", "reason": "拓印与档案不符"}


def test_a_vehicle_is_chosen_in_the_queue_and_in_the_lane(open_desk: Any, situations: Any) -> None:
    app = open_desk(situations["braking"])
    touch(app, app.screen.queue._rows[1])
    assert app.state.selected == "20261123010002"
    touch(app, app.screen.stations._rows[2])
    assert app.state.selected == "20261123010003"


def test_keys_walk_the_list_and_answer(
    open_desk: Any, service: Any, situations: Any, wait_until: Any
) -> None:
    app = open_desk(situations["walk"])
    app.root.focus_force()
    app.root.update()
    app.root.event_generate("<F4>")
    app.root.update()
    focused = app.root.focus_get()
    assert isinstance(focused, Key)
    focused.event_generate("<Right>")
    app.root.update()
    assert app.root.focus_get() is not focused
    app.root.event_generate("<Left>")
    app.root.update()
    app.root.focus_get().event_generate("<Return>")
    wait_until(app.root.update, lambda: bool(service.posts))
    assert service.posts[0][1]["answer"] == "conforms"


def test_the_language_changes_while_it_runs(open_desk: Any, situations: Any) -> None:
    app = open_desk(situations["failed"])
    touch(app, app.screen.header._language)
    assert app.screen.bottom.main.text == "Sign"
    assert app.screen.review._banner._title.full == "Failed"
    touch(app, app.screen.header._language)
    assert app.screen.bottom.main.text == "签字确认"


def test_check_in_sends_person_and_both_pictures(
    open_desk: Any, service: Any, situations: Any, wait_until: Any, tmp_path: Path
) -> None:
    app = open_desk(situations["walk"])
    app.screen.arrive()
    page = app.screen.arrival
    page.presenter.insert(0, "李娜")
    page.presenter_id.insert(0, "11010519491231002x")
    for kind in ("plate", "vin"):
        path = tmp_path / f"{kind}.jpg"
        Image.new("RGB", (64, 48), "#456").save(path)
        page.slots[kind].take(path)
    touch(app, page.submit)
    wait_until(app.root.update, lambda: len(service.posts) == 3)
    opened = {"presenter_name": "李娜", "presenter_id": "11010519491231002X"}
    assert service.posts[0] == ("inspections", opened)
    assert [path for path, _ in service.posts[1:]] == [
        "inspections/20261123010009/pictures/0111?read=plate",
        "inspections/20261123010009/pictures/0113?read=stamp",
    ]
    wait_until(app.root.update, lambda: app.screen._page == "walk")


def test_a_file_that_is_no_picture_is_named_and_the_first_one_stays(
    open_desk: Any, situations: Any, tmp_path: Path
) -> None:
    app = open_desk(situations["walk"])
    app.screen.arrive()
    slot = app.screen.arrival.slots["plate"]
    good, bad = tmp_path / "good.png", tmp_path / "notes.txt"
    Image.new("RGB", (64, 48)).save(good)
    bad.write_text("no picture")
    slot.take(good)
    slot.take(bad)
    app.root.update()
    assert slot.path == good
    assert "notes.txt" in app.screen.arrival.problem.text


def test_a_lost_service_is_said_and_locks_the_keys(
    open_desk: Any, service: Any, situations: Any, wait_until: Any
) -> None:
    app = open_desk(situations["failed"])
    service.stop()
    wait_until(app.root.update, lambda: app.state.link.state == "lost")
    app.root.update()
    assert app.screen.bottom.status.texts[0] == "服务已断开，正在重连"
    assert not app.screen.bottom.main.enabled
    service.start()
    wait_until(app.root.update, lambda: app.screen.bottom.main.enabled)


def test_live_frames_draw_the_curve(
    open_desk: Any, service: Any, situations: Any, samples: Any, wait_until: Any
) -> None:
    app = open_desk(situations["braking"])
    for start in range(0, 300, 20):
        service.send(Message(live=samples.live(ID, 20, start)))
    wait_until(app.root.update, lambda: len(getattr(app.state.trace(), "left", ())) == 300)
    app.root.update()
    curve = app.screen.measuring.curve
    for side in ("left", "right"):
        assert len(curve.coords(curve._lines[side][1])) == 600
    left_gauge = app.screen.measuring.gauges[0]
    peak = max(left for left, _ in samples.brake_frames(300))
    assert left_gauge.itemcget(left_gauge._value, "text") == f"{peak:.0f}"


def test_a_picture_is_fetched_and_shown(open_desk: Any, situations: Any, wait_until: Any) -> None:
    app = open_desk(situations["walk"])
    wait_until(app.root.update, lambda: len(app.screen.camera._store) > 0)
    assert app.screen.camera._sheet.type(app.screen.camera._sheet.find_all()[0]) == "image"
