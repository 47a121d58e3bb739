"""The acquisition as a real process, against the simulated lane's real Modbus TCP servers."""

from __future__ import annotations

import asyncio
import json
import os
import signal
import sys
from contextlib import asynccontextmanager

import pytest

from plc.acquisition.client import Acquisition
from plc.clock import Clock
from plc.equipment import (
    AxleScale,
    GasAnalyser,
    HeadlampTester,
    Instruction,
    LaneIo,
    RollerBrakeTester,
    SideSlipTester,
    Speedometer,
)
from plc.errors import AcquisitionLost, EquipmentOff, NotReady, PlcError, TestVoid
from plc.port import WriteContext
from plc.simulator.simulator import Simulator
from plc.simulator.vehicle_factory import vehicle_model_for
from plc.site import load_site, save_site

BY = WriteContext("examiner 7", "inspection 42")


class Lane:
    """A simulated lane and an acquisition on it."""

    def __init__(self, simulator: Simulator, acquisition: Acquisition) -> None:
        self.simulator = simulator
        self.acquisition = acquisition
        self.io = self.tester("lane_io", LaneIo)
        self.brake = self.tester("roller_brake", RollerBrakeTester)

    def tester(self, name, kind):
        tester = self.acquisition.equipment(name)
        assert isinstance(tester, kind)
        return tester

    async def all_ready(self) -> None:
        for device in self.simulator.site.device:
            await self.until_linked(device.name)

    async def until_linked(self, name: str) -> None:
        port = self.acquisition.device(name)
        await port.wait_for(lambda p: p.latest("ready").good, timeout=None)

    async def enter(self, station: int) -> None:
        await self.io.set_light(station, "green", BY)
        await self.io.instruct(station, Instruction.enter, BY)
        await self.io.wait_present(station, True, timeout=60)
        await self.io.set_light(station, "red", BY)

    async def first_axle(self) -> None:
        self.simulator.arrive("v1", vehicle_model_for("car", seed=3))
        await self.enter(1)
        await self.io.instruct(1, Instruction.next_axle, BY)
        await self.brake.port.wait_for(_axle_in_place, timeout=60)

    async def on_phase(self, phase: str) -> None:
        """What the lane does while the rollers turn."""
        if phase == "brake":
            await self.io.instruct(1, Instruction.brake, BY)


def _axle_in_place(port) -> bool:
    return all(port.latest(n).good and port.latest(n).value for n in ("wheel_l", "wheel_r"))


def _lines(path):
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


@asynccontextmanager
async def running_lane(rate: float, folder):
    clock = Clock(rate)
    async with (
        Simulator(load_site(), clock, seed=1) as simulator,
        Acquisition.start(simulator.site, clock, folder / "writes.jsonl") as acquisition,
    ):
        lane = Lane(simulator, acquisition)
        await lane.all_ready()
        yield lane


@pytest.fixture
async def lane(tmp_path):
    async with running_lane(10.0, tmp_path) as one:
        yield one


def _check_run(run) -> None:
    assert run.lost_frames == 0
    assert len(run.left_dan) == len(run.right_dan) > 300
    assert max(run.left_dan) > 200
    assert max(run.right_dan) > 200
    assert run.left_dan[-1] < 30
    assert 0 < run.drag_left_dan < 30
    assert run.stop_reason in ("slip", "peak")


async def test_weighing_and_a_brake_run_ten_times_as_fast(lane, tmp_path):
    await lane.first_axle()
    load = await lane.tester("axle_scale", AxleScale).weigh(1, BY)
    assert load.left_kg + load.right_kg == pytest.approx(780, abs=20)
    run = await lane.brake.measure(1, "service", BY, on_phase=lane.on_phase)
    _check_run(run)
    counters = lane.acquisition.states()["roller_brake"].counters
    assert counters["frames_lost"] == 0
    logged = _lines(tmp_path / "writes.jsonl")
    start = next(line for line in logged if line["what"] == "start_service")
    assert (start["operator"], start["inspection"]) == ("examiner 7", "inspection 42")
    again = await lane.brake.measure(1, "service", BY, on_phase=lane.on_phase)
    assert again.first_frame > run.first_frame + len(run.left_dan) - 1


