"""A small brake tester on byte level that misbehaves on demand, and a device loop on it."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator
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
        self._server = server
        self._seq = 0
        self._first = 0
        self._ack_in = -1
        self._verbs = {v.code: n for n, v in profile.command.verbs.items()}
        server.on_write = self._written
        server.on_read = self._read
        self.power_up()

    def power_up(self) -> None:
        self._server.registers.clear()
        self.running = False
        self.beat = 0
        self._seq = self._ack_in = -1
        self.put("type_code", 3501)
        self.status(ready=True, wheel_l=True, wheel_r=True, estop_ok=True)

    def put(self, name: str, value) -> None:
        point = self.profile.point(name)
        for i, register in enumerate(encode_point(self.profile, point, value)):
            self._server.registers[point.at + i] = register

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
        self._server.registers[at], self._server.registers[at + 1] = left, right


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

    def logged(self) -> list[dict]:
        return [json.loads(line) for line in self.log.read_text(encoding="utf-8").splitlines()]


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
    profile = load_profile("roller_brake_reference")
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
