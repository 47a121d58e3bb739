"""A device's registers: filled from what a tester shows, through the profile's own codec."""

from __future__ import annotations

from collections.abc import Callable, Mapping, MutableSequence

from pymodbus.simulator import DataType, SimData

from plc.errors import SiteError
from plc.profile.codec import EncodeError, encode_point
from plc.profile.model import Block, Point, Profile
from plc.reading import Value
from plc.simulator.testers.base import Shown

RingReader = Callable[[int, int], list[int]]


class RegisterImage:
    """Knows which registers a profile has, and keeps them up to date, changed points alone."""

    def __init__(self, profile: Profile, ring_reader: RingReader | None = None) -> None:
        self.profile = profile
        self._base = profile.device.address_base
        self._ring_reader = ring_reader
        self._encoded: dict[str, object] = {}
        for block in profile.block:
            if block.area in ("coil", "discrete"):
                raise SiteError(
                    profile.device.model,
                    f"block {block.name}: the simulator has registers only, no coils: "
                    "use areas holding or input",
                )

    def sim_data(self) -> list[SimData]:
        """Return pymodbus' description of the registers that exist, gaps left out."""
        spans = sorted(self._spans())
        joined: list[tuple[int, int]] = [spans[0]]
        for start, end in spans[1:]:
            if start <= joined[-1][1]:
                joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
            else:
                joined.append((start, end))
        return [
            SimData(start, count=end - start, values=0, datatype=DataType.REGISTERS)
            for start, end in joined
        ]

    def forget(self) -> None:
        """Encode every point again at the next refresh, as for a new memory."""
        self._encoded.clear()

    def refresh(
        self,
        registers: MutableSequence[int],
        start: int,
        address: int,
        count: int,
        shown: Callable[[], Shown],
    ) -> None:
        """Bring `count` registers from wire `address` up to date; registers[0] is at `start`."""
        if self._fill_ring(registers, start, address, count):
            return
        values: Shown | None = None
        for block in self.profile.block:
            first = block.address - self._base
            if first < address + count and address < first + block.count:
                values = shown() if values is None else values
                self._encode_block(registers, start, block, values)

    def writable_points(self, address: int, count: int) -> list[Point]:
        """Return the points marked rw that lie wholly in the given wire registers."""
        return [
            point
            for block in self.profile.block
            for point in block.points
            if point.access == "rw"
            and address <= point.at - self._base
            and point.at - self._base + point.registers <= address + count
        ]

    def command_address(self) -> int | None:
        """Return the wire address of the command registers, None if there are none."""
        command = self.profile.command
        return None if command is None else command.address - self._base

    def wire_address(self, point: Point) -> int:
        """Return a point's address as it travels in a request."""
        return point.at - self._base

    def _spans(self) -> list[tuple[int, int]]:
        spans = [(block.address, block.address + block.count) for block in self.profile.block]
        ring, command = self.profile.ring, self.profile.command
        if ring is not None:
            spans.append((ring.address, ring.address + ring.depth * len(ring.channels)))
        if command is not None:
            spans.append((command.address, command.address + len(command.layout)))
        return [(start - self._base, end - self._base) for start, end in spans]

    def _fill_ring(
        self, registers: MutableSequence[int], start: int, address: int, count: int
    ) -> bool:
        ring = self.profile.ring
        if ring is None or self._ring_reader is None:
            return False
        first = address - (ring.address - self._base)
        if not 0 <= first < ring.depth * len(ring.channels):
            return False
        registers[address - start : address - start + count] = self._ring_reader(first, count)
        return True

    def _encode_block(
        self, registers: MutableSequence[int], start: int, block: Block, values: Shown
    ) -> None:
        for point in block.points:
            value = values.get(point.name)
            known = self._encoded.get(point.name, self)
            if known == value and type(known) is type(value):
                continue
            at = point.at - self._base - start
            encoded = encode_safely(self.profile, point, value)
            if point.type == "bool":
                encoded[0] |= registers[at] & ~(1 << point.bit)
            registers[at : at + len(encoded)] = encoded
            self._encoded[point.name] = value


def encode_safely(
    profile: Profile, point: Point, value: Value | Mapping[str, bool] | None
) -> list[int]:
    """Return a point's registers; a value too large shows as the sentinel, as on a real device."""
    if value is None and not point.invalid:
        return [0] * point.registers
    try:
        return encode_point(profile, point, value)
    except EncodeError:
        if not point.invalid:
            raise
        return encode_point(profile, point, None)
