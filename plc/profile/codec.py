"""Registers to values and back, by a profile.

Decoding never fails on what a device sends: a value that cannot be right comes back with a quality
that forbids its use. Encoding is the exact inverse, for the simulator and for permitted writes.
"""

from __future__ import annotations

import math
import struct
from collections.abc import Mapping, MutableSequence, Sequence
from typing import NamedTuple

from plc.profile.model import Block, Order, Point, Profile, Ring
from plc.reading import Quality, Value

_FORMATS = {
    "uint16": "H",
    "int16": "h",
    "uint32": "I",
    "int32": "i",
    "uint64": "Q",
    "int64": "q",
    "float32": "f",
    "float64": "d",
    "bits": "H",
    "enum": "H",
}


class Decoded(NamedTuple):
    """A decoded value and how far it may be trusted."""

    value: Value
    quality: Quality


class EncodeError(ValueError):
    """The value cannot be put into the point's registers."""


def decode_block(profile: Profile, block: Block, registers: Sequence[int]) -> dict[str, Decoded]:
    """All points of ``block``; the single bits of a bits point appear under their own names.

    ``registers`` are the block's ``count`` registers (or bits, for coil areas); ValueError when
    the number differs.
    """
    if len(registers) != block.count:
        raise ValueError(f"block {block.name}: {len(registers)} registers instead of {block.count}")
    decoded: dict[str, Decoded] = {}
    for point in block.points:
        first = point.at - block.address
        raw = registers[first : first + point.registers]
        one = decode_point(profile, point, raw)
        decoded[point.name] = one
        for name, bit in (point.bits or {}).items():
            decoded[name] = Decoded(bool(int(one.value) >> bit & 1), one.quality)
    return decoded


def decode_point(profile: Profile, point: Point, registers: Sequence[int]) -> Decoded:
    """The value of one point from its registers."""
    if point.type == "bool":
        return Decoded(bool(registers[0] >> point.bit & 1), Quality.good)
    raw = _to_bytes(registers, profile.order_of(point))
    if point.type == "string":
        return _decode_string(raw)
    number = struct.unpack(">" + _FORMATS[point.type], raw)[0]
    if point.type == "bits":
        return Decoded(number, Quality.invalid if number in point.invalid else Quality.good)
    if point.enum is not None:
        return _decode_enum(point.enum, number)
    return _decode_number(point, number)


def encode_point(
    profile: Profile, point: Point, value: Value | Mapping[str, bool] | None
) -> list[int]:
    """Registers that hold ``value``; None stands for the point's first sentinel.

    Numbers are put to the point's resolution, as a real device does. EncodeError when the value
    does not fit. A bool takes its whole register; :func:`encode_into` keeps the other bits.
    """
    if point.type == "bool":
        return [int(bool(value)) << point.bit]
    if point.type == "string":
        raw = _encode_string(point, str(value))
    else:
        raw = _pack(point, _raw_number(point, value))
    return _to_registers(raw, profile.order_of(point))


def encode_into(
    profile: Profile,
    registers: MutableSequence[int],
    start: int,
    name: str,
    value: Value | Mapping[str, bool] | None,
) -> None:
    """Write point ``name`` into a register image whose first element has address ``start``."""
    point = profile.point(name)
    encoded = encode_point(profile, point, value)
    at = point.at - start
    if point.type == "bool":
        encoded[0] |= registers[at] & ~(1 << point.bit)
    registers[at : at + len(encoded)] = encoded


def decode_frames(ring: Ring, registers: Sequence[int]) -> list[tuple[float | None, ...]]:
    """Whole frames from the ring's registers; None stands for a sentinel."""
    width = len(ring.channels)
    values = [_signed(register) for register in registers]
    scaled = [None if v in ring.invalid else _tidy(v * ring.scale) for v in values]
    return [tuple(scaled[i : i + width]) for i in range(0, len(scaled), width)]


