"""One device's loop on real sockets: identity, freshness, refusals, permitted writes."""

from __future__ import annotations

import asyncio

import pytest

from plc.acquisition.device_loop import DeviceLoop
from plc.acquisition.write_log import WriteLog
from plc.drivers.modbus import ModbusDriver
from plc.errors import EquipmentOff, IdentityRefused, WriteRefused, WrongDevice
from plc.profile import load_profile
from plc.profile.codec import encode_point
from plc.reading import Quality
from plc.site import DeviceSite
from plc.updates import DeviceState, ReadingsUpdate
from plc.wire.faults import BadReply, LinkDown, Refused


@pytest.fixture
async def lane_box(fault_server, clock, tmp_path, unpaced):
    """A lane control box on the fault server, and its loop."""
    profile = unpaced(load_profile("lane_io_reference"))
    beat = 0

    def read(request):
        nonlocal beat
        beat += 1
        fault_server.registers[10] = beat & 0xFFFF

    fault_server.registers = {0: 3001, 11: 0b111, 12: 0b0010}
    fault_server.on_read = read
    site = DeviceSite(name="lane_io", kind="lane_io", profile="x", port=fault_server.port)
    log = WriteLog(tmp_path / "log")
    loop = DeviceLoop("lane_io", ModbusDriver(profile, site), clock, log, lambda update: None)
    task = asyncio.create_task(loop.run())
    await loop.wait_for(lambda p: p.latest("light_1").good and p.latest("ready").good, None)
    yield loop
    task.cancel()
    await asyncio.gather(task, return_exceptions=True)
    log.close()


async def test_readings_have_value_unit_epoch_and_quality(rig):
    rig.peer.put("force_l", 123.4)
    await rig.loop.wait_for(lambda p: p.latest("force_l").value == 123.4, None)
    reading = rig.loop.latest("force_l")
    assert (reading.unit, reading.quality, reading.epoch) == ("daN", Quality.good, 1)
    rig.peer.put("force_l", None)
    await rig.loop.wait_for(lambda p: p.latest("force_l").quality is Quality.invalid, None)
    with pytest.raises(KeyError, match="no point force_x"):
        rig.loop.latest("force_x")


async def test_wrong_device_is_never_read_and_never_commanded(rig, by, fault_server):
    rig.peer.put("type_code", 3502)
    fault_server.kick()
    await rig.loop.wait_for(lambda p: p.wrong_device, None)
    assert rig.loop.latest("force_l").quality is Quality.wrong_device
    state = rig.loop.state()
    assert (state.state, state.text_zh) == ("wrong_device", "设备不符")
    with pytest.raises(WrongDevice, match="expected type_code 3501, found type_code 3502"):
        await rig.loop.command("zero", by=by)
    assert rig.peer.executed == []


async def test_refused_identity_is_told_and_asked_for_again_on_the_same_link(rig, by, fault_server):
    fault_server.faults = ["exception:2"] * 2
    fault_server.kick()
    await rig.loop.wait_for(lambda p: p.wrong_device, None)
    state = rig.loop.state()
    assert (state.state, state.detail) == (
        "wrong_device", ("type_code 3501", "Modbus exception 2"),
    )  # fmt: skip
    assert rig.loop.latest("force_l").quality is Quality.wrong_device
    with pytest.raises(IdentityRefused, match=r"hold type_code 3501 .* profile's address_base"):
        await rig.loop.command("zero", by=by)
    await rig.loop.wait_for(lambda p: p.latest("ready").good, None)
    assert (rig.loop.epoch, fault_server.faults, rig.peer.executed) == (2, [], [])
    await rig.loop.command("zero", by=by)


class Fleeting:
    """A driver whose link comes up and fails with the first request."""

    epoch = 0
    connected = False
    profile = load_profile("lane_io_reference")

    def __init__(self, fault: Exception) -> None:
        self._fault = fault

    async def connect(self) -> None:
        self.epoch += 1

    async def read_block(self, name: str) -> dict:
        raise self._fault

    def drop(self) -> None: ...

    close = drop

    def counters(self) -> dict[str, int]:
        return {}


@pytest.mark.parametrize("fault", [LinkDown("closed"), BadReply("junk"), Refused(6)])
def test_link_that_fails_at_once_is_tried_less_and_less_often(virtual_time, tmp_path, fault):
    loop, clock = virtual_time()
    log = WriteLog(tmp_path / "log")
    driver = Fleeting(fault)
    device = DeviceLoop("lane_io", driver, clock, log, lambda update: None)
    with pytest.raises(TimeoutError):
        loop.run_until_complete(asyncio.wait_for(device.run(), 60.0))
    loop.close()
    log.close()
    # at 0, 0, 0.5, 1.5, 3.5 and 7.5 s, then every 5 s
    assert driver.epoch == 6 + 10


