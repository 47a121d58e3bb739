"""The service killed in the middle of a brake test: the inspection goes on from its last event."""

from __future__ import annotations

import asyncio
import json
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path

import httpx
import psutil
import pytest

from lane.demo.client import LaneClient, Refused
from lane.demo.crew import check_in, drive, settle, walk
from lane.demo.run import crew_at, running_lane, start_service
from lane.demo.samples import make_samples
from lane.demo.scenarios import scenarios
from lane.demo.setup import prepare
from tests.lane.demo.conftest import lane

pytestmark = pytest.mark.timeout(600)
RATE = 10.0


async def test_kill_9_loses_nothing_and_resumes_only_when_told(tmp_path: Path):
    visit = scenarios()["pass"].visits[0]
    samples = tmp_path / "samples"
    vehicles = await make_samples(samples, ["pass"], 3, datetime.now(UTC))
    prepared = prepare(tmp_path / "data", samples)
    async with running_lane(tmp_path, prepared, RATE, 3) as running:
        port = int(running.url.rsplit(":", 1)[1])
        async with crew_at(running, 3, lambda line: None) as crew:
            view = await check_in(crew, vehicles["pass"])
            view = await crew.examiner.act(view["id"], "start_walk")
            await walk(crew, view, vehicles["pass"], visit)
            driving = asyncio.create_task(drive(crew, view["id"], vehicles["pass"], visit))
            await crew.driver.until(view["id"], lambda v: len(v["curves"]) >= 1, 120)
            children = psutil.Process(running.service.pid).children(recursive=True)
            await running.service.kill()
            with suppress(httpx.TransportError, Refused):
                await driving
            _gone, alive = psutil.wait_procs(children, timeout=15)
            assert not alive, "the acquisition process outlived its service"
            before = events(tmp_path / "data", view["id"])

            again = await start_service(tmp_path / "data", RATE, tmp_path / "logs", port)
            try:
                person = LaneClient(running.url, running.tokens["driver"])
                now = await person.inspection(view["id"])
                assert now["phase"] == "in_lane" and now["next_action_name"] == "resume"
                after = events(tmp_path / "data", view["id"])
                assert after[: len(before)] == before
                assert [e["kind"] for e in after[len(before) :]] == ["LaneInterrupted"]
                await person.act(view["id"], "resume", reason="vehicle stands safely")
                done = await person.until(view["id"], lambda v: v["phase"] == "verdict", 300)
                assert done["verdict"] == "pass"
                closed = await settle(crew, done)
                assert {paper["kind"] for paper in closed["papers"]} == {"report", "sticker"}
                await person._http.aclose()
            finally:
                await again.stop()
    tests = [e["data"]["test"] for e in events(tmp_path / "data", view["id"], "MeasurementTaken")]
    assert len(tests) == len(set(tests)), "a measured test was done twice"
    assert lane("journal", "verify", "--data", str(tmp_path / "data")).returncode == 0


def events(data: Path, inspection: str, kind: str | None = None) -> list[dict]:
    shown = lane("journal", "show", inspection, "--data", str(data), "--json").stdout
    found = [json.loads(line) for line in shown.splitlines()]
    return [event for event in found if kind in (None, event["kind"])]
