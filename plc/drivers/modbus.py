"""Modbus TCP driver: profile points over a guarded link, and the one place that writes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict

from plc.drivers.base import Frame, ring_pieces
from plc.errors import WriteRefused
from plc.profile.codec import Decoded, EncodeError, decode_block, decode_frames, encode_point
from plc.profile.model import Command, Point, Profile, Ring
from plc.reading import Value
from plc.site import DeviceSite
from plc.wire.guarded import GuardedClient


class ModbusDriver:
    """See :class:`plc.drivers.base.Driver`."""

    def __init__(self, profile: Profile, device: DeviceSite) -> None:
        self.profile = profile
        self.name = device.name
        self._client = GuardedClient(
            device.host,
            device.port,
            device.unit,
            timeout=profile.device.timeout_ms / 1000,
            hold_off=profile.device.hold_off_ms / 1000,
        )

    @property
    def epoch(self) -> int:
        """How many times the link has come up."""
        return self._client.epoch

    @property
    def connected(self) -> bool:
        """True while the link is up."""
        return self._client.connected

    async def connect(self) -> None:
        """Return once the link is up, however long it takes."""
        await self._client.connect()

    def drop(self) -> None:
        """Give the link up, as if it had been lost."""
        self._client.drop()

    def close(self) -> None:
        """Close the link for good."""
        self._client.close()

    def counters(self) -> dict[str, int]:
        """What happened on the link."""
        return asdict(self._client.counters)

    async def read_block(self, name: str) -> dict[str, Decoded]:
        """The points of one block."""
        block = self.profile.block_named(name)
        address = self.profile.wire_address(block.address)
        registers = await self._client.read(block.area, address, block.count)
        return decode_block(self.profile, block, registers)

    async def read_frames(self, first: int, count: int) -> list[Frame]:
        """``count`` frames of the ring, from frame ``first`` on."""
        ring = self._ring()
        width = len(ring.channels)
        frames: list[Frame] = []
        for start, size in ring_pieces(first, count, ring.depth, ring.max_frames):
            address = self.profile.wire_address(ring.address + start % ring.depth * width)
            registers = await self._client.read(ring.area, address, size * width)
            frames += decode_frames(ring, registers)
        return frames

    async def read_command(self) -> list[int]:
        """What stands in the command registers, in the order of the layout."""
        command = self._command()
        address = self.profile.wire_address(command.address)
        return await self._client.read(command.area, address, len(command.layout))

    async def write_command(self, param: int, seq: int, code: int) -> None:
        """Give one command, once: parameter, number and verb in one request."""
        command = self._command()
        parts = {"param": param, "seq": seq, "cmd": code}
        await self._write(command.address, [parts[name] & 0xFFFF for name in command.layout])

    async def write_point(self, name: str, value: Value) -> None:
        """Write one point that the profile permits, once."""
        point = self._writable(name)
        try:
            registers = encode_point(self.profile, point, value)
        except EncodeError as error:
            raise WriteRefused(self.name, f"{name}的值无效", str(error)) from error
        await self._write(point.at, registers)

    def _writable(self, name: str) -> Point:
        if not self.profile.has_point(name) or self.profile.point(name).access != "rw":
            raise WriteRefused(self.name, f"{name}不可写", f"{name} is not a writable point")
        return self.profile.point(name)

    async def _write(self, address: int, registers: Sequence[int]) -> None:
        if not self.profile.allows(address, len(registers)):
            raise WriteRefused(
                self.name,
                f"寄存器{address}不在允许写入的范围内",
                f"register {address} is not in the profile's [write_allow]",
            )
        await self._client.write_registers(self.profile.wire_address(address), registers)

    def _ring(self) -> Ring:
        if self.profile.ring is None:
            raise LookupError(f"the profile of {self.name} has no [ring]")
        return self.profile.ring

    def _command(self) -> Command:
        if self.profile.command is None:
            raise WriteRefused(self.name, "该设备没有命令", "this device takes no commands")
        return self.profile.command
