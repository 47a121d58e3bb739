from __future__ import annotations

import logging
import socket
from importlib.resources import files

import pytest

from plc.errors import SiteError
from plc.profile.loader import load_profile
from plc.simulator.signals import Instruction, Light
from plc.simulator.simulator import Simulator
from plc.site import load_site


def test_the_drivers_know_every_word_that_the_board_can_show():
    profile = load_profile("lane_io_reference")
    assert set(profile.point("instruction_1").enum or ()) == set(Instruction)
    assert set(profile.point("light_1").enum or ()) == set(Light)


def test_a_kind_that_cannot_be_simulated_is_named(clock):
    site = load_site()
    strange = site.device[1].model_copy(update={"kind": "toaster"})
    site = site.model_copy(update={"device": (site.device[0], strange, *site.device[2:])})
    with pytest.raises(SiteError, match=r"axle_scale.*'toaster'.*roller_brake"):
        Simulator(site, clock)


def test_frames_at_another_rate_than_the_simulators_are_refused(tmp_path, clock):
    text = (files("plc") / "profiles" / "roller_brake_reference.toml").read_text(encoding="utf-8")
    mine = tmp_path / "mine.toml"
    mine.write_text(text.replace("rate_hz = 100", "rate_hz = 50"), encoding="utf-8")
    site = load_site()
    brake = site.device_named("roller_brake").model_copy(update={"profile": str(mine)})
    with pytest.raises(SiteError, match="rate_hz = 50: the simulator makes 100 frames"):
        Simulator(site.model_copy(update={"device": (brake,)}), clock)


async def test_when_one_port_is_taken_no_other_stays_open(clock):
    simulator = Simulator(load_site(), clock)
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        simulator.devices["side_slip"].port = taken.getsockname()[1]
        with pytest.raises(RuntimeError):
            await simulator.__aenter__()
    assert not any(device.powered for device in simulator.devices.values())


async def test_a_fault_of_the_simulator_itself_is_told_and_logged(
    simulator, connect, caplog, monkeypatch
):
    peer = await connect("headlamp")
    monkeypatch.setattr(simulator.devices["headlamp"].tester, "shown", lambda: 1 / 0)
    with caplog.at_level(logging.ERROR):
        reply = await peer.client.read_holding_registers(10, count=1)
    assert reply.exception_code == 4
    assert "headlamp" in caplog.text
    assert "ZeroDivisionError" in caplog.text
