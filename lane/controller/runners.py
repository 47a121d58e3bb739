"""How each test is run at its station: what the driver is told, what the tester is asked.

A runner returns the tester's whole run or raises one of `plc.errors`; it never retries.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import asdict, dataclass
from typing import Any, Literal, cast

from lane.controller.plan import LaneTest
from lane.controller.station import Station
from plc.acquisition.client import Acquisition
from plc.clock import Clock
from plc.equipment.axle_scale import AxleScale
from plc.equipment.gas_analyser import GasAnalyser
from plc.equipment.headlamp import HeadlampTester
from plc.equipment.lane_io import Instruction
from plc.equipment.roller_brake import RollerBrakeTester
from plc.equipment.side_slip import SideSlipTester
from plc.equipment.speedometer import Speedometer
from plc.port import DevicePort, WriteContext

WHEELS_IN_S = 60.0
"""How long the driver may take to bring the next axle onto the tester."""
RELEASED_IN_S = 2.0
"""How long a driver takes to let go of pedal and lever once told to."""


@dataclass(frozen=True, slots=True)
class Run:
    """A finished test: the scalar results, the curve apart, and what ties them to one epoch."""

    result: dict[str, Any]
    epoch: int
    curve: dict[str, Any] | None = None
    lost_frames: int = 0


@dataclass(frozen=True, slots=True)
class StationWork:
    """What a runner works with: the station, its testers and the driver's board."""

    station: Station
    acquisition: Acquisition
    clock: Clock
    by: WriteContext
    axle_on_platform: int = 0

    async def tell(self, instruction: Instruction) -> None:
        """Put one instruction on this station's board (引导屏)."""
        await self.station.tell(instruction, self.by)


Runner = Callable[[StationWork, LaneTest, str], Awaitable[Run]]


async def bring_axle(work: StationWork, axle: int, port: DevicePort) -> None:
    """Have the driver bring axle after axle onto the platform until ``axle`` stands there."""
    for _ in range(work.axle_on_platform, axle):
        await work.tell(Instruction.next_axle)
        await port.wait_for(lambda p: not _wheels(p), WHEELS_IN_S)
        await port.wait_for(_wheels, WHEELS_IN_S)
        await work.tell(Instruction.stop)


def _wheels(port: DevicePort) -> bool:
    left, right = port.latest("wheel_l"), port.latest("wheel_r")
    good = left.good and right.good
    return good and bool(left.value) and bool(right.value)


async def run_axle_load(work: StationWork, test: LaneTest, device: str) -> Run:
    """Weigh one axle (轴荷)."""
    scale = cast("AxleScale", work.acquisition.equipment(device))
    load = await scale.weigh(_axle(test), work.by)
    return Run(
        {"axle": load.axle, "left_kg": load.left_kg, "right_kg": load.right_kg},
        work.acquisition.device(device).epoch,
    )


async def run_brake(work: StationWork, test: LaneTest, device: str) -> Run:
    """Service brake (行车制动) or parking brake (驻车制动) of one axle on the rollers."""
    tester = cast("RollerBrakeTester", work.acquisition.equipment(device))
    parking = test.kind == "parking_brake"
    kind: Literal["service", "parking"] = "parking" if parking else "service"
    pull = Instruction.parking_brake if parking else Instruction.brake

    async def phase(name: str) -> None:
        told = {"brake": pull, "run_down": Instruction.release}.get(name)
        if told is not None:
            await work.tell(told)

    # A foot still on the pedal from the run before would be measured as this run's brake.
    await work.tell(Instruction.release)
    await work.clock.sleep(RELEASED_IN_S)
    try:
        run = await tester.measure(_axle(test), kind, work.by, on_phase=phase)
    finally:
        await work.tell(Instruction.release)
    fields = asdict(run)
    curve = {
        "axle": run.axle,
        "kind": run.kind,
        "interval_ms": run.interval_ms,
        "left_dan": list(fields.pop("left_dan")),
        "right_dan": list(fields.pop("right_dan")),
    }
    return Run(fields, run.epoch, curve, run.lost_frames)


async def run_speed(work: StationWork, test: LaneTest, device: str) -> Run:
    """Speedometer (车速表): the driver presses the key at an indicated 40 km/h."""
    tester = cast("Speedometer", work.acquisition.equipment(device))

    async def measuring() -> None:
        await work.tell(Instruction.accelerate_40)

    run = await tester.measure(work.by, on_started=measuring)
    await work.tell(Instruction.stop)
    return Run(asdict(run), work.acquisition.device(device).epoch)


async def run_headlamp(work: StationWork, test: LaneTest, device: str) -> Run:
    """Far-beam intensity (远光发光强度) of one lamp."""
    tester = cast("HeadlampTester", work.acquisition.equipment(device))
    await work.tell(Instruction.high_beam)
    run = await tester.measure(cast("Any", test.lamp), work.by)
    return Run(asdict(run), work.acquisition.device(device).epoch)


async def run_side_slip(work: StationWork, test: LaneTest, device: str) -> Run:
    """Side-slip (侧滑): slowly and straight over the plate, once the plate is armed."""
    tester = cast("SideSlipTester", work.acquisition.equipment(device))

    async def armed() -> None:
        await work.tell(Instruction.slow_over_plate)

    run = await tester.measure(work.by, on_started=armed)
    await work.tell(Instruction.stop)
    return Run(asdict(run), work.acquisition.device(device).epoch)


_GAS_PHASES: dict[str, Instruction] = {
    "zero": Instruction.wait,
    "high_settle": Instruction.high_idle,
    "high_measure": Instruction.high_idle,
    "idle_settle": Instruction.idle,
    "idle_measure": Instruction.idle,
    "free_acceleration": Instruction.free_acceleration,
}


async def run_gas(work: StationWork, test: LaneTest, device: str) -> Run:
    """Double idle (双怠速) or free acceleration (自由加速), led by the analyser's phases."""
    analyser = cast("GasAnalyser", work.acquisition.equipment(device))

    async def phase(name: str) -> None:
        if name in _GAS_PHASES:
            await work.tell(_GAS_PHASES[name])

    measure = analyser.double_idle if test.kind == "double_idle" else analyser.free_acceleration
    run = await measure(work.by, on_phase=phase)
    await work.tell(Instruction.stop)
    return Run(asdict(run), work.acquisition.device(device).epoch)


RUNNERS: dict[str, Runner] = {
    "axle_load": run_axle_load,
    "service_brake": run_brake,
    "parking_brake": run_brake,
    "speed": run_speed,
    "headlamp": run_headlamp,
    "side_slip": run_side_slip,
    "double_idle": run_gas,
    "free_acceleration": run_gas,
}


def _axle(test: LaneTest) -> int:
    if test.axle is None:
        raise ValueError(f"test {test.id} needs an axle")
    return test.axle
