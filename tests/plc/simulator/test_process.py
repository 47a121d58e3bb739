from __future__ import annotations

import asyncio
import json
import subprocess
import sys

import pytest

from plc.simulator.__main__ import main
from plc.simulator.control_client import SimulatorControl
from plc.simulator.vehicle_factory import vehicle_model_for
from plc.site import load_site


async def start(*options: str) -> asyncio.subprocess.Process:
    return await asyncio.create_subprocess_exec(
        sys.executable,
        "-m",
        "plc.simulator",
        "--exit-with-stdin",
        *options,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )


async def test_the_process_tells_its_ports_serves_and_ends_with_its_parent(tmp_path):
    site_file = tmp_path / "site.toml"
    process = await start("--rate", "20", "--site-out", str(site_file))
    assert process.stdout is not None
    try:
        told = json.loads(await process.stdout.readline())
        site = load_site(site_file)
        assert {device.name: device.port for device in site.device} == told["devices"]
        assert 0 not in told["devices"].values()
        async with SimulatorControl(told["control_port"]) as control:
            await control.arrive("v1", vehicle_model_for())
            assert (await control.status())["queue"] == ["v1"]
    finally:
        _, errors = await process.communicate(b"")
    assert process.returncode == 0
    assert errors == b""


def test_a_site_that_is_not_there_is_one_clear_line(tmp_path, capsys):
    assert main(["--site", str(tmp_path / "none.toml")]) == 2
    told = capsys.readouterr().err
    assert "none.toml" in told
    assert told.count("\n") == 1


@pytest.mark.parametrize("rate", ["0", "-1"])
def test_a_rate_that_cannot_be_is_refused(capsys, rate):
    assert main(["--rate", rate]) == 2
    assert "rate" in capsys.readouterr().err
