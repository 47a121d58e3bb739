"""The shape of a register profile (寄存器配置): one TOML file per tester model."""

from __future__ import annotations

from functools import cached_property
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

Area = Literal["holding", "input", "coil", "discrete"]
Order = Literal["ABCD", "CDAB", "BADC", "DCBA"]
PointType = Literal[
    "uint16",
    "int16",
    "uint32",
    "int32",
    "uint64",
    "int64",
    "float32",
    "float64",
    "bits",
    "enum",
    "bool",
    "string",
]
Address = Annotated[int, Field(ge=0, le=65536)]
Name = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]*$")]

REGISTERS_OF_TYPE = {
    "uint32": 2,
    "int32": 2,
    "float32": 2,
    "uint64": 4,
    "int64": 4,
    "float64": 4,
}


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Point(_Strict):
    """One value in a block.

    ``at`` is the absolute register (or bit) address in the profile's ``address_base``;
    ``value = raw * scale + offset``; ``invalid`` lists raw sentinels; ``resolution`` is the
    smallest step in ``unit``: a smaller nonzero number betrays a wrong byte order, which no
    range check finds. ``order`` holds for this point alone. A heartbeat must move within
    ``stale_ms``; ``beats_per_s`` is its speed where the maker states one.
    """

    name: Name
    at: Address
    type: PointType
    order: Order | None = None
    scale: float = 1.0
    offset: float = 0.0
    unit: str = ""
    range: tuple[float, float] | None = None
    invalid: tuple[int | float, ...] = ()
    resolution: Annotated[float, Field(gt=0)] | None = None
    enum: dict[str, int] | None = None
    bits: dict[Name, Annotated[int, Field(ge=0, le=15)]] | None = None
    bit: Annotated[int, Field(ge=0, le=15)] = 0
    length: Annotated[int, Field(ge=1, le=60)] | None = None
    access: Literal["r", "rw"] = "r"
    role: Literal["heartbeat", "host_heartbeat"] | None = None
    stale_ms: Annotated[int, Field(gt=0)] | None = None
    beats_per_s: Annotated[float, Field(gt=0)] | None = None
    source: str = ""

    @property
    def plain(self) -> bool:
        """True when the value is the raw number itself."""
        return self.scale == 1.0 and self.offset == 0.0

    @property
    def registers(self) -> int:
        """How many registers the point takes."""
        return self.length or REGISTERS_OF_TYPE.get(self.type, 1)


class Block(_Strict):
    """Registers that are read in one request.

    ``poll`` says when: at every connect, cyclically at ``poll_hz``, or after a command.
    """

    name: Name
    area: Area = "holding"
    address: Address
    count: Annotated[int, Field(ge=1, le=2000)]
    poll: Literal["connect", "cyclic", "after_command"]
    poll_hz: Annotated[float, Field(gt=0, le=1000)] | None = None
    points: tuple[Point, ...]

    def point(self, name: str) -> Point:
        """The point called ``name``; KeyError when it is not in this block."""
        for point in self.points:
            if point.name == name:
                return point
        raise KeyError(name)


class Ring(_Strict):
    """A ring buffer of frames in the device; one frame holds all channels of one instant.

    Frame ``k`` (counted from the device's start, uint32) stands at ``address + (k mod depth) *
    len(channels)``; the ``counter`` point is the number of frames ever written, so the newest is
    ``counter - 1``. Every channel is one int16 register, ``value = raw * scale`` in ``unit``.
    """

    counter: Name
    area: Literal["holding", "input"] = "holding"
    address: Address
    depth: Annotated[int, Field(ge=2)]
    channels: Annotated[tuple[Name, ...], Field(min_length=1)]
    scale: float = 1.0
    unit: str = ""
    invalid: tuple[int, ...] = ()
    rate_hz: Annotated[float, Field(gt=0)]
    max_frames: Annotated[int, Field(ge=1)] = 60


class Verb(_Strict):
    """One command of the tester.

    ``param`` is the permitted range of the parameter (absent: 0 only); ``requires`` names the bits
    that must be set; ``hazardous`` means that something moves; ``result`` names the block that is
    read once it is done.
    """

    code: Annotated[int, Field(ge=1, le=65535)]
    done_ms: Annotated[int, Field(gt=0)]
    param: tuple[int, int] = (0, 0)
    requires: tuple[Name, ...] = ()
    hazardous: bool = False
    always_allowed: bool = False
    result: Name | None = None


