"""Registers to values and back, for every type and byte order."""

from __future__ import annotations

import math
import struct

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plc.profile import load_profile
from plc.profile.codec import (
    EncodeError,
    decode_block,
    decode_frames,
    decode_point,
    encode_frame,
    encode_into,
    encode_point,
)
from plc.profile.model import Block, Point
from plc.reading import Quality

PROFILE = load_profile("roller_brake_reference")
ORDERS = ["ABCD", "CDAB", "BADC", "DCBA"]
INTEGERS = {
    "uint16": (0, 2**16 - 1),
    "int16": (-(2**15), 2**15 - 1),
    "uint32": (0, 2**32 - 1),
    "int32": (-(2**31), 2**31 - 1),
    "uint64": (0, 2**64 - 1),
    "int64": (-(2**63), 2**63 - 1),
}


def point(**fields) -> Point:
    return Point.model_validate({"name": "p", "at": 0, **fields})


def round_trip(p: Point, value):
    return decode_point(PROFILE, p, encode_point(PROFILE, p, value))


@pytest.mark.parametrize("order", ORDERS)
@pytest.mark.parametrize("kind", INTEGERS)
@given(data=st.data())
def test_integers_come_back(kind, order, data):
    value = data.draw(st.integers(*INTEGERS[kind]))
    assert round_trip(point(type=kind, order=order), value) == (value, Quality.good)


@pytest.mark.parametrize("order", ORDERS)
@given(value=st.floats(width=32, allow_nan=False, allow_infinity=False))
def test_float32_comes_back(order, value):
    assert round_trip(point(type="float32", order=order), value) == (value, Quality.good)


@pytest.mark.parametrize("order", ORDERS)
@given(value=st.floats(allow_nan=False, allow_infinity=False))
def test_float64_comes_back(order, value):
    assert round_trip(point(type="float64", order=order), value) == (value, Quality.good)


@given(value=st.sampled_from([math.nan, math.inf, -math.inf]))
def test_no_number_is_invalid(value):
    registers = list(struct.unpack(">2H", struct.pack(">f", value)))
    assert decode_point(PROFILE, point(type="float32"), registers).quality is Quality.invalid


@given(raw=st.integers(-32768, 32767), scale=st.sampled_from([0.1, 0.01, 0.001, 10.0, 0.5]))
def test_scaled_values_come_back_and_are_tidy(raw, scale):
    p = point(type="int16", scale=scale, offset=-40)
    value, quality = decode_point(PROFILE, p, [raw & 0xFFFF])
    assert quality is Quality.good
    assert value == pytest.approx(raw * scale - 40, abs=1e-9)
    assert len(repr(value)) <= 10
    assert encode_point(PROFILE, p, value) == [raw & 0xFFFF]


@given(st.text(st.characters(min_codepoint=33, max_codepoint=126), max_size=16))
@pytest.mark.parametrize("order", ["ABCD", "BADC"])
def test_strings_come_back(order, text):
    assert round_trip(point(type="string", length=8, order=order), text) == (text, Quality.good)


def test_strings_that_do_not_fit_are_refused():
    for text in ("seventeen letters", "制动"):
        with pytest.raises(EncodeError):
            encode_point(PROFILE, point(type="string", length=8), text)


@given(st.dictionaries(st.sampled_from(["ready", "running", "fault"]), st.booleans()))
def test_bits_come_back_under_their_names(values):
    image = [0] * 12
    encode_into(PROFILE, image, 10, "status", values)
    decoded = decode_block(PROFILE, PROFILE.block_named("live"), image)
    for name in ("ready", "running", "fault"):
        assert decoded[name] == (values.get(name, False), Quality.good)


def test_bools_that_share_a_register_do_not_disturb_each_other():
    lane = load_profile("lane_io_reference")
    image = [0, 0, 0]
    for name, value in (("present_1", True), ("present_3", True), ("present_1", False)):
        encode_into(lane, image, 10, name, value)
    decoded = decode_block(lane, lane.block_named("live"), image)
    assert [decoded[f"present_{n}"].value for n in (1, 2, 3, 4)] == [False, False, True, False]


