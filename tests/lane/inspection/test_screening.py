"""The watch-list: every hit reported once, before the event, and told to nobody in the hall."""

from __future__ import annotations

import json
import logging
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from lane.inspection.check_in import CheckIn, check_in
from lane.inspection.look_up import look_up
from lane.inspection.reading import correct, read_plate
from lane.journal.reading import export, show
from lane.service.inspection_views import inspection_view
from lane.service.lane_views import LaneViews
from lane.watchlist.list_file import COLUMNS
from tests.lane.shop import Shop
from vision.errors import PictureError

Photo = Callable[[str, str], bytes]


def entries(shop: Shop, inspection: str) -> list[str]:
    return [event.data["list_entry_id"] for event in shop.hits(inspection)]


def test_a_wanted_presenter_is_reported_at_check_in(shop: Shop):
    inspection = shop.check_in("wanted")
    found = shop.hits(inspection)
    assert [event.data["value_kind"] for event in found] == ["person"]
    assert found[0].data["found_as"] == "presenter" and shop.outbox() == 1


def test_nobody_wanted_nobody_reported(shop: Shop):
    inspection = shop.known("pass")
    assert shop.hits(inspection) == [] and shop.outbox() == 0


async def test_each_entry_is_reported_once_for_an_inspection(shop: Shop, photos: Photo):
    inspection = shop.check_in("wanted")
    front = photos("wanted", "front")
    await read_plate(shop.place, inspection, front, "registrar")
    await read_plate(shop.place, inspection, front, "registrar")
    look_up(shop.place, inspection, "registrar")
    look_up(shop.place, inspection, "registrar")
    found = entries(shop, inspection)
    assert len(found) == len(set(found)) == shop.outbox() >= 2
    again = shop.check_in("wanted")
    assert entries(shop, again)


def test_a_corrected_plate_is_screened(shop: Shop):
    inspection = shop.check_in("pass")
    shop.plate_read(inspection, "pass")
    plate = shop.vehicles["wanted"].truth.plate
    correct(shop.place, inspection, "plate", plate, "misread", "registrar")
    assert [e.data["value_kind"] for e in shop.hits(inspection)] == ["plate"]


def test_a_hit_is_written_before_the_event_that_made_it_known(shop: Shop):
    class Full(Exception):
        pass

    class NoMore:
        """The book as it is when the program ends before it writes."""

        def __init__(self, book: Any) -> None:
            self._book = book

        def __getattr__(self, name: str) -> Any:
            if name == "record":
                raise Full
            return getattr(self._book, name)

    place = replace(shop.place, book=NoMore(shop.place.book))  # pyright: ignore
    presenter = shop.vehicles["wanted"].presenter
    request = CheckIn(presenter_name=presenter.name, presenter_id=presenter.citizen_id)
    with pytest.raises(Full):
        check_in(place, request, "registrar")
    assert shop.place.book.ids() == [] and shop.outbox() == 1
    inspection = check_in(shop.place, request, "registrar")
    assert len(shop.hits(inspection)) == 1 == shop.outbox()


def plain(value: Any, inspection: str) -> str:
    """JSON without what differs between any two inspections."""
    text = json.dumps(value, ensure_ascii=False, sort_keys=True)
    return text.replace(inspection, "ID")


def test_no_view_line_or_event_shows_a_hit(shop: Shop, caplog: pytest.LogCaptureFixture):
    """The same vehicle wanted and not wanted looks the same."""
    caplog.set_level(logging.DEBUG)
    wanted = shop.known("wanted")
    assert entries(shop, wanted)
    told = json.dumps([e.data for e in shop.hits(wanted)], ensure_ascii=False)
    view = LaneViews(shop.place, shop.controller).lane(shop.person("supervisor"))
    shown = view.model_dump_json()
    listed = [line["data"] for line in show(shop.place.data, wanted)]
    exported = [line["data"] for line in export(shop.place.data)]
    assert len(listed) == len(exported)
    event = shop.hits(wanted)[0].data
    for secret in (event["notification_id"], event["list_entry_id"], event["organisation"]):
        assert secret in told
        for open_text in (shown, json.dumps(exported, ensure_ascii=False), caplog.text):
            assert secret not in open_text
    assert not any(word in shown.lower() for word in ("watch", "布控", "wanted", "police"))


async def test_the_same_vehicle_wanted_and_not_looks_the_same(
    shop: Shop, photos: Photo, tmp_path: Path
):
    """Refusals, views, events and papers of two inspections that differ in the list alone."""
    seen = []
    for _ in ("listed", "not listed"):
        inspection = shop.walked("wanted")
        await read_nothing(shop, inspection)
        state = shop.drive(inspection)
        state = await shop.act("signatory", inspection, "judge")
        view = inspection_view(shop.place, state, waits_for_person=False).model_dump(mode="json")
        events = [(e.kind, e.by, e.data) for e in shop.place.book.history(inspection)]
        seen.append((len(shop.hits(inspection)), plain([view, events], inspection)))
        empty = tmp_path / "empty.csv"
        empty.write_text(",".join(COLUMNS) + "\n", encoding="utf-8")
        shop.place.screening._list.import_file(empty)
    assert seen[0][0] >= 2 and seen[1][0] == 0
    assert seen[0][1] == seen[1][1]


async def read_nothing(shop: Shop, inspection: str) -> None:
    with pytest.raises(PictureError):
        await read_plate(shop.place, inspection, b"no picture", "registrar")


TEXT = st.text("张三·ABC xyz<>&'\"\\%{}0", min_size=1, max_size=60)


@given(name=TEXT)
@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_whatever_a_wanted_person_is_called_check_in_is_as_usual(shop: Shop, name: str):
    """A fault on the way of a hit would tell that there is one."""
    number = shop.vehicles["wanted"].presenter.citizen_id
    inspection = check_in(shop.place, CheckIn(presenter_name=name, presenter_id=number), "x")
    assert len(shop.hits(inspection)) == 1


@given(text=st.text("鲁J35H86?挂 警-·", min_size=1, max_size=12))
@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_whatever_is_read_screening_never_speaks(shop: Shop, text: str):
    inspection = shop.check_in("wanted")
    shop.plate_read(inspection, "wanted", text="鲁J00000")
    correct(shop.place, inspection, "plate", text, "as read", "registrar")
    assert shop.state(inspection).plate_text == text


def test_a_damaged_entry_is_reported_and_nobody_at_the_desk_notices(shop: Shop):
    hashes = shop.place.screening._list._sealer
    open_entry = hashes.open

    def damaged(hashed: bytes, sealed: bytes):
        return open_entry(hashed, sealed[:-1] + bytes([sealed[-1] ^ 1]))

    hashes.open = damaged
    inspection = shop.check_in("wanted")
    (hit,) = shop.hits(inspection)
    assert hit.data["category"] == "entry_unreadable" and hit.data["value_kind"] == "person"