class Command(_Strict):
    """The command handshake.

    ``layout`` is written to ``address`` in one FC16; the device answers ``ack`` == seq within
    ``ack_ms``, then ``state`` goes busy and done or error. Results hold only if ``result_seq``
    equals seq. A command is never sent twice, hence no setting for it.
    """

    area: Literal["holding"] = "holding"
    address: Address
    layout: tuple[Literal["param", "seq", "cmd"], ...]
    ack: Name
    state: Name
    error: Name
    result_seq: Name
    ack_ms: Annotated[int, Field(gt=0)]
    verbs: dict[Name, Verb]


class WriteAllow(_Strict):
    """Inclusive address ranges of holding registers that may be written; nothing else may."""

    ranges: tuple[tuple[Address, Address], ...] = ()


class Safety(_Strict):
    """What the device does without us; stated by the maker, checked at commissioning."""

    output_watchdog_ms: Annotated[int, Field(gt=0)] | None = None
    on_loss: Literal["stop", "hold", "zero"]
    stop_verb: Name | None = None


class Identity(_Strict):
    """Values that must be found at every connect, else the device is refused."""

    block: Name
    expect: dict[Name, int | str]


class Device(_Strict):
    """Who made it and how to talk to it. ``hold_off_ms``: silence after a timeout (RTU)."""

    vendor: str
    model: str
    kind: Name
    name_zh: str
    name_en: str
    source: str
    effective: str = ""
    address_base: Literal[0, 1]
    word_order: Order = "ABCD"
    max_registers: Annotated[int, Field(ge=1, le=125)] = 125
    timeout_ms: Annotated[int, Field(gt=0)] = 250
    hold_off_ms: Annotated[int, Field(ge=0)] = 0


class Profile(_Strict):
    """A whole profile. Made by :func:`plc.profile.loader.load_profile`, which checks it."""

    profile: Literal[1]
    device: Device
    identity: Identity
    block: tuple[Block, ...]
    ring: Ring | None = None
    command: Command | None = None
    write_allow: WriteAllow = WriteAllow()
    safety: Safety

    @cached_property
    def _blocks(self) -> dict[str, Block]:
        return {block.name: block for block in self.block}

    @cached_property
    def _points(self) -> dict[str, tuple[Block, Point]]:
        return {point.name: (block, point) for block in self.block for point in block.points}

    @cached_property
    def _bits(self) -> set[str]:
        return {bit for block in self.block for point in block.points for bit in point.bits or ()}

    def _with_role(self, role: str) -> Point | None:
        points = (point for block in self.block for point in block.points)
        return next((point for point in points if point.role == role), None)

    def block_named(self, name: str) -> Block:
        """The block called ``name``; KeyError when there is none."""
        return self._blocks[name]

    def point(self, name: str) -> Point:
        """The point called ``name``; KeyError when there is none."""
        return self._points[name][1]

    def block_of(self, name: str) -> Block:
        """The block that the point ``name`` is in."""
        return self._points[name][0]

    def has_point(self, name: str) -> bool:
        """True when the profile has a point of that name."""
        return name in self._points

    def has_bit(self, name: str) -> bool:
        """True when a bits point of the profile has a bit of that name."""
        return name in self._bits

    @cached_property
    def heartbeat(self) -> Point | None:
        """The point that shows that the device is alive."""
        return self._with_role("heartbeat")

    @cached_property
    def host_heartbeat(self) -> Point | None:
        """The point in which the device expects to see that we are alive."""
        return self._with_role("host_heartbeat")

    def order_of(self, point: Point) -> Order:
        """The byte order that holds for ``point``."""
        if point.order is not None:
            return point.order
        # The device's order is about values of several registers: a maker who swaps words does
        # not swap the bytes of a single one. Where one does, the point says so itself.
        return "ABCD" if point.registers == 1 or point.type == "string" else self.device.word_order

    def wire_address(self, address: int) -> int:
        """The address as it goes over the wire (zero-based)."""
        return address - self.device.address_base

    def allows(self, address: int, count: int) -> bool:
        """True when ``count`` registers from ``address`` may be written."""
        return any(
            low <= address and address + count - 1 <= high for low, high in self.write_allow.ranges
        )
