from __future__ import annotations

import asyncio
import json

import pytest

from plc.simulator.control import ControlServer
from plc.simulator.control_client import SimulatorControl, SimulatorControlError
from plc.simulator.vehicle_factory import vehicle_model_for


@pytest.fixture
async def server(simulator):
    async with ControlServer(simulator) as server:
        yield server


@pytest.fixture
async def control(server):
    async with SimulatorControl(server.port) as control:
        yield control


async def test_vehicles_come_and_go(control):
    await control.arrive("v1", vehicle_model_for())
    await control.arrive("v2", vehicle_model_for("truck"))
    assert (await control.status())["queue"] == ["v1", "v2"]
    await control.remove("v1")
    assert (await control.status())["queue"] == ["v2"]


async def test_devices_are_switched(control):
    await control.power("headlamp", False)
    assert not (await control.status())["devices"]["headlamp"]["on"]
    await control.power("headlamp", False)
    await control.power("headlamp", True)
    assert (await control.status())["devices"]["headlamp"]["on"]
    await control.estop(False)
    assert not (await control.status())["estop_ok"]
    await control.freeze("headlamp")


async def test_refusals_say_what_is_wrong_and_the_link_goes_on(control):
    await control.arrive("v1", vehicle_model_for())
    with pytest.raises(SimulatorControlError, match=r"'v1'.*another id"):
        await control.arrive("v1", vehicle_model_for())
    with pytest.raises(SimulatorControlError, match="'v9' is not in this lane"):
        await control.remove("v9")
    with pytest.raises(SimulatorControlError, match="'toaster' is not in this lane"):
        await control.power("toaster", True)
    assert (await control.status())["queue"] == ["v1"]


@pytest.mark.parametrize(
    ("line", "told"),
    [
        (b"{nonsense", "JSON"),
        (b'{"do": "fly"}', "fly"),
        (b'{"do": "arrive", "id": "v1", "vehicle": {"axles": []}}', "vehicle.axles"),
    ],
)
async def test_nonsense_is_answered_with_the_field_at_fault(server, line, told):
    reader, writer = await asyncio.open_connection("127.0.0.1", server.port)
    writer.write(line + b"\n")
    answer = json.loads(await reader.readline())
    writer.close()
    await writer.wait_closed()
    assert not answer["ok"]
    assert told in answer["error"]


async def test_nobody_there_is_told(simulator):
    async with ControlServer(simulator) as server:
        port = server.port
        control = SimulatorControl(port)
        await control.__aenter__()
    with pytest.raises(SimulatorControlError, match="ended"):
        await control.status()
    await control.__aexit__(None, None, None)
    with pytest.raises(SimulatorControlError, match="start it first"):
        await SimulatorControl(port).__aenter__()
