from __future__ import annotations

import pytest

from plc.errors import SiteError
from plc.profile.codec import decode_block
from plc.profile.loader import load_profile
from plc.simulator.register_image import RegisterImage, encode_safely


def moved(profile, **device):
    return profile.model_copy(update={"device": profile.device.model_copy(update=device)})


def registers_of(image):
    return {
        address
        for data in image.sim_data()
        for address in range(data.address, data.address + data.count)
    }


def test_the_registers_are_the_profiles_and_no_others():
    registers = registers_of(RegisterImage(load_profile("roller_brake_reference")))
    expected = {*range(22), *range(100, 103), *range(200, 212), *range(1000, 1000 + 2048)}
    assert registers == expected


def test_an_address_base_of_one_moves_every_register_down_the_wire():
    profile = load_profile("side_slip_reference")
    block = profile.block_named("live")
    shown = {"heartbeat": 7, "live_slip": -1.5, "state": "busy"}
    memory = [0] * 300
    RegisterImage(moved(profile, address_base=1)).refresh(memory, 0, 9, 6, lambda: shown)
    decoded = decode_block(profile, block, memory[9:15])
    assert {name: decoded[name].value for name in shown} == shown


def test_only_blocks_that_are_read_are_asked_for():
    image = RegisterImage(load_profile("headlamp_reference"))

    def never():
        raise AssertionError("nothing of the command registers is shown by the tester")

    image.refresh([0] * 300, 0, 100, 3, never)


def test_bits_of_one_register_do_not_disturb_each_other():
    profile = load_profile("lane_io_reference")
    image, memory = RegisterImage(profile), [0] * 200
    for shown in ((True, False, True), (False, True, True), (False, False, False)):
        values = {f"present_{n}": on for n, on in enumerate(shown, start=1)}
        image.refresh(memory, 0, 10, 3, lambda values=values: values)
        decoded = decode_block(profile, profile.block_named("live"), memory[10:13])
        assert tuple(decoded[f"present_{n}"].value for n in (1, 2, 3)) == shown


def test_a_value_that_does_not_fit_shows_as_the_sentinel():
    profile = load_profile("roller_brake_reference")
    force = profile.point("force_l")
    assert encode_safely(profile, force, 1e9) == [0x8000]
    assert encode_safely(profile, force, None) == [0x8000]
    assert encode_safely(profile, profile.point("first_frame"), None) == [0, 0]


def test_coils_are_refused_with_the_block_at_fault():
    profile = load_profile("headlamp_reference")
    blocks = (profile.block[0].model_copy(update={"area": "coil"}), *profile.block[1:])
    with pytest.raises(SiteError, match="identity"):
        RegisterImage(profile.model_copy(update={"block": blocks}))