async def test_reconnecting_is_a_new_epoch_without_old_values(rig, fault_server):
    rig.peer.put("force_l", 55.0)
    await rig.loop.wait_for(lambda p: p.latest("force_l").value == 55.0, None)
    port = fault_server.port
    await fault_server.stop()
    await rig.loop.wait_for(lambda p: p.latest("force_l").quality is Quality.no_link, None)
    assert [u.state for u in rig.updates if isinstance(u, DeviceState)][-1] == "offline"
    await fault_server.start(port)
    await rig.loop.wait_for(lambda p: p.epoch == 2 and p.latest("force_l").good, None)
    epochs = [u.epoch for u in rig.updates if isinstance(u, ReadingsUpdate)]
    assert epochs == sorted(epochs)


async def test_device_restarted_behind_an_open_connection_is_a_new_epoch(rig):
    await rig.loop.wait_for(lambda p: p.latest("heartbeat").value > 3, None)
    rig.peer.power_up()
    await rig.loop.wait_for(lambda p: p.epoch == 2 and p.latest("ready").good, None)
    assert rig.loop.state().counters["restarts"] == 1


async def test_registers_that_the_device_does_not_have_are_not_asked_for_again(rig, fault_server):
    fault_server.always = "exception:2"
    await rig.loop.wait_for(lambda p: p.state().state == "fault", None)
    assert rig.loop.state().detail == ("live: Modbus exception 2",)
    asked = len(fault_server.requests)
    await rig.loop.wait_for(lambda p: p.latest("force_l").quality is Quality.stale, None)
    assert len(fault_server.requests) == asked


async def test_busy_device_is_asked_again(rig, fault_server):
    fault_server.faults = ["exception:6"] * 3
    asked = len(fault_server.requests)
    await rig.loop.wait_for(lambda p: len(fault_server.requests) > asked + 5, None)
    assert rig.loop.state().state == "ready"
    assert rig.loop.state().counters["exceptions"] == 3


async def test_hung_device_becomes_offline_and_comes_back(rig, fault_server):
    fault_server.always = "silence"
    await rig.loop.wait_for(lambda p: not p.linked, None)
    fault_server.always = "ok"
    await rig.loop.wait_for(lambda p: p.epoch == 2 and p.latest("ready").good, None)


async def test_fault_bit_is_a_fault(rig):
    rig.peer.status(ready=True, fault=True)
    await rig.loop.wait_for(lambda p: p.state().state == "fault", None)
    rig.peer.status(ready=True)
    await rig.loop.wait_for(lambda p: p.state().state == "ready", None)


async def test_permitted_write_is_read_back(lane_box, by, fault_server, tmp_path):
    await lane_box.write("light_1", "green", by=by)
    assert fault_server.registers[100] == 2
    assert lane_box.latest("light_1").value == "green"
    assert '"what": "light_1"' in (tmp_path / "log").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("point", "value"), [("present_1", True), ("nothing", 1), ("light_1", "purple")]
)
async def test_other_writes_are_refused_and_never_sent(lane_box, by, fault_server, point, value):
    before = [r.address for r in fault_server.writes() if r.address != 108]
    with pytest.raises(WriteRefused):
        await lane_box.write(point, value, by=by)
    assert [r.address for r in fault_server.writes() if r.address != 108] == before


async def test_write_that_does_not_hold_is_told(lane_box, by, fault_server):
    fault_server.on_write = lambda request: fault_server.registers.update({100: 1})
    with pytest.raises(WriteRefused, match="reads red after the write"):
        await lane_box.write("light_1", "green", by=by)


async def test_write_without_a_link(lane_box, by, fault_server):
    await fault_server.stop()
    await lane_box.wait_for(lambda p: not p.linked, None)
    with pytest.raises(EquipmentOff):
        await lane_box.write("light_1", "green", by=by)


async def test_host_heartbeat_beats_and_is_not_in_the_log(lane_box, fault_server, tmp_path):
    await lane_box.wait_for(lambda p: (p.latest("host_heartbeat").value or 0) > 3, None)
    assert "host_heartbeat" not in (tmp_path / "log").read_text(encoding="utf-8")


async def test_driver_itself_writes_nothing_outside_the_allowlist(fault_server):
    profile = load_profile("lane_io_reference")
    narrow = profile.model_copy(
        update={"write_allow": profile.write_allow.model_copy(update={"ranges": ((100, 100),)})}
    )
    site = DeviceSite(name="lane_io", kind="lane_io", profile="x", port=fault_server.port)
    driver = ModbusDriver(narrow, site)
    await driver.connect()
    await driver.write_point("light_1", "red")
    with pytest.raises(WriteRefused, match="register 101 is not in"):
        await driver.write_point("light_2", "red")
    with pytest.raises(WriteRefused, match="takes no commands"):
        await driver.write_command(0, 1, 1)
    driver.close()
    assert [r.address for r in fault_server.writes()] == [100]


def test_encoded_enum_is_what_the_box_gets():
    profile = load_profile("lane_io_reference")
    assert encode_point(profile, profile.point("instruction_3"), "slow_over_plate") == [13]