def encode_frame(ring: Ring, values: Sequence[float | None]) -> list[int]:
    """The registers of one frame; None stands for the ring's first sentinel."""
    numbers = [ring.invalid[0] if v is None else round(v / ring.scale) for v in values]
    return [max(-32768, min(32767, number)) & 0xFFFF for number in numbers]


def _decode_enum(enum: Mapping[str, int], code: int) -> Decoded:
    for name, number in enum.items():
        if number == code:
            return Decoded(name, Quality.good)
    return Decoded(code, Quality.invalid)


def _decode_number(point: Point, number: int | float) -> Decoded:
    if number in point.invalid or not math.isfinite(number):
        return Decoded(number, Quality.invalid)
    value = number if point.plain else _tidy(number * point.scale + point.offset)
    if point.resolution and 0 < abs(value) < point.resolution / 10:
        return Decoded(value, Quality.invalid)
    if point.range and not point.range[0] <= value <= point.range[1]:
        return Decoded(value, Quality.out_of_range)
    return Decoded(value, Quality.good)


def _decode_string(raw: bytes) -> Decoded:
    text = raw.split(b"\0", 1)[0].decode("ascii", errors="replace").rstrip()
    return Decoded(text, Quality.invalid if "\ufffd" in text else Quality.good)


def _encode_string(point: Point, text: str) -> bytes:
    size = 2 * point.registers
    try:
        raw = text.encode("ascii")
    except UnicodeEncodeError as error:
        raise EncodeError(f"{point.name}: only ASCII fits, not {text!r}") from error
    if len(raw) > size:
        raise EncodeError(f"{point.name}: {text!r} is longer than {size} characters")
    return raw.ljust(size, b"\0")


def _raw_number(point: Point, value: Value | Mapping[str, bool] | None) -> int | float:
    if value is None:
        if not point.invalid:
            raise EncodeError(f"{point.name}: has no sentinel for a missing value")
        return point.invalid[0]
    if isinstance(value, Mapping):
        return _join_bits(point, value)
    if isinstance(value, str):
        if point.enum is None or value not in point.enum:
            raise EncodeError(f"{point.name}: {value!r} is not one of {list(point.enum or ())}")
        return point.enum[value]
    if point.resolution:
        value = round(value / point.resolution) * point.resolution
    # A plain 64-bit integer must not go through a float.
    return value if point.plain else (value - point.offset) / point.scale


def _join_bits(point: Point, values: Mapping[str, bool]) -> int:
    bits = point.bits or {}
    if unknown := set(values) - set(bits):
        raise EncodeError(f"{point.name}: has no bits {sorted(unknown)}")
    return sum(1 << bits[name] for name, on in values.items() if on)


def _pack(point: Point, number: int | float) -> bytes:
    floating = point.type.startswith("float")
    try:
        return struct.pack(">" + _FORMATS[point.type], number if floating else round(number))
    except (struct.error, OverflowError, ValueError) as error:
        raise EncodeError(f"{point.name}: {number} does not fit into {point.type}") from error


def _to_bytes(registers: Sequence[int], order: Order) -> bytes:
    words = registers[::-1] if order in ("CDAB", "DCBA") else registers
    byte_order = "<" if order in ("BADC", "DCBA") else ">"
    return struct.pack(f"{byte_order}{len(words)}H", *words)


def _to_registers(raw: bytes, order: Order) -> list[int]:
    byte_order = "<" if order in ("BADC", "DCBA") else ">"
    words = list(struct.unpack(f"{byte_order}{len(raw) // 2}H", raw))
    return words[::-1] if order in ("CDAB", "DCBA") else words


def _signed(register: int) -> int:
    return register - 0x10000 if register >= 0x8000 else register


def _tidy(value: float) -> float:
    """Take away the noise that a decimal scale leaves behind (253 * 0.1)."""
    return float(f"{value:.12g}")
