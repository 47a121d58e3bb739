"""Runs a scenario: starts every process, lets the people work, sums up, ends every process."""

from __future__ import annotations

import asyncio
import os
import sys
from collections.abc import AsyncIterator, Callable
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from lane.demo.client import LaneClient, View
from lane.demo.crew import Crew
from lane.demo.photos import use_photos
from lane.demo.processes import LaneProcess
from lane.demo.samples import SampleVehicle, make_samples
from lane.demo.scenarios import Scenario
from lane.demo.setup import POLICE_USER, Prepared, prepare, write_station
from lane.demo.visit import whole_visit
from plc.simulator.control_client import SimulatorControl

ENTER_EVERY_S = 2.0
"""Wall seconds between two vehicles' arrivals in a scenario with several."""


@dataclass(frozen=True, slots=True)
class Options:
    """What the command line asked for."""

    out: Path
    scenario: Scenario
    seed: int = 1
    rate: float = 1.0
    screens: bool = False
    language: str = "zh"
    plate_photo: Path | None = None
    vin_photo: Path | None = None
    tell: Callable[[str], None] = print


@dataclass(frozen=True, slots=True)
class RunningLane:
    """The processes of a lane that answers, and where."""

    url: str
    data: Path
    tokens: dict[str, str]
    service: LaneProcess
    simulator: LaneProcess
    police: LaneProcess
    police_folder: Path


async def run_demo(options: Options) -> list[list[View]]:
    """All inspections of the scenario, by visit; papers lie in ``options.out``."""
    tell = options.tell
    now = datetime.now(UTC)
    names = [visit.vehicle for visit in options.scenario.visits]
    tell("绘制样本图片 / drawing the samples")
    drawn = options.out / "samples"
    vehicles = await make_samples(drawn, names, options.seed, now)
    if options.plate_photo or options.vin_photo:
        vehicles[names[0]] = await use_photos(
            drawn, vehicles[names[0]], options.plate_photo, options.vin_photo
        )
        tell("登记记录按照片编造 / the register's record was made up to fit the photos")
    prepared = prepare(options.out / "data", drawn)
    tell("启动各进程 / starting the processes")
    async with (
        running_lane(options.out, prepared, options.rate, options.seed) as lane,
        _screens(options, lane),
    ):
        tell(f"检测线就绪 / the lane answers at {lane.url}")
        async with crew_at(lane, options.seed, tell) as crew:
            done = await _visits(crew, options.scenario, vehicles)
        await _papers(lane, done, options.out)
        if options.screens:
            tell("关闭工作站窗口即结束 / close the desk's window to end")
    return done


@asynccontextmanager
async def running_lane(
    out: Path, prepared: Prepared, rate: float, seed: int
) -> AsyncIterator[RunningLane]:
    """Police desk, simulated equipment and service; all of them end with the block."""
    logs = out / "logs"
    data = prepared.data
    police_folder = out / "police-desk"
    async with AsyncExitStack() as stack:
        police = await LaneProcess.start(
            "police",
            *("lane", "simulate", "police", "--out", str(police_folder)),
            *("--user", POLICE_USER, "--password", prepared.police_password),
            logs=logs,
        )
        stack.push_async_callback(police.stop)
        write_station(data, f"http://127.0.0.1:{police.announced['port']}")
        simulator = await LaneProcess.start(
            "equipment",
            *("lane", "simulate", "equipment", "--site-out", str(data.site_file)),
            *("--rate", str(rate), "--seed", str(seed)),
            logs=logs,
        )
        stack.push_async_callback(simulator.stop)
        service = await start_service(data.root, rate, logs)
        lane = RunningLane(
            url=f"http://127.0.0.1:{service.announced['port']}",
            data=data.root,
            tokens=prepared.tokens,
            service=service,
            simulator=simulator,
            police=police,
            police_folder=police_folder,
        )
        stack.push_async_callback(service.stop)
        yield lane


async def start_service(data: Path, rate: float, logs: Path, port: int = 0) -> LaneProcess:
    """The lane service over a prepared data folder."""
    return await LaneProcess.start(
        "service",
        *("lane", "serve", "--data", str(data), "--rate", str(rate), "--port", str(port)),
        logs=logs,
    )


@asynccontextmanager
async def crew_at(lane: RunningLane, seed: int, tell: Callable[[str], None]) -> AsyncIterator[Crew]:
    """Everybody signed in, and the yard's gate open."""
    async with AsyncExitStack() as stack:
        people = {
            name: await stack.enter_async_context(LaneClient(lane.url, lane.tokens[name]))
            for name in ("registrar", "examiner", "driver", "signatory", "supervisor")
        }
        port = lane.simulator.announced["control_port"]
        yard = await stack.enter_async_context(SimulatorControl(port))
        yield Crew(**people, yard=yard, seed=seed, tell=tell)


async def _visits(
    crew: Crew, scenario: Scenario, vehicles: dict[str, SampleVehicle]
) -> list[list[View]]:
    async def one(number: int) -> list[View]:
        await asyncio.sleep(ENTER_EVERY_S * number)
        visit = scenario.visits[number]
        return await whole_visit(crew, vehicles[visit.vehicle], visit)

    async with asyncio.TaskGroup() as group:
        tasks = [group.create_task(one(number)) for number in range(len(scenario.visits))]
    return [task.result() for task in tasks]


async def _papers(lane: RunningLane, done: list[list[View]], out: Path) -> None:
    """Put reports and stickers where a person finds them: OUT/inspection-kind.pdf."""
    async with LaneClient(lane.url, lane.tokens["registrar"]) as client:
        for view in (view for visit in done for view in visit):
            for paper in view["papers"]:
                content = await client.paper(paper["url"])
                (out / paper_name(view, paper["kind"])).write_bytes(content)


def paper_name(view: View, kind: str) -> str:
    """File name of a paper."""
    return f"{view['id']}-{kind}.pdf"


def display_there() -> bool:
    """Whether windows can be opened here."""
    return os.name == "nt" or bool(os.environ.get("DISPLAY"))


@asynccontextmanager
async def _screens(options: Options, lane: RunningLane) -> AsyncIterator[None]:
    """Desk and board as processes of their own; the desk stays until its window is closed."""
    if not options.screens:
        yield
        return
    board = await _window("board", "--url", lane.url, "--language", options.language)
    desk = await _window(
        *("desk", "--url", lane.url, "--language", options.language), token=lane.tokens["desk"]
    )
    try:
        yield
        await desk.wait()
    finally:
        for window in (desk, board):
            if window.returncode is None:
                window.terminate()
                await window.wait()


async def _window(*arguments: str, token: str = "") -> asyncio.subprocess.Process:
    """A screen of its own process; its token goes by the environment, which `ps` does not show."""
    return await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "lane", *arguments), env={**os.environ, "LANE_TOKEN": token}
    )
