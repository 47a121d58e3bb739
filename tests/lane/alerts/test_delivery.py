"""Never lost, never doubled: the worker, a real outbox and a desk that misbehaves."""

from __future__ import annotations

import asyncio
import logging
import socket
from datetime import UTC, datetime
from itertools import pairwise

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from lane.alerts.answers import Receipt
from lane.alerts.errors import AlertError, DeskRefused, DeskUnreachable
from lane.alerts.notice import EvidencePicture
from lane.alerts.worker import OutboxWorker

SHOT_AT = datetime(2026, 11, 23, 1, 30, tzinfo=UTC)
LATER = 120.0


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


async def test_a_desk_that_is_down_loses_nothing_and_gets_it_once(
    own_desk, box, payload, client_of, clock
):
    own_desk.port = _free_port()
    keys = [box.put(payload()) for _ in range(3)]
    async with client_of(own_desk) as client:
        worker = OutboxWorker(box.outbox, client, clock)
        for _ in range(4):
            assert (await worker.deliver_due()).sent == 0
            clock.now += LATER
        assert worker.reachable is False
        assert box.row(keys[0])["attempts"] == 4
        assert "does not answer" in box.row(keys[0])["last_error"]
        own_desk.start()
        assert (await worker.deliver_due()).sent == 3
        clock.now += LATER
        assert (await worker.deliver_due()).sent == 0
    assert [own_desk.kept(key) for key in keys] == [1, 1, 1]
    assert own_desk.deliveries() == dict.fromkeys(keys, 1)
    assert box.row(keys[0])["receipt"]["text"] == "OK"


async def test_while_the_desk_is_down_it_is_left_alone_longer_and_longer(
    own_desk, box, payload, client_of, clock
):
    own_desk.port = _free_port()
    key = box.put(payload())
    async with client_of(own_desk) as client:
        worker = OutboxWorker(box.outbox, client, clock)
        tried = []
        for second in range(300):
            if (await worker.deliver_due()).failed:
                tried.append(second)
            clock.now += 1
    waits = [b - a for a, b in pairwise(tried)]
    assert waits[:6] == [1, 2, 4, 8, 16, 32]
    assert max(waits) == 60
    assert box.row(key)["sent_at"] is None


async def test_a_lost_answer_is_sent_again_and_the_desk_has_one(
    desk, box, payload, client_of, clock
):
    key = box.put(payload())
    async with client_of(desk) as client:
        await client.register()
        desk.fault("cut", times=1)
        worker = OutboxWorker(box.outbox, client, clock)
        assert (await worker.deliver_due()).failed == 1
        assert desk.kept(key) == 1
        clock.now += LATER
        assert (await worker.deliver_due()).sent == 1
    assert desk.kept(key) == 1
    assert desk.deliveries()[key] == 2


async def test_a_desk_that_forgot_us_is_told_again(desk, box, payload, client_of, clock):
    async with client_of(desk) as client:
        await client.keepalive()
        desk.fault("forget")
        key = box.put(payload())
        worker = OutboxWorker(box.outbox, client, clock)
        assert (await worker.deliver_due()).sent == 1
        desk.fault("forget")
        await client.keepalive()
    assert desk.kept(key) == 1


async def test_a_refusal_is_kept_with_its_words_and_tried_again(
    desk, box, payload, client_of, clock
):
    key = box.put(payload())
    desk.fault("refuse", times=1)
    async with client_of(desk) as client:
        worker = OutboxWorker(box.outbox, client, clock)
        assert (await worker.deliver_due()).failed == 1
        assert box.row(key)["last_error"] == "refused with code 1: refused by order"
        assert worker.reachable is None
        clock.now += LATER
        assert (await worker.deliver_due()).sent == 1


async def test_each_object_of_a_message_has_its_own_answer(desk, payload, client_of):
    listing, name = "DispositionNotificationListObject", "DispositionNotificationObject"
    first, second = (payload()[listing][name][0] for _ in range(2))
    desk.fault("partial", times=1)
    async with client_of(desk) as client:
        outcomes = await client.send_notifications({listing: {name: [first, second]}})
    assert isinstance(outcomes[first["NotificationID"]], Receipt)
    assert isinstance(outcomes[second["NotificationID"]], DeskRefused)
    assert desk.kept(first["NotificationID"]) == 1
    assert desk.kept(second["NotificationID"]) == 0


