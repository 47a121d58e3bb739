"""The failure catalogue of a Modbus TCP link, each fault on a real socket."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator

import pytest
from pymodbus.pdu.register_message import ReadHoldingRegistersResponse

from plc.wire.faults import BadReply, LinkDown, NoReply, Refused, WireFault
from plc.wire.guarded import GuardedClient

LONG = 30.0  # a timeout no test ever waits for: only being told can end the request


@pytest.fixture
async def make_client(fault_server) -> AsyncIterator:
    clients = []

    async def make(timeout: float = 0.08, **options) -> GuardedClient:
        client = GuardedClient(
            "127.0.0.1", fault_server.port, timeout=timeout, retry_delay=0.02, **options
        )
        clients.append(client)
        await client.connect()
        return client

    yield make
    for client in clients:
        client.close()


async def test_reads_and_writes(fault_server, make_client):
    client = await make_client(1.0)
    await client.write_registers(7, [11, 22])
    assert await client.read("holding", 6, 4) == [0, 11, 22, 0]
    assert await client.read("coil", 5, 9) == [0, 0, 1, 0, 0, 0, 0, 0, 0]
    assert client.epoch == 1


async def test_first_connect_that_is_refused_is_tried_again(fault_server, free_port):
    client = GuardedClient("127.0.0.1", free_port, timeout=1.0, retry_delay=0.02)
    assert not await client.try_connect()
    with pytest.raises(LinkDown):
        await client.read("holding", 0, 1)
    connecting = asyncio.create_task(client.connect())
    while client.counters.refused_connects < 2:
        await asyncio.sleep(0.01)
    await fault_server.stop()
    await fault_server.start(free_port)
    await connecting
    assert client.connected
    client.close()


@pytest.mark.parametrize("fault", ["rst", "close", "unknown_function"])
async def test_lost_link_is_told_to_the_waiting_request_at_once(fault_server, make_client, fault):
    lost = []
    client = await make_client(LONG, on_lost=lambda: lost.append(True))
    fault_server.faults = [fault]
    with pytest.raises(LinkDown):
        await asyncio.wait_for(client.read("holding", 0, 4), LONG / 2)
    assert lost == [True]
    assert client.counters.lost == 1
    assert not client.connected


async def test_link_lost_while_idle_is_known_before_the_next_request(fault_server, make_client):
    gone = asyncio.Event()
    client = await make_client(LONG, on_lost=gone.set)
    await client.read("holding", 0, 1)
    fault_server.kick()
    await asyncio.wait_for(gone.wait(), LONG / 2)
    with pytest.raises(LinkDown):
        await client.read("holding", 0, 1)


async def test_epoch_rises_at_every_connect(fault_server, make_client):
    client = await make_client(1.0)
    for epoch in (1, 2, 3):
        assert client.epoch == epoch
        assert await client.read("holding", 0, 1) == [0]
        client.drop()
        await client.connect()


@pytest.mark.parametrize("fault", ["silence", "unit", "transaction", "truncate", "garbage", "junk"])
async def test_no_valid_reply_in_time(fault_server, make_client, fault):
    client = await make_client()
    fault_server.registers[0] = 5
    fault_server.faults = [fault]
    with pytest.raises(NoReply):
        await client.read("holding", 0, 1)
    assert client.counters.timeouts == 1
    # the link is still good, and nothing of the spoilt reply is left in it
    assert await client.read("holding", 0, 2) == [5, 0]
    assert client.epoch == 1


@pytest.mark.parametrize("fault", ["function", "short", "long", "transaction0"])
async def test_wrong_reply_is_never_taken_for_right(fault_server, make_client, fault):
    client = await make_client(1.0)
    fault_server.faults = [fault]
    with pytest.raises(BadReply):
        await client.read("holding", 0, 4)
    assert client.counters.bad_replies == 1
    assert await client.read("holding", 0, 4) == [0, 0, 0, 0]


async def test_odd_byte_count_is_never_taken_for_right(fault_server, make_client):
    client = await make_client()
    fault_server.faults = ["odd"]
    with pytest.raises(WireFault):
        await client.read("holding", 0, 4)


@pytest.mark.parametrize("fault", ["function", "other_address"])
async def test_write_that_is_confirmed_wrongly_is_no_success(fault_server, make_client, fault):
    client = await make_client(1.0)
    fault_server.faults = [fault]
    with pytest.raises(BadReply):
        await client.write_registers(3, [1, 2, 3])


@pytest.mark.parametrize("code", [1, 2, 3, 4, 5, 6, 8, 10, 11, 99])
async def test_exceptions_are_told_at_once(fault_server, make_client, code):
    client = await make_client(LONG)
    fault_server.faults = [f"exception:{code}"]
    with pytest.raises(Refused) as refused:
        await asyncio.wait_for(client.read("holding", 0, 4), LONG / 2)
    assert refused.value.code == code
    assert refused.value.configuration_error == (code <= 3)
    assert len(fault_server.requests) == 1


async def test_late_reply_is_not_taken_for_the_next_request(fault_server, make_client):
    client = await make_client(0.08)
    fault_server.registers = {0: 100, 1: 200}
    fault_server.faults = ["late"]
    with pytest.raises(NoReply):
        await client.read("holding", 0, 1)
    # the second request waits behind the late answer in the server's queue
    values = []
    while not values:
        try:
            values = await client.read("holding", 1, 1)
        except NoReply:
            continue
    assert values == [200]
    assert client.counters.late_replies == 1


@pytest.mark.parametrize("fault", ["twice", "split"])
async def test_harmless_oddities(fault_server, make_client, fault):
    client = await make_client(1.0)
    fault_server.registers[0] = 9
    fault_server.faults = [fault]
    assert await client.read("holding", 0, 1) == [9]
    assert await client.read("holding", 0, 2) == [9, 0]


@pytest.mark.parametrize("fault", ["silence", "late", "rst", "close", "unheard", "transaction"])
async def test_no_write_is_ever_sent_again(fault_server, make_client, fault):
    client = await make_client(0.08)
    fault_server.faults = [fault]
    with pytest.raises((NoReply, LinkDown)):
        await client.write_registers(3, [1])
    if not client.connected:
        await client.connect()
    while True:
        try:
            await client.read("holding", 0, 1)
            break
        except NoReply:
            continue
    assert len(fault_server.writes()) == 1


async def test_hung_device_is_dropped_after_three_misses(fault_server, make_client):
    client = await make_client(0.02)
    fault_server.always = "silence"
    for _ in range(3):
        with pytest.raises(NoReply):
            await client.read("holding", 0, 1)
    assert not client.connected
    with pytest.raises(LinkDown):
        await client.read("holding", 0, 1)


async def test_hold_off_keeps_the_line_silent_after_a_timeout(fault_server, make_client):
    client = await make_client(0.02, hold_off=0.1)
    fault_server.faults = ["silence"]
    start = time.monotonic()
    first = asyncio.create_task(client.read("holding", 0, 1))
    second = asyncio.create_task(client.read("holding", 1, 1))
    with pytest.raises(NoReply):
        await first
    assert await second == [0]
    assert time.monotonic() - start >= 0.12  # never less: the line was silent


async def test_cancelled_request_leaves_the_link_usable(fault_server, make_client):
    client = await make_client(LONG)
    fault_server.registers = {0: 1, 1: 2}
    fault_server.faults = ["silence"]
    with pytest.raises(TimeoutError):
        await asyncio.wait_for(client.read("holding", 0, 1), 0.02)
    assert await client.read("holding", 1, 1) == [2]


async def test_cancelling_is_not_swallowed_when_the_reply_comes_at_the_same_instant(
    fault_server, make_client
):
    client = await make_client(LONG)
    fault_server.faults = ["silence"]
    reading = asyncio.create_task(client.read("holding", 0, 1))
    while not fault_server.requests:
        await asyncio.sleep(0.01)
    reply = ReadHoldingRegistersResponse(registers=[1], dev_id=1, transaction_id=1)
    client._client.ctx.response_future.set_result(reply)
    reading.cancel()
    with pytest.raises(asyncio.CancelledError):
        await reading


async def test_cancelling_is_not_swallowed_while_connecting(free_port):
    client = GuardedClient("127.0.0.1", free_port, timeout=1.0, retry_delay=0.01)
    for turns in range(12):  # at one of these turns of the event loop the refusal comes in
        connecting = asyncio.create_task(client.connect())
        for _ in range(turns):
            await asyncio.sleep(0)
        connecting.cancel()
        done, _ = await asyncio.wait([connecting], timeout=5)
        assert done
        assert connecting.cancelled()


async def test_requests_go_one_after_the_other(fault_server, make_client):
    client = await make_client(1.0)
    fault_server.registers = {i: i * 7 for i in range(40)}
    replies = await asyncio.gather(*(client.read("holding", i, 1) for i in range(40)))
    assert replies == [[i * 7] for i in range(40)]
