"""The command handshake: asked once, acknowledged, done, and the result really its own.

A command is never given twice. When an answer stays out the state is read; when it is still not
clear whether something moves, the tester is told to stop.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Mapping

from plc.acquisition.numbers import CommandNumbers
from plc.acquisition.wire_errors import as_error
from plc.acquisition.write_log import WriteLog
from plc.drivers.base import Driver
from plc.errors import CommandTimeout, EquipmentOff, NotReady, PlcError, TesterFault, TestVoid
from plc.errors import WriteRefused as Refusal
from plc.port import CommandResult, WriteContext
from plc.port_state import PortState
from plc.profile.codec import Decoded
from plc.profile.model import Command, Verb
from plc.reading import Quality, Reading
from plc.wire.faults import LinkDown, NoReply, WireFault

# An acknowledgement and a short verb wait for the wire, which a fast clock does not make faster.
ACK_WALL_FLOOR = 0.5
DONE_WALL_FLOOR = 2.0


# Reads a block now, takes it into the port's readings and returns it as judged there.
Look = Callable[[str], Awaitable[Mapping[str, Decoded]]]
# What is wrong with the device's heartbeat, as the name of a point; None when nothing is.
Trouble = Callable[[], str | None]


class Handshake:
    """Commands of one device; one at a time, except those that are always allowed (stop)."""

    def __init__(
        self,
        port: PortState,
        driver: Driver,
        command: Command,
        log: WriteLog,
        look: Look,
        trouble: Trouble,
    ) -> None:
        self.stop_owed = False
        self._look_at = look
        self._trouble = trouble
        self._port = port
        self._driver = driver
        self._command = command
        self._log = log
        self._numbers = CommandNumbers()
        self._live = port.profile.block_of(command.state).name
        self._running = False
        self._stops = 0

    async def run(self, verb_name: str, param: int, by: WriteContext) -> CommandResult:
        """Carry out one command; raises the errors of plc.errors, each of which voids it."""
        verb = self._permitted(verb_name, param)
        if verb.always_allowed:
            self._stops += 1
            return await self._carry_out(verb_name, verb, param, by)
        if self._running:
            raise NotReady(self._port.name, ["ready"])
        self._running = True
        try:
            return await self._carry_out(verb_name, verb, param, by)
        finally:
            self._running = False

    async def stop(self, by: WriteContext) -> None:
        """Tell the device to stop, twice if it must; remember it when the device is away."""
        verb = self._port.profile.safety.stop_verb
        if verb is None:
            return
        self.stop_owed = True
        for _ in range(2):
            try:
                await self.run(verb, 0, by)
            except PlcError as error:
                self._log.record(self._port.name, verb, by, [], [], f"failed: {error}")
            else:
                self.stop_owed = False
                return

    def _permitted(self, name: str, param: int) -> Verb:
        verb = self._command.verbs.get(name)
        if verb is None:
            raise Refusal(self._port.name, f"没有命令{name}", f"it has no command {name}")
        if not verb.param[0] <= param <= verb.param[1]:
            raise Refusal(
                self._port.name,
                f"{name}的参数{param}超出范围",
                f"{name} takes a parameter from {verb.param[0]} to {verb.param[1]}, not {param}",
            )
        return verb

    async def _carry_out(
        self, name: str, verb: Verb, param: int, by: WriteContext
    ) -> CommandResult:
        epoch, stops = self._port.epoch, self._stops
        await self._check_conditions(verb)
        try:
            seq = await self._give(name, verb, param, by, epoch)
            late = await self._taken(name, seq, epoch, stops)
            await self._done(name, verb, seq, epoch, stops)
            values = await self._results(verb, seq, epoch)
        except BaseException:
            if verb.hazardous:
                await self._make_safe(stops, by)
            raise
        return CommandResult(name, seq, epoch, values, late)

    async def _check_conditions(self, verb: Verb) -> None:
        live = await self._look()
        if verb.always_allowed:
            return
        missing = [n for n in verb.requires if not _is_set(live[n])]
        if live[self._command.state].value == "busy" and "ready" not in missing:
            missing.append("ready")
        if trouble := self._trouble():
            missing = [trouble]  # the tester hangs or lives in another time: nothing else counts
        if missing:
            raise NotReady(self._port.name, missing)

    async def _give(self, name: str, verb: Verb, param: int, by: WriteContext, epoch: int) -> int:
        try:
            before = await self._driver.read_command()
        except WireFault as fault:
            raise as_error(self._port.name, fault) from fault
        self._same(epoch)
        written = before[self._command.layout.index("seq")]
        seq = self._numbers.next(written, self._port.latest(self._command.ack).value)
        after = {"param": param, "seq": seq, "cmd": verb.code}
        layout = [after[part] for part in self._command.layout]
        self._log.record(self._port.name, name, by, before, layout)
        try:
            await self._driver.write_command(param, seq, verb.code)
        except (NoReply, LinkDown) as fault:
            # Carried out or not, nobody knows: the acknowledgement will tell. Never again.
            self._log.record(self._port.name, name, by, before, layout, f"unknown: {fault}")
        except WireFault as fault:
            self._log.record(self._port.name, name, by, before, layout, f"failed: {fault}")
            raise as_error(self._port.name, fault) from fault
        return seq

    async def _taken(self, name: str, seq: int, epoch: int, stops: int) -> bool:
        def acknowledged(port: PortState) -> bool:
            ack = port.latest(self._command.ack)
            return self._over(epoch, stops) or (ack.good and ack.value == seq)

        limit = self._port.clock.at_least_wall(self._command.ack_ms / 1000, ACK_WALL_FLOOR)
        late = False
        try:
            await self._port.wait_for(acknowledged, limit)
        except TimeoutError:
            late = True
            live = await self._look()
            if live[self._command.ack].value != seq:
                raise CommandTimeout(self._port.name, name, "ack") from None
        self._same(epoch, stops)
        return late

    async def _done(self, name: str, verb: Verb, seq: int, epoch: int, stops: int) -> None:
        def over(port: PortState) -> bool:
            state = port.latest(self._command.state)
            ended = state.value in ("done", "error") and self._acknowledges(seq)
            return self._over(epoch, stops) or not state.good or ended or self._taken_over(seq)

        limit = self._port.clock.at_least_wall(verb.done_ms / 1000, DONE_WALL_FLOOR)
        try:
            await self._port.wait_for(over, limit)
        except TimeoutError:
            raise CommandTimeout(self._port.name, name, "done") from None
        self._same(epoch, stops)
        state = self._port.latest(self._command.state)
        if not state.good:
            raise self._void("设备心跳或状态异常", "the tester's heartbeat or state is not good")
        if self._taken_over(seq):
            raise self._void("设备正在执行另一命令", "the tester is at another command")
        if state.value == "error":
            raise TesterFault(self._port.name, int(self._value(self._command.error)))

    async def _results(self, verb: Verb, seq: int, epoch: int) -> dict[str, Reading]:
        if verb.result is None:
            return {}
        at = self._port.clock.now()
        values = await self._read(verb.result)
        self._same(epoch)
        found = values[self._command.result_seq]
        if found.quality is not Quality.good or found.value != seq:
            raise self._void(
                "结果不属于本次检验", f"the result is of command {found.value}, not {seq}"
            )
        return {
            name: Reading(one.value, self._unit(name), at, one.quality, epoch)
            for name, one in values.items()
        }

    async def _make_safe(self, stops: int, by: WriteContext) -> None:
        if self._stops != stops:
            return  # whoever voided this test by a stop is seeing to it
        # Being cancelled must not leave the rollers running.
        await asyncio.shield(asyncio.create_task(self.stop(by)))

    async def _look(self) -> Mapping[str, Decoded]:
        if not self._port.linked:
            raise EquipmentOff(self._port.name)
        try:
            return await self._look_at(self._live)
        except WireFault as fault:
            raise as_error(self._port.name, fault) from fault

    async def _read(self, block: str) -> Mapping[str, Decoded]:
        if not self._port.linked:
            raise EquipmentOff(self._port.name)
        try:
            return await self._driver.read_block(block)
        except WireFault as fault:
            raise as_error(self._port.name, fault) from fault

    def _over(self, epoch: int, stops: int) -> bool:
        return not self._port.linked or self._port.epoch != epoch or self._stops != stops

    def _same(self, epoch: int, stops: int | None = None) -> None:
        if not self._port.linked or self._port.epoch != epoch:
            raise self._void("检验过程中连接中断或设备重启", "the link was lost or it restarted")
        if stops is not None and self._stops != stops:
            raise self._void("检验被停止", "it was stopped")

    def _acknowledges(self, seq: int) -> bool:
        return self._port.latest(self._command.ack).value == seq

    def _taken_over(self, seq: int) -> bool:
        ack = self._port.latest(self._command.ack)
        return ack.good and ack.value != seq

    def _value(self, point: str) -> int:
        value = self._port.latest(point).value
        return value if isinstance(value, int) else 0

    def _unit(self, name: str) -> str:
        profile = self._port.profile
        return profile.point(name).unit if profile.has_point(name) else ""

    def _void(self, zh: str, en: str) -> TestVoid:
        return TestVoid(self._port.name, zh, en)


def _is_set(one: Decoded) -> bool:
    return one.quality is Quality.good and one.value is True
