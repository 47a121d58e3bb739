"""Peers for tests: a Modbus TCP server that lies on demand, and a clock that can run fast."""

from __future__ import annotations

import asyncio
import socket
import struct
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass, field

import pytest

from plc.clock import Clock


@dataclass
class Request:
    """One request as it came over the wire."""

    transaction: int
    unit: int
    function: int
    address: int
    count: int
    values: list[int] = field(default_factory=list)


class FaultServer:
    """A Modbus TCP server on byte level. ``faults`` are taken one by one, a request each.

    Faults: ok, silence, late, rst, close, function, short, odd, long, exception:<code>, unit,
    transaction, transaction0, truncate, garbage, junk, unknown_function, twice, split.
    """

    def __init__(self) -> None:
        self.registers: dict[int, int] = {}
        self.requests: list[Request] = []
        self.faults: list[str] = []
        self.always = "ok"
        self.on_write: Callable[[Request], None] | None = None
        self.on_read: Callable[[Request], None] | None = None
        self.port = 0
        self._server: asyncio.Server | None = None
        self._writers: set[asyncio.StreamWriter] = set()

    async def start(self, port: int = 0) -> None:
        self._server = await asyncio.start_server(self._serve, "127.0.0.1", port)
        self.port = self._server.sockets[0].getsockname()[1]

    async def stop(self) -> None:
        if self._server is not None:
            self._server.close()
        self.kick()
        if self._server is not None:
            await self._server.wait_closed()
            self._server = None

    def kick(self) -> None:
        """Reset all connections."""
        for writer in list(self._writers):
            _reset(writer)

    def writes(self) -> list[Request]:
        return [r for r in self.requests if r.function in (5, 6, 15, 16)]

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self._writers.add(writer)
        try:
            while True:
                request = await _read_request(reader)
                self.requests.append(request)
                fault = self.faults.pop(0) if self.faults else self.always
                if not await self._answer(writer, request, fault):
                    return
        except (asyncio.IncompleteReadError, ConnectionError):
            pass
        finally:
            self._writers.discard(writer)
            writer.close()

    async def _answer(self, writer: asyncio.StreamWriter, request: Request, fault: str) -> bool:
        if fault == "unheard":
            return True
        pdu = self._carry_out(request)
        frame = _frame(request.transaction, request.unit, pdu)
        if fault == "ok":
            writer.write(frame)
        elif fault == "late":
            await asyncio.sleep(0.15)
            writer.write(frame)
        elif fault == "rst":
            await asyncio.sleep(0.02)
            writer.write(frame[:9])
            _reset(writer)
            return False
        elif fault == "close":
            return False
        elif fault == "twice":
            writer.write(frame + frame)
        elif fault == "split":
            for byte in frame:
                writer.write(bytes([byte]))
                await writer.drain()
                await asyncio.sleep(0)
        elif fault != "silence":
            writer.write(_spoilt(fault, request, pdu))
        await writer.drain()
        return True

    def _carry_out(self, request: Request) -> bytes:
        if request.function == 16:
            for i, value in enumerate(request.values):
                self.registers[request.address + i] = value
            if self.on_write:
                self.on_write(request)
            return struct.pack(">BHH", 16, request.address, request.count)
        if self.on_read:
            self.on_read(request)
        values = [self.registers.get(request.address + i, 0) for i in range(request.count)]
        if request.function in (1, 2):
            bits = sum((v & 1) << i for i, v in enumerate(values))
            size = -(-request.count // 8)
            return bytes([request.function, size]) + bits.to_bytes(size, "little")
        packed = struct.pack(f">{len(values)}H", *values)
        return bytes([request.function, len(packed)]) + packed


def _spoilt(fault: str, request: Request, pdu: bytes) -> bytes:
    transaction, unit = request.transaction, request.unit
    if fault == "function":
        other = {3: 4, 4: 3, 16: 6, 1: 2}[request.function]
        return _frame(transaction, unit, bytes([other]) + pdu[1:])
    if fault == "short":
        return _frame(transaction, unit, bytes([pdu[0], pdu[1] - 2]) + pdu[2:-2])
    if fault == "odd":
        return _frame(transaction, unit, bytes([pdu[0], pdu[1] - 1]) + pdu[2:-1])
    if fault == "long":
        return _frame(transaction, unit, bytes([pdu[0], pdu[1] + 2]) + pdu[2:] + b"\0\0")
    if fault.startswith("exception:"):
        return _frame(transaction, unit, bytes([pdu[0] | 0x80, int(fault[10:])]))
    if fault == "unit":
        return _frame(transaction, unit ^ 1, pdu)
    if fault == "transaction":
        return _frame((transaction + 1) & 0xFFFF, unit, pdu)
    if fault == "transaction0":
        return _frame(0, unit, pdu)
    if fault == "other_address":
        return _frame(transaction, unit, struct.pack(">BHH", 16, request.address + 1, 1))
    if fault == "unknown_function":
        return _frame(transaction, unit, b"\x63\x00")
    if fault == "truncate":
        return _frame(transaction, unit, pdu)[:9]
    if fault == "garbage":
        return b"\xa5" * 24
    if fault == "junk":
        return b"\x01\x02" + _frame(transaction, unit, pdu)
    raise AssertionError(fault)


def _frame(transaction: int, unit: int, pdu: bytes) -> bytes:
    return struct.pack(">HHHB", transaction, 0, len(pdu) + 1, unit) + pdu


async def _read_request(reader: asyncio.StreamReader) -> Request:
    head = await reader.readexactly(6)
    transaction, _, length = struct.unpack(">HHH", head)
    body = await reader.readexactly(length)
    unit, function, address, count = struct.unpack(">BBHH", body[:6])
    values = list(struct.unpack(f">{count}H", body[7:])) if function == 16 else []
    return Request(transaction, unit, function, address, count, values)


def _reset(writer: asyncio.StreamWriter) -> None:
    raw = writer.get_extra_info("socket")
    if raw is not None:
        raw.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    writer.transport.abort()


@pytest.fixture
async def fault_server() -> AsyncIterator[FaultServer]:
    server = FaultServer()
    await server.start()
    yield server
    await server.stop()


@pytest.fixture
def clock() -> Clock:
    """Lane time, ten times as fast as the wall."""
    return Clock(10.0)


@pytest.fixture
def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]
