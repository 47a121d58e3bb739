"""One device: link, identity, polling, frames, heartbeat, commands and permitted writes."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from contextlib import suppress

from plc.acquisition.back_off import LONGEST, STEP, BackOff
from plc.acquisition.handshake import Handshake
from plc.acquisition.heartbeat import HeartbeatWatch, Pace, Trouble
from plc.acquisition.identity import Stranger, identify
from plc.acquisition.ring_reader import RingReader, RingRestarted
from plc.acquisition.schedule import Timetable
from plc.acquisition.wire_errors import as_error
from plc.acquisition.write_log import WriteLog
from plc.clock import Clock
from plc.drivers.base import Driver
from plc.errors import EquipmentOff, WriteRefused
from plc.port import CommandResult, WriteContext
from plc.port_state import STALE_WALL_FLOOR, PortState, stale_seconds
from plc.profile.codec import Decoded
from plc.profile.model import Block
from plc.reading import Quality, Value
from plc.updates import DeviceState, FramesUpdate, Listener, ReadingsUpdate, State
from plc.wire.faults import BadReply, LinkDown, NoReply, Refused, WireFault

SYSTEM = WriteContext("acquisition", "")
# A link that held for so many wall seconds was a good one, and is taken up again at once.
STEADY = 10.0
# The speed of a heartbeat is looked at over lane seconds, but no fewer than so many wall seconds.
PACE_WINDOW, PACE_WALL_FLOOR = 2.0, 0.5
HOST_HEARTBEAT = "(host heartbeat)"


class DeviceLoop(PortState):
    """Keeps one device's readings fresh and carries out its commands.

    It is itself a :class:`plc.port.DevicePort`, so equipment can stand on it in one process.
    ``listener`` hears every update; run :meth:`run` as a task, it ends only when cancelled.
    """

    def __init__(
        self, name: str, driver: Driver, clock: Clock, log: WriteLog, listener: Listener
    ) -> None:
        super().__init__(name, driver.profile, clock)
        self._driver = driver
        self._log = log
        self._listener = listener
        self._state: State = "offline"
        self._detail: tuple[str, ...] = ()
        self._stranger: Stranger | None = None
        self._dead_blocks: list[str] = []
        self._late_polls = 0
        self._frames_lost = 0
        self._restarts = 0
        self._pulse = 0
        self._watch = HeartbeatWatch(0)
        self._ring: RingReader | None = None
        command = self.profile.command
        self._handshake = (
            Handshake(self, driver, command, log, self._look, self._trouble) if command else None
        )

    async def run(self) -> None:
        """Hold the link, over and over."""
        now = asyncio.get_running_loop().time
        back_off = BackOff(first=0.0)
        try:
            while True:
                await self._driver.connect()
                began = now()
                try:
                    await self._session()
                except (WireFault, RingRestarted, _Restarted):
                    self._driver.drop()
                self._lost()
                if now() - began > STEADY:
                    back_off.reset()
                await back_off.pause(STEP if self._stop_owed else LONGEST)
        finally:
            self._driver.close()
            self._lost()

    async def command(self, verb: str, param: int = 0, *, by: WriteContext) -> CommandResult:
        """Carry out one command; see :class:`plc.acquisition.handshake.Handshake`."""
        self._require_link()
        if self._handshake is None:
            raise WriteRefused(self.name, "该设备没有命令", "this device takes no commands")
        return await self._handshake.run(verb, param, by)

    async def write(self, point: str, value: Value, *, by: WriteContext) -> None:
        """Write one permitted point, once, and read back that it holds."""
        self._require_link()
        before = self.latest(point).value if self._known(point) else None
        self._log.record(self.name, point, by, [before], [value])
        try:
            # Without a reply, the reading back tells whether it was carried out.
            with suppress(NoReply):
                await self._driver.write_point(point, value)
            block = self.profile.block_of(point)
            values = await self._look(block.name)
        except WireFault as fault:
            self._log.record(self.name, point, by, [before], [value], f"failed: {fault}")
            raise as_error(self.name, fault) from fault
        if values[point].value != value:
            found = values[point].value
            self._log.record(self.name, point, by, [before], [value], f"failed: reads {found}")
            raise WriteRefused(
                self.name, f"{point}写入后读回为{found}", f"{point} reads {found} after the write"
            )

    async def stop(self, by: WriteContext = SYSTEM) -> None:
        """Stop whatever this device moves; nothing to do for one that moves nothing."""
        if self._handshake is not None:
            await self._handshake.stop(by)

    def state(self) -> DeviceState:
        """How the device is now."""
        counters = self._driver.counters() | {
            "late_polls": self._late_polls,
            "frames_lost": self._frames_lost,
            "restarts": self._restarts,
        }
        return DeviceState(self.name, self.kind, self._state, self.epoch, counters, self._detail)

    def snapshot(self) -> list[ReadingsUpdate]:
        """Everything read so far, for a listener that comes later."""
        groups: dict[float, dict[str, tuple[Value, Quality]]] = {}
        for name, (value, quality, at) in self._values.items():
            groups.setdefault(at, {})[name] = (value, quality)
        return [ReadingsUpdate(self.name, self.epoch, at, group) for at, group in groups.items()]

    async def _session(self) -> None:
        epoch = self._driver.epoch
        identity = await identify(self._driver, self.name, self._refuse)
        self._stranger = None
        self._watch = self._new_watch()
        self._ring = self._new_ring_reader()
        self._dead_blocks.clear()
        self.set_link(True, epoch)
        self._become("ready")
        self._publish(identity, self.clock.now())
        polling = asyncio.create_task(self._poll())
        try:
            if self._stop_owed:
                await self.stop()
            await polling
        finally:
            polling.cancel()
            await asyncio.gather(polling, return_exceptions=True)

    def _refuse(self, stranger: Stranger) -> None:
        self._stranger = stranger
        self.set_link(True, self._driver.epoch, wrong_device=True)
        self._become("wrong_device", *stranger.detail)

    @property
    def _stop_owed(self) -> bool:
        return self._handshake is not None and self._handshake.stop_owed

    async def _poll(self) -> None:
        periods = [(b.name, 1 / b.poll_hz) for b in self.profile.block if b.poll_hz]
        if self.profile.host_heartbeat is not None:
            watchdog = self.profile.safety.output_watchdog_ms or 1000
            periods.append((HOST_HEARTBEAT, watchdog / 4000))
        timetable = Timetable(self.clock, periods)
        before = self._late_polls
        while timetable:
            name = await timetable.next()
            self._late_polls = before + timetable.late
            try:
                await self._turn(name)
            except (NoReply, BadReply):
                pass  # counted by the link; the readings grow stale by themselves
            except Refused as refused:
                if refused.configuration_error:
                    timetable.remove(name)
                    self._give_up(name, refused)
        await asyncio.get_running_loop().create_future()

    async def _turn(self, name: str) -> None:
        if not self._driver.connected:
            raise LinkDown(self.name)
        if name == HOST_HEARTBEAT:
            await self._beat()
        else:
            await self._poll_block(self.profile.block_named(name))

    async def _poll_block(self, block: Block) -> None:
        at = self.clock.now()
        values = await self._driver.read_block(block.name)
        heartbeat = self.profile.heartbeat
        if heartbeat is not None and heartbeat.name in values:
            beat = int(values[heartbeat.name].value)
            if self._watch.restarted(beat, at, self.clock.now()):
                self._restarts += 1
                raise _Restarted
        self._publish(values, at)
        self._judge_state()
        ring = self.profile.ring
        if ring is not None and ring.counter in values:
            await self._read_ring(int(values[ring.counter].value))

    async def _read_ring(self, counter: int) -> None:
        assert self._ring is not None
        chunk = await self._ring.read_new(counter)
        if chunk is None:
            return
        self._frames_lost += chunk.lost
        self.take_frames(chunk.first, chunk.frames)
        self._listener(FramesUpdate(self.name, self.epoch, chunk.first, chunk.frames))

    def _new_ring_reader(self) -> RingReader | None:
        ring = self.profile.ring
        if ring is None:
            return None
        return RingReader(ring, self._driver, self.profile.block_of(ring.counter).name)

    def _new_watch(self) -> HeartbeatWatch:
        stale = self.clock.at_least_wall(stale_seconds(self.profile), STALE_WALL_FLOOR)
        heartbeat = self.profile.heartbeat
        if heartbeat is None or heartbeat.beats_per_s is None:
            return HeartbeatWatch(stale)
        window = self.clock.at_least_wall(PACE_WINDOW, PACE_WALL_FLOOR)
        return HeartbeatWatch(stale, Pace(heartbeat.beats_per_s, window))

    def _trouble(self) -> Trouble | None:
        return self._watch.trouble(self.clock.now())

    async def _beat(self) -> None:
        point = self.profile.host_heartbeat
        assert point is not None
        self._pulse = (self._pulse + 1) % 0x10000
        await self._driver.write_point(point.name, self._pulse)

    async def _look(self, block: str) -> Mapping[str, Decoded]:
        at = self.clock.now()
        return self._publish(await self._driver.read_block(block), at)

    def _publish(self, values: Mapping[str, Decoded], at: float) -> Mapping[str, Decoded]:
        trouble = self._trouble()
        judged = {n: Decoded(v, _doubted(q, trouble)) for n, (v, q) in values.items()}
        self.take(judged, at)
        self._listener(ReadingsUpdate(self.name, self.epoch, at, dict(judged)))
        return judged

    def _judge_state(self) -> None:
        if trouble := self._trouble():
            self._become("fault", trouble)
        elif self._dead_blocks:
            self._become("fault", *self._dead_blocks)
        elif self._is("fault", True):
            self._become("fault", "fault")
        else:
            self._become("busy" if self._is("state", "busy") else "ready")

    def _is(self, point: str, value: Value) -> bool:
        return self._known(point) and self.latest(point).value == value

    def _become(self, state: State, *detail: str) -> None:
        if (state, detail) != (self._state, self._detail):
            self._state, self._detail = state, detail
            self._listener(self.state())

    def _give_up(self, block: str, refused: Refused) -> None:
        self._dead_blocks.append(f"{block}: {refused}")
        self._judge_state()

    def _lost(self) -> None:
        self._stranger = None
        self.set_link(False, self._driver.epoch)
        self._become("offline")

    def _require_link(self) -> None:
        if self._stranger is not None:
            raise type(self._stranger)(**self._stranger.fields)
        if not self.linked:
            raise EquipmentOff(self.name)


class _Restarted(Exception):
    """The device's heartbeat went backwards: it was restarted behind the connection."""


def _doubted(quality: Quality, trouble: Trouble | None) -> Quality:
    if quality is not Quality.good or trouble is None:
        return quality
    return Quality.stale if trouble == "heartbeat" else Quality.invalid
