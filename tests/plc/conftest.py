"""Peers for tests: a Modbus TCP server that lies on demand, a brake tester that misbehaves, and a
device loop on them."""

from __future__ import annotations

import asyncio
import json
import selectors
import socket
import struct
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from plc.acquisition.device_loop import DeviceLoop
from plc.acquisition.write_log import WriteLog
from plc.clock import Clock
from plc.drivers.modbus import ModbusDriver
from plc.port import WriteContext
from plc.profile import Profile, load_profile
from plc.profile.codec import encode_frame, encode_point
from plc.site import DeviceSite

BY = WriteContext("examiner 7", "inspection 42")
FRAMES_PER_READ = 5
FRAMES_OF_A_RUN = 200


@dataclass
class Request:
    """One request as it came over the wire."""

    transaction: int
    unit: int
    function: int
    address: int
    count: int
    values: list[int] = field(default_factory=list)


class FaultServer:
    """A Modbus TCP server on byte level. ``faults`` are taken one by one, a request each.

    Faults: ok, silence, late, rst, close, function, short, odd, long, exception:<code>, unit,
    transaction, transaction0, truncate, garbage, junk, unknown_function, twice, split.
    """

    def __init__(self) -> None:
        self.registers: dict[int, int] = {}
        self.requests: list[Request] = []
        self.faults: list[str] = []
        self.always = "ok"
        self.on_write: Callable[[Request], None] | None = None
        self.on_read: Callable[[Request], None] | None = None
        self.port = 0
        self._server: asyncio.Server | None = None
        self._writers: set[asyncio.StreamWriter] = set()

    async def start(self, port: int = 0) -> None:
        self._server = await asyncio.start_server(self._serve, "127.0.0.1", port)
        self.port = self._server.sockets[0].getsockname()[1]

    async def stop(self) -> None:
        if self._server is not None:
            self._server.close()
        self.kick()
        if self._server is not None:
            await self._server.wait_closed()
            self._server = None

    def kick(self) -> None:
        """Reset all connections."""
        for writer in list(self._writers):
            _reset(writer)

    def writes(self) -> list[Request]:
        return [r for r in self.requests if r.function in (5, 6, 15, 16)]

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self._writers.add(writer)
        try:
            while True:
                request = await _read_request(reader)
                self.requests.append(request)
                fault = self.faults.pop(0) if self.faults else self.always
                if not await self._answer(writer, request, fault):
                    return
        except (asyncio.IncompleteReadError, ConnectionError):
            pass
        finally:
            self._writers.discard(writer)
            writer.close()

    async def _answer(self, writer: asyncio.StreamWriter, request: Request, fault: str) -> bool:
        if fault == "unheard":
            return True
        pdu = self._carry_out(request)
        frame = _frame(request.transaction, request.unit, pdu)
        if fault == "ok":
            writer.write(frame)
        elif fault == "late":
            await asyncio.sleep(0.15)
            writer.write(frame)
        elif fault == "rst":
            await asyncio.sleep(0.02)
            writer.write(frame[:9])
            _reset(writer)
            return False
        elif fault == "close":
            return False
        elif fault == "twice":
            writer.write(frame + frame)
        elif fault == "split":
            for byte in frame:
                writer.write(bytes([byte]))
                await writer.drain()
                await asyncio.sleep(0)
        elif fault != "silence":
            writer.write(_spoilt(fault, request, pdu))
        await writer.drain()
        return True

    def _carry_out(self, request: Request) -> bytes:
        if request.function == 16:
            for i, value in enumerate(request.values):
                self.registers[request.address + i] = value
            if self.on_write:
                self.on_write(request)
            return struct.pack(">BHH", 16, request.address, request.count)
        if self.on_read:
            self.on_read(request)
        values = [self.registers.get(request.address + i, 0) for i in range(request.count)]
        if request.function in (1, 2):
            bits = sum((v & 1) << i for i, v in enumerate(values))
            size = -(-request.count // 8)
            return bytes([request.function, size]) + bits.to_bytes(size, "little")
        packed = struct.pack(f">{len(values)}H", *values)
        return bytes([request.function, len(packed)]) + packed


def _spoilt(fault: str, request: Request, pdu: bytes) -> bytes:
    transaction, unit = request.transaction, request.unit
    if fault == "function":
        other = {3: 4, 4: 3, 16: 6, 1: 2}[request.function]
        return _frame(transaction, unit, bytes([other]) + pdu[1:])
    if fault == "short":
        return _frame(transaction, unit, bytes([pdu[0], pdu[1] - 2]) + pdu[2:-2])
    if fault == "odd":
        return _frame(transaction, unit, bytes([pdu[0], pdu[1] - 1]) + pdu[2:-1])
    if fault == "long":
        return _frame(transaction, unit, bytes([pdu[0], pdu[1] + 2]) + pdu[2:] + b"\0\0")
    if fault.startswith("exception:"):
        return _frame(transaction, unit, bytes([pdu[0] | 0x80, int(fault[10:])]))
    if fault == "unit":
        return _frame(transaction, unit ^ 1, pdu)
    if fault == "transaction":
        return _frame((transaction + 1) & 0xFFFF, unit, pdu)
    if fault == "transaction0":
        return _frame(0, unit, pdu)
    if fault == "other_address":
        return _frame(transaction, unit, struct.pack(">BHH", 16, request.address + 1, 1))
    if fault == "unknown_function":
        return _frame(transaction, unit, b"\x63\x00")
    if fault == "truncate":
        return _frame(transaction, unit, pdu)[:9]
    if fault == "garbage":
        return b"\xa5" * 24
    if fault == "junk":
        return b"\x01\x02" + _frame(transaction, unit, pdu)
    raise AssertionError(fault)


def _frame(transaction: int, unit: int, pdu: bytes) -> bytes:
    return struct.pack(">HHHB", transaction, 0, len(pdu) + 1, unit) + pdu


async def _read_request(reader: asyncio.StreamReader) -> Request:
    head = await reader.readexactly(6)
    transaction, _, length = struct.unpack(">HHH", head)
    body = await reader.readexactly(length)
    unit, function, address, count = struct.unpack(">BBHH", body[:6])
    values = list(struct.unpack(f">{count}H", body[7:])) if function == 16 else []
    return Request(transaction, unit, function, address, count, values)


def _reset(writer: asyncio.StreamWriter) -> None:
    raw = writer.get_extra_info("socket")
    if raw is not None:
        raw.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    writer.transport.abort()


@pytest.fixture
async def fault_server() -> AsyncIterator[FaultServer]:
    server = FaultServer()
    await server.start()
    yield server
    await server.stop()


@pytest.fixture
def clock() -> Clock:
    """Lane time, ten times as fast as the wall."""
    return Clock(10.0)


class VirtualLoop(asyncio.SelectorEventLoop):
    """An event loop whose time jumps to the next thing to do instead of waiting for it."""

    def __init__(self) -> None:
        self.virtual = 1000.0
        super().__init__(_Jumping(self))

    def time(self) -> float:
        return self.virtual


class _Jumping(selectors.DefaultSelector):
    def __init__(self, loop: VirtualLoop) -> None:
        super().__init__()
        self._loop = loop

    def select(self, timeout=None):
        ready = super().select(0)
        if not ready and timeout:
            self._loop.virtual += timeout
        return ready


class VirtualClock(Clock):
    def __init__(self, loop: VirtualLoop) -> None:
        super().__init__(1.0)
        self._loop = loop

    def now(self) -> float:
        return self._loop.virtual


def make_virtual_time() -> tuple[VirtualLoop, VirtualClock]:
    loop = VirtualLoop()
    return loop, VirtualClock(loop)


@pytest.fixture(scope="session")
def virtual_time() -> Callable[[], tuple[VirtualLoop, VirtualClock]]:
    """Makes an event loop in which waiting costs nothing, and its clock; close the loop."""
    return make_virtual_time


@pytest.fixture
def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class BrakePeer:
    """The registers of a roller brake tester. It moves on with every read of its live block, so
    that no test depends on time. ``behaviour`` is how it treats the next commands."""

    def __init__(self, server, profile: Profile) -> None:
        self.profile = profile
        self.behaviour = "good"
        self.executed: list[tuple[str, int, int]] = []
        self.running = False
        self.freeze = False
        self.skip_frames = 0
        self.counter = 0
        self.beat = 0
        self.server = server
        self._seq = 0
        self._first = 0
        self._ack_in = -1
        self._verbs = {v.code: n for n, v in profile.command.verbs.items()}
        server.on_write = self._written
        server.on_read = self._read
        self.power_up()

    def power_up(self) -> None:
        self.server.registers.clear()
        self.running = False
        self.beat = 0
        self._seq = self._ack_in = -1
        self.put("type_code", 3501)
        self.status(ready=True, wheel_l=True, wheel_r=True, estop_ok=True)

    def put(self, name: str, value) -> None:
        point = self.profile.point(name)
        for i, register in enumerate(encode_point(self.profile, point, value)):
            self.server.registers[point.at + i] = register

    def status(self, **bits: bool) -> None:
        self.put("status", bits)

    def starts(self) -> list[tuple[str, int, int]]:
        return [run for run in self.executed if run[0].startswith("start")]

    def _written(self, request) -> None:
        if request.address != self.profile.command.address:
            return
        param, seq, code = request.values
        verb = self._verbs[code]
        self.executed.append((verb, param, seq))
        self._seq = seq
        if verb == "stop":
            self.running = False
            self._finish(seq, "done")
        else:
            self._begin(verb)

    def _begin(self, verb: str) -> None:
        self.running = verb.startswith("start")
        self._first = self.counter
        if self.behaviour == "error":
            self.running = False
            self.put("error_code", 17)
            self._finish(self._seq, "error")
        elif self.behaviour == "ack_never":
            return
        elif self.behaviour == "ack_late":
            self._ack_in = 10**9
        else:
            self._acknowledge()

    def _acknowledge(self) -> None:
        self.put("ack_seq", self._seq)
        self.put("state", "busy")
        if not self.running:
            self._finish(self._seq, "done")

    def late_ack(self) -> None:
        """What the device does at last, when its acknowledgement was held back."""
        self._ack_in = -1
        self._acknowledge()

    def _finish(self, seq: int, state: str) -> None:
        self.put("ack_seq", seq)
        self.put("state", state)

    def _read(self, request) -> None:
        if request.address != self.profile.block_named("live").address:
            return
        if not self.freeze:
            self.beat = (self.beat + 1) % 0x10000
            self.put("heartbeat", self.beat)
        if self.running and self._ack_in < 0:
            self._advance()

    def _advance(self) -> None:
        for _ in range(FRAMES_PER_READ):
            self._put_frame(self.counter)
            self.counter += 1
        self.counter += self.skip_frames
        self.put("frame_counter", self.counter % 2**32)
        done = self.counter - self._first
        self.put("phase", "settle" if done < FRAMES_OF_A_RUN // 2 else "brake")
        if self.behaviour == "restart" and done >= FRAMES_OF_A_RUN // 2:
            self.power_up()
        elif done >= FRAMES_OF_A_RUN and self.behaviour != "busy_forever":
            self._end_run()

    def _end_run(self) -> None:
        self.running = False
        self.put("first_frame", self._first % 2**32)
        self.put("last_frame", (self.counter - 1) % 2**32)
        self.put("drag_l", 12.3)
        self.put("drag_r", 11.2)
        self.put("result_locked_l", True)
        self.put("stop_reason", "slip")
        self.put("result_seq", self._seq - 1 if self.behaviour == "old_result" else self._seq)
        self.put("phase", "idle")
        self._finish(self._seq, "done")

    def _put_frame(self, k: int) -> None:
        ring = self.profile.ring
        at = ring.address + k % ring.depth * 2
        left, right = encode_frame(ring, frame(k))
        self.server.registers[at], self.server.registers[at + 1] = left, right


def frame(k: int) -> tuple[float, float]:
    """What frame ``k`` holds."""
    return (k * 7 % 5000) / 10, (k * 11 % 5000) / 10


@dataclass
class Rig:
    """A device loop on a peer, what it told, and what it logged."""

    loop: DeviceLoop
    peer: BrakePeer
    log: Path
    updates: list = field(default_factory=list)

    async def ready(self) -> None:
        await self.loop.wait_for(lambda p: p.latest("ready").good, timeout=None)

    def kick(self) -> None:
        """Reset the link."""
        self.peer.server.kick()

    def logged(self) -> list[dict]:
        return [json.loads(line) for line in self.log.read_text(encoding="utf-8").splitlines()]


def without_pace(profile: Profile) -> Profile:
    """The profile of a peer whose heart beats with every read: at no speed that could be stated."""
    data = profile.model_dump()
    for block in data["block"]:
        for point in block["points"]:
            point["beats_per_s"] = None
    return Profile.model_validate(data)


@pytest.fixture(scope="session")
def unpaced() -> Callable[[Profile], Profile]:
    return without_pace


@pytest.fixture
def by() -> WriteContext:
    return BY


@pytest.fixture
def frame_of():
    return frame


@pytest.fixture
async def rig(fault_server, clock, tmp_path) -> AsyncIterator[Rig]:
    async for one in make_rig(fault_server, clock, tmp_path):
        yield one


@pytest.fixture
async def hurried_rig(fault_server, tmp_path) -> AsyncIterator[Rig]:
    """A rig whose long deadlines are short on the wall."""
    async for one in make_rig(fault_server, Clock(300.0), tmp_path):
        yield one


async def make_rig(fault_server, clock: Clock, folder: Path) -> AsyncIterator[Rig]:
    profile = without_pace(load_profile("roller_brake_reference"))
    site = DeviceSite(name="roller_brake", kind="roller_brake", profile="x", port=fault_server.port)
    path = folder / "writes.jsonl"
    log = WriteLog(path)
    updates: list = []
    loop = DeviceLoop("roller_brake", ModbusDriver(profile, site), clock, log, updates.append)
    one = Rig(loop, BrakePeer(fault_server, profile), path, updates)
    task = asyncio.create_task(loop.run())
    await one.ready()
    yield one
    task.cancel()
    await asyncio.gather(task, return_exceptions=True)
    log.close()