async def test_a_brake_run_at_true_speed(tmp_path):
    async with running_lane(1.0, tmp_path) as lane:
        vehicle = vehicle_model_for("car", seed=3)
        hurried = vehicle.driver.model_copy(
            update={"reaction_s": 0.2, "enter_s": 0.5, "axle_s": 0.5, "pedal_ramp_s": 0.5}
        )
        vehicle = vehicle.model_copy(update={"driver": hurried})
        lane.simulator.arrive("v1", vehicle)
        await lane.enter(1)
        await lane.io.instruct(1, Instruction.next_axle, BY)
        await lane.brake.port.wait_for(_axle_in_place, timeout=60)
        run = await lane.brake.measure(1, "service", BY, on_phase=lane.on_phase)
        _check_run(run)
        assert lane.acquisition.states()["roller_brake"].counters["frames_lost"] == 0


async def test_start_without_a_vehicle_is_refused(lane):
    with pytest.raises(NotReady) as refused:
        await lane.brake.measure(1, "service", BY)
    assert {"wheel_l", "wheel_r"} <= set(refused.value.missing)


async def test_tester_switched_off_in_the_middle_voids_the_run(lane):
    await lane.first_axle()
    epoch = lane.brake.port.epoch
    run = asyncio.create_task(lane.brake.measure(1, "service", BY))
    await lane.brake.port.wait_for(lambda p: p.latest("phase").value == "settle", timeout=60)
    await lane.simulator.power("roller_brake", False)
    with pytest.raises(TestVoid):
        await run
    assert lane.acquisition.states()["roller_brake"].state == "offline"
    assert lane.acquisition.states()["roller_brake"].text_zh == "离线"
    with pytest.raises(EquipmentOff):
        await lane.brake.measure(1, "service", BY)
    assert lane.acquisition.states()["axle_scale"].state == "ready"
    await lane.simulator.power("roller_brake", True)
    await lane.until_linked("roller_brake")
    assert lane.brake.port.epoch > epoch
    _check_run(await lane.brake.measure(1, "service", BY, on_phase=lane.on_phase))


async def test_emergency_stop_voids_the_run(lane):
    await lane.first_axle()
    run = asyncio.create_task(lane.brake.measure(1, "service", BY))
    await lane.brake.port.wait_for(lambda p: p.latest("phase").value == "settle", timeout=60)
    lane.simulator.estop(False)
    with pytest.raises(TestVoid, match="emergency stop"):
        await run
    await lane.brake.port.wait_for(lambda p: p.latest("estop_ok").value is False, timeout=60)
    with pytest.raises(NotReady):
        await lane.brake.measure(1, "service", BY)


async def test_process_that_dies_voids_the_run_and_comes_back(lane):
    await lane.first_axle()
    epoch, pid = lane.brake.port.epoch, lane.acquisition.pid
    run = asyncio.create_task(lane.brake.measure(1, "service", BY))
    await lane.brake.port.wait_for(lambda p: p.latest("phase").value == "settle", timeout=60)
    os.kill(pid, signal.SIGKILL)
    with pytest.raises(TestVoid, match="acquisition process ended"):
        await run
    assert lane.brake.port.latest("force_l").quality == "no_link"
    with pytest.raises((AcquisitionLost, EquipmentOff)):
        await lane.brake.measure(1, "service", BY)
    await lane.until_linked("roller_brake")
    assert lane.acquisition.restarts == 1
    assert lane.acquisition.pid != pid
    assert lane.brake.port.epoch > epoch