@pytest.mark.parametrize(
    ("fault", "said"), [("error", "fault of its own"), ("mute", "says nothing about 1 of 1")]
)
async def test_no_receipt_is_no_delivery(desk, box, payload, client_of, clock, fault, said):
    first, second = box.put(payload()), box.put(payload())
    desk.fault(fault, times=1)
    async with client_of(desk) as client:
        worker = OutboxWorker(box.outbox, client, clock)
        done = await worker.deliver_due()
        assert (done.sent, done.failed) == (1, 1)
        assert said in box.row(first)["last_error"]
        clock.now += LATER
        assert (await worker.deliver_due()).sent == 1
    assert [desk.kept(first), desk.kept(second)] == [1, 1]


async def test_a_slow_desk_is_asked_again_and_has_one(desk, box, payload, client_of, clock):
    key = box.put(payload())
    async with client_of(desk, timeout=0.3) as client:
        await client.register()
        desk.fault("slow", times=1, seconds=1.0)
        worker = OutboxWorker(box.outbox, client, clock)
        assert (await worker.deliver_due()).failed == 1
        assert worker.reachable is False
        clock.now += LATER
        assert (await worker.deliver_due()).sent == 1
    assert desk.kept(key) == 1


async def test_a_desk_that_was_killed_still_knows_what_it_had(
    own_desk, box, payload, client_of, clock
):
    own_desk.start()
    key = box.put(payload())
    async with client_of(own_desk) as client:
        await client.register()
        own_desk.fault("cut", times=1)
        worker = OutboxWorker(box.outbox, client, clock)
        assert (await worker.deliver_due()).failed == 1
        own_desk.kill()
        own_desk.start()
        for _ in range(2):
            clock.now += LATER
            await worker.deliver_due()
    assert box.row(key)["receipt"]["id"] == key
    assert own_desk.kept(key) == 1


async def test_a_wrong_password_is_said_and_nothing_is_lost(desk, box, payload, client_of, clock):
    key = box.put(payload())
    async with client_of(desk, password="wrong") as client:
        worker = OutboxWorker(box.outbox, client, clock)
        assert (await worker.deliver_due()).failed == 1
    assert "unauthorised" in box.row(key)["last_error"]
    assert box.row(key)["sent_at"] is None


async def test_an_entry_that_is_no_notice_does_not_stop_the_others(
    desk, box, payload, client_of, clock
):
    broken, swapped = box.put({"nonsense": 1}, "x"), box.put(payload(), "y")
    good = box.put(payload())
    async with client_of(desk) as client:
        done = await OutboxWorker(box.outbox, client, clock).deliver_due()
    assert (done.sent, done.failed) == (1, 2)
    assert "holds no notice" in box.row(broken)["last_error"]
    assert "not the one" in box.row(swapped)["last_error"]
    assert desk.kept(good) == 1


async def test_stored_pictures_are_put_in_and_a_lost_one_stops_nothing(
    desk, box, payload, client_of, clock
):
    def read(name: str) -> bytes:
        if name == "there":
            return b"\xff\xd8 picture"
        raise FileNotFoundError(name)

    pictures = tuple(
        EvidencePicture("vehicle", SHOT_AT, stored_as=name) for name in ("there", "lost")
    )
    key = box.put(payload(pictures=pictures))
    async with client_of(desk) as client:
        worker = OutboxWorker(box.outbox, client, clock, read_picture=read)
        assert (await worker.deliver_due()).sent == 1
    (kept,) = [one for one in desk.notices() if one["NotificationID"] == key]
    first, second = kept["MotorVehicleObject"]["SubImageList"]["SubImageInfoObject"]
    assert (desk.folder / first["StoragePath"]).read_bytes() == b"\xff\xd8 picture"
    assert second["StoragePath"] == "lost"


async def test_the_running_worker_delivers_when_woken_and_ends_when_told(
    desk, box, payload, client_of
):
    async with client_of(desk) as client:
        worker = OutboxWorker(box.outbox, client, lambda: 1e9, poll_seconds=30)
        stop = asyncio.Event()
        running = asyncio.create_task(worker.run(stop))
        while worker.reachable is None:
            await asyncio.sleep(0)
        key = box.put(payload())
        while box.row(key)["sent_at"] is None:
            worker.wake()
            await asyncio.sleep(0.01)
        stop.set()
        worker.wake()
        await running
    assert desk.kept(key) == 1


