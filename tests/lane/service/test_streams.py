"""Live streams on a real socket: whole views at each change, nothing of persons on the board."""

from __future__ import annotations

import asyncio
import json
import threading
from typing import Any

import pytest
import websockets
from websockets.asyncio.client import connect

from lane.service.hub import WAITING_MESSAGES, Hub
from lane.service.views import LiveView, Message
from tests.lane.service.conftest import Service


async def next_lane(socket: Any) -> dict[str, Any]:
    while True:
        message = json.loads(await asyncio.wait_for(socket.recv(), 10))
        if message["lane"] is not None:
            return message["lane"]


async def test_the_whole_lane_comes_at_first_and_at_each_change(service: Service):
    async with service.on_a_socket() as address:
        token = service.shop.tokens["examiner"]
        async with connect(f"ws://{address}/api/live?token={token}") as socket:
            first = await next_lane(socket)
            assert first["inspections"] == [] and first["operator"] == "王建国"
            assert first["roles"] == ["examiner"] and len(first["stations"]) == 3
            inspection = service.shop.known("pass")
            while not (lane := await next_lane(socket))["inspections"]:
                pass
            while lane["inspections"][0]["finding"] is None:
                lane = await next_lane(socket)
            assert lane["inspections"][0]["id"] == inspection
            same = await service.get("examiner", f"/api/inspections/{inspection}")
            assert lane["inspections"][0] == same.json()


async def test_two_screens_hear_of_the_same_change(service: Service):
    async with service.on_a_socket() as address:
        tokens = [service.shop.tokens[who] for who in ("examiner", "signatory")]
        urls = [f"ws://{address}/api/live?token={token}" for token in tokens]
        async with connect(urls[0]) as one, connect(urls[1]) as two:
            await next_lane(one), await next_lane(two)
            service.shop.check_in("pass")
            shown = [await next_lane(socket) for socket in (one, two)]
            assert shown[0]["inspections"] == shown[1]["inspections"] != []


@pytest.mark.parametrize("who", ["", "nobody", "only police"])
async def test_no_stream_without_a_place_in_the_hall(service: Service, who: str):
    token = service.role_tokens.get(who, who)
    async with service.on_a_socket() as address:
        with pytest.raises(websockets.InvalidStatus) as refusal:
            async with connect(f"ws://{address}/api/live?token={token}"):
                pass
        assert refusal.value.response.status_code == 403


async def test_the_board_shows_plate_light_and_instruction_alone(service: Service):
    shop = service.shop
    inspection = shop.walked("wanted")
    station = service.core.controller.stations[1]
    await station.claim(inspection)
    async with service.on_a_socket() as address, connect(f"ws://{address}/api/board") as socket:
        text = await asyncio.wait_for(socket.recv(), 10)
    message = json.loads(text)
    assert message["lane"] is None and message["live"] is None
    assert [board["plate"] for board in message["board"]] == [
        shop.vehicles["wanted"].truth.plate, None, None,
    ]  # fmt: skip
    assert set(message["board"][0]) == {
        "station", "station_name", "plate", "instruction", "light", "detail",
    }  # fmt: skip
    record, presenter = shop.vehicles["wanted"].record, shop.vehicles["wanted"].presenter
    for private in (
        record.vin,
        record.owner_name,
        presenter.name,
        presenter.citizen_id,
        inspection,
    ):
        assert private not in str(text)
    station.free()


async def test_live_values_go_to_desks_and_not_to_the_board(service: Service):
    view = LiveView(device="speedometer", inspection=None, values={"speed": 12.5})
    token = service.shop.tokens["driver"]
    async with (
        service.on_a_socket() as address,
        connect(f"ws://{address}/api/live?token={token}") as desk,
        connect(f"ws://{address}/api/board") as board,
    ):
        await next_lane(desk)
        await asyncio.wait_for(board.recv(), 10)
        service.core.hub.live(view)
        service.core.hub.changed()
        live = json.loads(await asyncio.wait_for(desk.recv(), 10))["live"]
        assert live["values"] == {"speed": 12.5}
        assert json.loads(await asyncio.wait_for(board.recv(), 10))["live"] is None


async def test_a_screen_that_goes_is_forgotten(service: Service):
    async with service.on_a_socket() as address:
        async with connect(f"ws://{address}/api/board") as socket:
            await asyncio.wait_for(socket.recv(), 10)
            assert len(service.core.hub._screens) == 1
        async with asyncio.timeout(10):
            while service.core.hub._screens:
                await asyncio.sleep(0.01)


# -- the hub by itself -----------------------------------------------------------------------

NOTHING = Message(board=[])
VIEW = LiveView(device="speedometer", inspection=None, values={})


async def test_a_slow_screen_is_cut_and_the_others_go_on():
    hub = Hub(asyncio.get_running_loop())
    with hub.screen(lambda: NOTHING) as slow, hub.screen(lambda: NOTHING) as quick:
        for _ in range(WAITING_MESSAGES):
            quick.get_nowait()
            hub.live(VIEW)
        assert slow.get_nowait() is None and slow.empty()
        hub.live(VIEW)
        assert slow.empty() and quick.qsize() == 2


async def test_a_burst_of_changes_from_any_thread_is_one_message():
    made = 0

    def whole() -> Message:
        nonlocal made
        made += 1
        return NOTHING

    hub = Hub(asyncio.get_running_loop())
    with hub.screen(whole) as queue:
        queue.get_nowait()
        threads = [threading.Thread(target=hub.changed) for _ in range(20)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        await asyncio.wait_for(queue.get(), 10)
    assert made == 2


async def test_a_view_that_fails_takes_no_other_screen_with_it(caplog: pytest.LogCaptureFixture):
    fails = False

    def broken() -> Message:
        if fails:
            raise ValueError("no such text")
        return NOTHING

    hub = Hub(asyncio.get_running_loop())
    with hub.screen(broken) as first, hub.screen(lambda: NOTHING) as second:
        first.get_nowait(), second.get_nowait()
        fails = True
        hub.changed()
        assert await asyncio.wait_for(second.get(), 10) == NOTHING
        assert await asyncio.wait_for(first.get(), 10) is None
    assert any(
        record.exc_info and "no such text" in str(record.exc_info[1]) for record in caplog.records
    )
