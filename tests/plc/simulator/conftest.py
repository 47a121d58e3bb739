from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from contextlib import AsyncExitStack

import pytest
from pymodbus.client import AsyncModbusTcpClient

from plc.clock import Clock
from plc.profile.codec import decode_block
from plc.profile.loader import load_profile
from plc.reading import Value
from plc.simulator.signals import Instruction, Light
from plc.simulator.simulator import Simulator
from plc.simulator.timeline import Timeline
from plc.simulator.vehicle_factory import vehicle_model_for
from plc.simulator.world import World
from plc.site import load_site


class HandClock(Clock):
    """A clock that the test moves."""

    def __init__(self) -> None:
        super().__init__(1.0)
        self.time = 1000.0

    def now(self) -> float:
        return self.time


class Peer:
    """A plain Modbus client that knows a device's profile, and nothing of its inside."""

    def __init__(self, client: AsyncModbusTcpClient, kind: str, clock: HandClock) -> None:
        self.client, self.clock = client, clock
        self.profile = load_profile(f"{kind}_reference")
        self.seq = 0

    async def block(self, name: str) -> dict[str, Value]:
        block = self.profile.block_named(name)
        reply = await self.client.read_holding_registers(block.address, count=block.count)
        assert not reply.isError()
        decoded = decode_block(self.profile, block, reply.registers)
        return {point: one.value for point, one in decoded.items()}

    async def send(self, verb: str, param: int = 0, seq: int | None = None) -> int:
        """Write one command; return the Modbus exception code, 0 if it was taken."""
        command = self.profile.command
        assert command is not None
        self.seq = self.seq + 1 if seq is None else seq
        fields = {"param": param, "seq": self.seq, "cmd": command.verbs[verb].code}
        registers = [fields[name] for name in command.layout]
        reply = await self.client.write_registers(command.address, registers)
        return reply.exception_code if reply.isError() else 0

    async def until_idle(self, step_s: float, limit_s: float = 400.0) -> dict[str, Value]:
        """Poll every `step_s` lane seconds until the command has ended."""
        end = self.clock.time + limit_s
        while (live := await self.block("live"))["state"] == "busy":
            assert self.clock.time < end, f"still busy after {limit_s} s: {live}"
            self.clock.time += step_s
        return live

    async def write_enum(self, point: str, value: str) -> None:
        spec = self.profile.point(point)
        assert spec.enum is not None
        reply = await self.client.write_register(spec.at, spec.enum[value])
        assert not reply.isError()


Connect = Callable[[str], "Peer"]


@pytest.fixture
def clock() -> HandClock:
    return HandClock()


@pytest.fixture
async def simulator(clock: HandClock) -> AsyncIterator[Simulator]:
    async with Simulator(load_site(), clock, seed=1) as simulator:
        yield simulator


@pytest.fixture
async def connect(simulator: Simulator, clock: HandClock) -> AsyncIterator[Callable]:
    """Connect to a device by its name."""
    async with AsyncExitStack() as stack:

        async def connect(name: str) -> Peer:
            client = AsyncModbusTcpClient(
                "127.0.0.1",
                port=simulator.site.device_named(name).port,
                timeout=2,
                retries=0,
                reconnect_delay=0,
            )
            stack.callback(client.close)
            assert await client.connect()
            return Peer(client, name, clock)

        yield connect


@pytest.fixture
def world() -> World:
    return World([1, 2, 3], Timeline(1000.0), seed=1)


@pytest.fixture
def bring_in(simulator: Simulator, clock: HandClock) -> Callable[..., None]:
    """Let a vehicle arrive and drive to a station; with an axle, onto the rollers of station 1."""

    def bring_in(station: int = 1, axle: int = 0, **wishes: object) -> None:
        world = simulator.world
        simulator.arrive("v1", vehicle_model_for(**{"seed": 3} | wishes))
        for number in range(1, station + 1):
            world.show_light(number, Light.green)
            world.show_instruction(number, Instruction.enter)
            clock.time += 30.0
            simulator.look()
            world.show_light(number, Light.red)
            if number < station:
                world.show_instruction(number, Instruction.leave)
                clock.time += 30.0
                simulator.look()
        for _ in range(axle):
            world.show_instruction(1, Instruction.next_axle)
            clock.time += 30.0
            simulator.look()

    return bring_in