async def test_the_running_worker_outlives_a_fault_of_the_outbox(
    desk, box, payload, client_of, caplog
):
    class Locked:
        """The real outbox, locked once."""

        def __init__(self) -> None:
            self.faults = 1

        def due(self, topic, now, limit=20):
            if self.faults:
                self.faults -= 1
                raise RuntimeError("locked while reading 鲁J12345")
            return box.outbox.due(topic, now, limit)

        def __getattr__(self, name):
            return getattr(box.outbox, name)

    key = box.put(payload())
    async with client_of(desk) as client:
        worker = OutboxWorker(Locked(), client, lambda: 1e9, poll_seconds=0.01)
        stop = asyncio.Event()
        running = asyncio.create_task(worker.run(stop))
        while box.row(key)["sent_at"] is None:
            await asyncio.sleep(0.01)
        stop.set()
        await running
    (record,) = [r for r in caplog.records if r.name == "lane.alerts.worker"]
    assert record.getMessage() == "police desk link: RuntimeError, trying again"


async def test_nothing_of_a_hit_is_logged_or_told_by_an_error(
    desk, box, payload, client_of, clock, caplog
):
    for name in ("", "httpx", "httpcore", "httpcore.http11", "httpcore.connection"):
        caplog.set_level(logging.DEBUG, name)
    secrets = ("鲁J12345", "LSVNV4187F2100013", "被盗抢", "DispositionNotifications", "127.0.0.1")
    keys = [box.put(payload()) for _ in range(3)]
    async with client_of(desk, timeout=1.0) as client:
        worker = OutboxWorker(box.outbox, client, clock)
        for fault in ("refuse", "cut", "error", None):
            desk.fault(fault, times=1)
            caplog.clear()
            await worker.deliver_due()
            told = caplog.text + "".join(str(box.row(key)["last_error"]) for key in keys)
            assert not [secret for secret in secrets if secret in told]
            clock.now += LATER
        desk.fault("down", times=1)
        caplog.clear()
        with pytest.raises(DeskUnreachable) as caught:
            await client.send_notifications(payload())
        assert not [secret for secret in secrets if secret in str(caught.value) + caplog.text]
    entry = box.outbox.due("police_desk", 0) or [None]
    assert "鲁J12345" not in repr(entry)


FAULTS = st.sampled_from(["down", "cut", "error", "refuse", "mute", "forget", None])


@settings(
    max_examples=6, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.lists(FAULTS, max_size=5))
def test_whatever_the_desk_does_there_is_one_notice_and_a_receipt(
    desk, box, payload, client_of, clock, faults
):
    async def deliver() -> list[str]:
        keys = [box.put(payload()) for _ in range(2)]
        async with client_of(desk) as client:
            worker = OutboxWorker(box.outbox, client, clock)
            for fault in faults:
                desk.fault(fault, times=1)
                await worker.keep_alive_if_due()
                await worker.deliver_due()
                clock.now += LATER
            desk.fault(None)
            for _ in range(2):
                await worker.deliver_due()
                clock.now += LATER
        return keys

    for key in asyncio.run(deliver()):
        assert desk.kept(key) == 1
        assert box.row(key)["receipt"]["id"] == key


async def test_arrivals_are_sent_too(desk, client_of):
    from lane.alerts.notice import WantedVehicle, arrival

    body = arrival(WantedVehicle("鲁J12?45", "02"), "37090000001190000001", SHOT_AT, 7)
    async with client_of(desk) as client:
        (outcome,) = (await client.send_motor_vehicles(body)).values()
        await client.unregister()
    assert isinstance(outcome, Receipt)
    assert "鲁J12-45" in (desk.folder / "vehicles.jsonl").read_text(encoding="utf-8")


async def test_a_desk_that_speaks_nonsense_is_an_alert_error(client_of, own_desk):
    async def nonsense(reader, writer):
        await reader.read(100)
        writer.write(b"SSH-2.0-OpenSSH\r\n")
        writer.close()

    server = await asyncio.start_server(nonsense, "127.0.0.1", 0)
    own_desk.port = server.sockets[0].getsockname()[1]
    async with server, client_of(own_desk) as client:
        with pytest.raises(AlertError):
            await client.keepalive()