async def test_leaving_stops_the_rollers(tmp_path):
    async with Simulator(load_site(), Clock(10.0), seed=1) as simulator:
        clock = simulator.clock
        async with Acquisition.start(simulator.site, clock, tmp_path / "w.jsonl") as acquisition:
            lane = Lane(simulator, acquisition)
            await lane.all_ready()
            await lane.first_axle()
            run = asyncio.create_task(lane.brake.measure(1, "service", BY))
            await lane.brake.port.wait_for(lambda p: p.latest("running").value is True, 60)
        with pytest.raises(PlcError):
            await run
        assert _lines(tmp_path / "w.jsonl")[-1]["what"] == "stop"
        simulator.look()
        # it runs down by itself from here; nothing of ours keeps it going
        assert simulator.devices["roller_brake"].tester._stopped_by_command


@pytest.fixture
async def hurried_lane(tmp_path):
    async with running_lane(25.0, tmp_path) as one:
        yield one


async def test_everything_else_in_the_lane(hurried_lane):
    lane = hurried_lane
    await lane.first_axle()
    await lane.io.instruct(1, Instruction.leave, BY)
    await lane.enter(2)
    speed = await lane.tester("speedometer", Speedometer).measure(
        BY, on_started=lambda: lane.io.instruct(2, Instruction.accelerate_40, BY)
    )
    assert 30 < speed.true_km_h < 42
    boards = {"high_settle": Instruction.high_idle, "idle_settle": Instruction.idle}
    phases = []

    async def on_phase(phase: str) -> None:
        phases.append(phase)
        if phase in boards:
            await lane.io.instruct(2, boards[phase], BY)

    await lane.io.instruct(2, Instruction.stop, BY)
    gas = await lane.tester("gas_analyser", GasAnalyser).double_idle(BY, on_phase)
    assert 0 <= gas.idle_co_percent < 1
    assert gas.excess_air == pytest.approx(1.0, abs=0.1)
    assert [p for p in phases if p != "idle"] == [
        "zero",
        "high_settle",
        "high_measure",
        "idle_settle",
        "idle_measure",
    ]
    await lane.io.instruct(2, Instruction.leave, BY)
    await lane.enter(3)
    await lane.io.instruct(3, Instruction.high_beam, BY)
    lamp = await lane.tester("headlamp", HeadlampTester).measure("H1", BY)
    assert lamp.intensity_cd > 10_000
    assert lamp.height_mm > 400
    slip = await lane.tester("side_slip", SideSlipTester).measure(
        BY, on_started=lambda: lane.io.instruct(3, Instruction.slow_over_plate, BY)
    )
    assert abs(slip.m_per_km) < 5


async def _start(tmp_path, token: str, site) -> asyncio.subprocess.Process:
    environment = {k: v for k, v in os.environ.items() if k != "LANE_ACQUISITION_TOKEN"}
    return await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "plc.acquisition"),
        *("--site", str(site), "--log", str(tmp_path / "log")),
        env=environment | ({"LANE_ACQUISITION_TOKEN": token} if token else {}),
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
    )


@pytest.mark.parametrize(
    ("token", "said"), [("", "LANE_ACQUISITION_TOKEN is not set"), ("secret", "none.toml")]
)
async def test_a_wrong_start_is_told_in_one_line(tmp_path, token, said):
    process = await _start(tmp_path, token, tmp_path / "none.toml")
    out, error = await process.communicate()
    assert process.returncode == 2
    assert said in error.decode()
    assert error.count(b"\n") == 1
    assert out == b""


async def test_nobody_without_the_secret_is_let_in(tmp_path):
    save_site(load_site(), tmp_path / "site.toml")
    process = await _start(tmp_path, "secret", tmp_path / "site.toml")
    port = json.loads(await process.stdout.readline())["port"]
    for line in (b'{"type":"hello","token":"guess"}\n', b"hello?\n"):
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        writer.write(line)
        assert await reader.read() == b""
        writer.close()
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    writer.write(b'{"type":"hello","token":"secret"}\n')
    assert b'"state"' in await reader.readline()
    writer.close()
    await process.communicate()
    assert process.returncode == 0
