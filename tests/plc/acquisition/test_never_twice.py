"""Whatever the wire does, a hazardous command is carried out at most once, and nothing that may
be moving is forgotten. Runs in virtual time, so deadlines cost nothing."""

from __future__ import annotations

import asyncio
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from plc.acquisition.device_loop import DeviceLoop
from plc.acquisition.write_log import WriteLog
from plc.clock import Clock
from plc.errors import PlcError
from plc.port import WriteContext
from plc.profile import load_profile
from plc.profile.codec import Decoded
from plc.reading import Quality
from plc.wire.faults import BadReply, LinkDown, NoReply, Refused

PROFILE = load_profile("roller_brake_reference")
BY = WriteContext("o", "i")
HAZARDOUS = {v.code for v in PROFILE.command.verbs.values() if v.hazardous}
STOP = PROFILE.command.verbs["stop"].code
FAULTS = ["lost_request", "lost_reply", "link", "link_after", "bad", "refused", "restart"]


class Device:
    """A driver and the tester behind it in one: every command that arrives is carried out."""

    def __init__(self, writes: list[str], reads: list[str], ack_delay: int) -> None:
        self.profile = PROFILE
        self.epoch = 0
        self.connected = False
        self.arrived: list[tuple[int, int]] = []
        self.moving = False
        self.write_faults = writes
        self.read_faults = reads
        self._ack_delay = ack_delay
        self._reads_to_ack = 0
        self._reads_to_done = 0
        self._seq = self._ack = self._result_seq = 0
        self._up_since = 0.0
        self._state = "idle"

    async def connect(self) -> None:
        await asyncio.sleep(0.3)
        self.epoch += 1
        self.connected = True

    def drop(self) -> None:
        self.connected = False

    close = drop

    def counters(self) -> dict[str, int]:
        return {}

    async def _wire(self, carry_out, faults: list[str] | None = None):
        await asyncio.sleep(0.001)
        if not self.connected:
            raise LinkDown("down")
        # Faults of reads are kept for the time after a command, where they matter.
        if faults is None:
            faults = self.read_faults if self._seq != self._ack or self._state == "busy" else []
        fault = faults.pop(0) if faults else "ok"
        if fault == "restart":
            self.moving, self._state = False, "idle"
            self._up_since = asyncio.get_running_loop().time()
            self._seq = self._ack = 0
        if fault in ("link", "restart"):
            self.connected = False
            raise LinkDown("lost before")
        if fault == "lost_request":
            await asyncio.sleep(0.25)
            raise NoReply("no request")
        if fault == "refused":
            raise Refused(6)
        result = carry_out()
        if fault == "lost_reply":
            await asyncio.sleep(0.25)
            raise NoReply("no reply")
        if fault == "link_after":
            self.connected = False
            raise LinkDown("lost after")
        if fault == "bad":
            raise BadReply("wrong")
        return result

    async def read_block(self, name: str) -> dict[str, Decoded]:
        return await self._wire({"live": self._live, "result": self._result}.get(name, self._ident))

    async def read_frames(self, first: int, count: int):
        raise AssertionError("the counter never moves here")

    async def read_command(self) -> list[int]:
        return await self._wire(lambda: [0, self._seq, 0])

    async def write_command(self, param: int, seq: int, code: int) -> None:
        await self._wire(lambda: self._take(seq, code), self.write_faults)

    async def write_point(self, name: str, value) -> None:
        raise AssertionError

    def _take(self, seq: int, code: int) -> None:
        self.arrived.append((seq, code))
        self._seq = seq
        self.moving = code in HAZARDOUS
        self._reads_to_ack = 0 if code == STOP else self._ack_delay
        self._reads_to_done = 6

    def _live(self) -> dict[str, Decoded]:
        up = asyncio.get_running_loop().time() - self._up_since
        if self._seq != self._ack:
            self._reads_to_ack -= 1
            if self._reads_to_ack < 0:
                self._ack, self._state = self._seq, "busy"
        elif self._state == "busy":
            self._reads_to_done -= 1
            if self._reads_to_done < 0:
                self._state, self.moving, self._result_seq = "done", False, self._seq
        bits = {"ready": True, "wheel_l": True, "wheel_r": True, "estop_ok": True, "fault": False}
        return _good(
            heartbeat=int(up * 20) % 65536, state=self._state, ack_seq=self._ack, error_code=0,
            frame_counter=0, **bits,
        )  # fmt: skip

    def _result(self) -> dict[str, Decoded]:
        return _good(result_seq=self._result_seq)

    def _ident(self) -> dict[str, Decoded]:
        return _good(type_code=3501)


def _good(**values) -> dict[str, Decoded]:
    return {name: Decoded(value, Quality.good) for name, value in values.items()}


async def _drive(device: Device, clock: Clock, log: WriteLog, steps) -> int:
    loop = DeviceLoop("roller_brake", device, clock, log, lambda update: None)
    running = asyncio.create_task(loop.run())
    asked = 0
    for verb, patience in steps:
        await loop.wait_for(lambda port: port.latest("ready").good, timeout=None)
        asked += verb.startswith("start")
        before = len(device.arrived)
        task = asyncio.create_task(loop.command(verb, int(verb.startswith("start")), by=BY))
        done, _ = await asyncio.wait([task], timeout=patience)
        if not done:
            task.cancel()
        (outcome,) = await asyncio.gather(task, return_exceptions=True)
        assert isinstance(outcome, (PlcError, asyncio.CancelledError)) or outcome.seq
        mine = [code for _, code in device.arrived[before:] if code in HAZARDOUS]
        assert len(mine) <= 1
        if isinstance(outcome, BaseException) and device.moving:
            # it moves and nobody waits for it: it must be known that a stop is owed
            assert loop._handshake.stop_owed
    device.write_faults.clear()
    device.read_faults.clear()
    await asyncio.sleep(15)  # the wire is good again: what is owed is made up for
    assert not device.moving
    running.cancel()
    await asyncio.gather(running, return_exceptions=True)
    return asked


@settings(max_examples=100, deadline=None)
@given(
    writes=st.lists(st.sampled_from(["ok", *FAULTS]), max_size=6),
    reads=st.lists(st.sampled_from(["ok"] * 7 + FAULTS), max_size=30),
    ack_delay=st.sampled_from([0, 1, 3, 12, 40]),
    steps=st.lists(
        st.tuples(
            st.sampled_from(["start_service", "start_service", "zero", "stop"]),
            st.sampled_from([0.0005, 0.01, 0.3, 0.8, 15.0]),
        ),
        min_size=1,
        max_size=4,
    ),
)
def test_no_hazardous_command_is_carried_out_twice(
    tmp_path_factory, virtual_time, writes, reads, ack_delay, steps
):
    path: Path = tmp_path_factory.getbasetemp() / "never_twice.jsonl"
    loop, clock = virtual_time()
    log = WriteLog(path)
    device = Device(list(writes), list(reads), ack_delay)
    try:
        asked = loop.run_until_complete(_drive(device, clock, log, steps))
    finally:
        log.close()
        loop.close()
    numbers = [seq for seq, code in device.arrived if code in HAZARDOUS]
    assert len(numbers) <= asked
    assert len(set(numbers)) == len(numbers)