def test_enums():
    p = PROFILE.point("state")
    assert round_trip(p, "done") == ("done", Quality.good)
    assert decode_point(PROFILE, p, [77]) == (77, Quality.invalid)
    with pytest.raises(EncodeError, match="asleep"):
        encode_point(PROFILE, p, "asleep")


def test_sentinels_and_range():
    p = PROFILE.point("force_l")
    assert decode_point(PROFILE, p, [0x8000]).quality is Quality.invalid
    assert decode_point(PROFILE, p, [32_100]) == (3210.0, Quality.out_of_range)
    assert decode_point(PROFILE, p, [2530]) == (253.0, Quality.good)
    assert encode_point(PROFILE, p, None) == [0x8000]
    with pytest.raises(EncodeError, match="no sentinel"):
        encode_point(PROFILE, PROFILE.point("ack_seq"), None)
    with pytest.raises(EncodeError, match="does not fit"):
        encode_point(PROFILE, p, 3300)


@pytest.mark.parametrize("kilograms", [812.5, 640.0, 1200.0])
def test_resolution_finds_the_wrong_word_order_that_the_range_lets_through(kilograms):
    scale = load_profile("axle_scale_reference")
    left = scale.point("left")
    registers = encode_point(scale, left, kilograms)
    assert decode_point(scale, left, registers).quality is Quality.good
    swapped = decode_point(scale, left, registers[::-1])
    assert left.range is not None
    assert left.range[0] <= swapped.value <= left.range[1]
    assert swapped.quality is Quality.invalid


@given(st.floats(-50, 15000))
def test_encoded_values_have_the_device_s_resolution(value):
    scale = load_profile("axle_scale_reference")
    decoded = decode_point(
        scale, scale.point("left"), encode_point(scale, scale.point("left"), value)
    )
    assert decoded == (round(value), Quality.good)


def test_word_order_of_the_device_does_not_swap_single_registers():
    scale = load_profile("axle_scale_reference")
    assert encode_point(scale, scale.point("ack_seq"), 0x0102) == [0x0102]
    assert scale.order_of(scale.point("left")) == "CDAB"
    assert encode_point(scale, scale.point("left"), 1.0) == [0x0000, 0x3F80]


def test_manuals_example_of_the_four_orders():
    registers = {
        o: encode_point(PROFILE, point(type="uint32", order=o), 0x0A0B0C0D) for o in ORDERS
    }
    assert registers == {
        "ABCD": [0x0A0B, 0x0C0D],
        "CDAB": [0x0C0D, 0x0A0B],
        "BADC": [0x0B0A, 0x0D0C],
        "DCBA": [0x0D0C, 0x0B0A],
    }


def test_short_block_is_refused():
    with pytest.raises(ValueError, match="11 registers instead of 12"):
        decode_block(PROFILE, PROFILE.block_named("live"), [0] * 11)


@given(st.lists(st.tuples(st.integers(-32767, 32767), st.integers(-32767, 32767)), max_size=9))
def test_frames_come_back(raw):
    ring = PROFILE.ring
    assert ring is not None
    frames = [(left / 10, right / 10) for left, right in raw]
    registers = [r for frame in frames for r in encode_frame(ring, frame)]
    assert decode_frames(ring, registers) == frames


def test_frames_with_a_missing_channel():
    ring = PROFILE.ring
    assert ring is not None
    assert decode_frames(ring, encode_frame(ring, (None, 12.3))) == [(None, 12.3)]


@given(st.lists(st.integers(0, 65535), min_size=12, max_size=12))
def test_decoding_never_fails_on_what_a_device_sends(registers):
    for block in PROFILE.block:
        decoded = decode_block(PROFILE, block, (registers * 2)[: block.count])
        assert {p.name for p in block.points} <= set(decoded)


def test_block_of_coils():
    coils = Block.model_validate(
        {
            "name": "inputs",
            "area": "discrete",
            "address": 0,
            "count": 2,
            "poll": "cyclic",
            "poll_hz": 5,
            "points": [{"name": "door", "at": 1, "type": "bool"}],
        }
    )
    assert decode_block(PROFILE, coils, [0, 1])["door"].value is True
