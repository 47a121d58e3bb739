"""A Modbus TCP link that never takes a wrong answer for a right one.

pymodbus accepts replies of another function or length, leaves a request waiting when the link is
lost, never retries a first connect and by default sends writes again. This wrapper mends all four.
It uses internals of the pinned pymodbus version; the tests in tests/plc/wire hold it to them.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from pymodbus.client import AsyncModbusTcpClient
from pymodbus.exceptions import ConnectionException, ModbusException
from pymodbus.pdu import ModbusPDU

from plc.profile.model import Area
from plc.wire.faults import BadReply, LinkDown, NoReply, Refused

# Everything it would log is raised and counted here.
logging.getLogger("pymodbus").setLevel(logging.CRITICAL)

READ_FUNCTION: dict[Area, int] = {"coil": 1, "discrete": 2, "holding": 3, "input": 4}
WRITE_REGISTERS = 16
MISSES_BEFORE_DROP = 3


@dataclass(slots=True)
class LinkCounters:
    """What happened on the link since it was made."""

    requests: int = 0
    refused_connects: int = 0
    lost: int = 0
    timeouts: int = 0
    late_replies: int = 0
    bad_replies: int = 0
    exceptions: int = 0


class GuardedClient:
    """One connection to one unit; requests go one after the other and are never repeated.

    ``epoch`` counts the connections that came about. ``timeout``, ``retry_delay`` and ``hold_off``
    (silence after a timeout, for gateways to a serial bus) are wall seconds.
    """

    def __init__(
        self,
        host: str,
        port: int,
        unit: int = 1,
        *,
        timeout: float = 0.25,
        retry_delay: float = 0.5,
        hold_off: float = 0.0,
        on_lost: Callable[[], None] | None = None,
    ) -> None:
        self.host = host
        self.port = port
        self.unit = unit
        self.epoch = 0
        self.counters = LinkCounters()
        self._timeout = timeout
        self._retry_delay = retry_delay
        self._hold_off = hold_off
        self._on_lost = on_lost
        self._client: AsyncModbusTcpClient | None = None
        self._lock = asyncio.Lock()
        self._waiting = False
        self._misses = 0

    @property
    def connected(self) -> bool:
        """True while the link is up as far as this side knows."""
        return self._client is not None and self._client.connected

    async def connect(self) -> None:
        """Return once the link is up; tries for as long as it takes, then counts a new epoch."""
        while not await self.try_connect():
            self.counters.refused_connects += 1
            await asyncio.sleep(self._retry_delay)

    async def try_connect(self) -> bool:
        """Try once. Every connection gets a fresh client, so that nothing old is left in it."""
        self.close()
        client = AsyncModbusTcpClient(
            self.host,
            port=self.port,
            timeout=self._timeout,
            retries=0,
            reconnect_delay=0,
            trace_packet=self._trace_packet,
        )
        client.ctx.trace_connect = lambda up: None if up else self._lost(client)
        cancelled = _cancellations()
        up = await client.connect()
        if not up or _cancellations() > cancelled:
            client.close()
            _raise_swallowed(cancelled)
            return False
        self._client = client
        self._misses = 0
        self.epoch += 1
        return True

    def close(self) -> None:
        """Close the link; a waiting request is told at once."""
        client, self._client = self._client, None
        if client is not None:
            self._tell_waiting(client)
            client.close()

    def drop(self) -> None:
        """Close the link as lost: the device is not to be trusted until it is connected anew."""
        if self._client is not None:
            self._lost(self._client)

    async def read(self, area: Area, address: int, count: int) -> list[int]:
        """``count`` registers (or bits as 0 and 1) from the zero-based ``address``.

        Raises LinkDown, NoReply, BadReply or Refused.
        """
        function = READ_FUNCTION[area]
        reply = await self._request(function, address, count=count)
        if area in ("coil", "discrete"):
            if len(reply.bits) != -(-count // 8) * 8:
                raise self._bad(f"{len(reply.bits)} bits instead of {count}")
            return [int(bit) for bit in reply.bits[:count]]
        if len(reply.registers) != count:
            raise self._bad(f"{len(reply.registers)} registers instead of {count}")
        return list(reply.registers)

    async def write_registers(self, address: int, values: Sequence[int]) -> None:
        """Write holding registers in one request, once.

        Raises like :meth:`read`; after NoReply or LinkDown nobody knows whether it was carried out.
        """
        reply = await self._request(WRITE_REGISTERS, address, values=list(values))
        if reply.address != address or reply.count != len(values):
            raise self._bad(f"confirms {reply.count} registers at {reply.address}")

    async def _request(
        self, function: int, address: int, *, count: int = 0, values: list[int] | None = None
    ) -> ModbusPDU:
        async with self._lock:
            client = self._client
            if client is None or not client.connected:
                raise LinkDown(f"no connection to {self.host}:{self.port}")
            self.counters.requests += 1
            self._waiting = True
            cancelled = _cancellations()
            try:
                reply = await self._send(client, function, address, count, values)
            except ConnectionException as error:
                raise LinkDown(str(error)) from error
            except ModbusException as error:
                await self._missed(client)
                raise NoReply(f"no reply within {self._timeout} s") from error
            finally:
                self._waiting = False
            _raise_swallowed(cancelled)
            self._misses = 0
            return self._checked(client, reply, function)

    async def _send(
        self,
        client: AsyncModbusTcpClient,
        function: int,
        address: int,
        count: int,
        values: list[int] | None,
    ) -> ModbusPDU:
        if values is not None:
            return await client.write_registers(address, values, device_id=self.unit)
        read = {
            1: client.read_coils,
            2: client.read_discrete_inputs,
            3: client.read_holding_registers,
            4: client.read_input_registers,
        }[function]
        return await read(address, count=count, device_id=self.unit)

    def _checked(self, client: AsyncModbusTcpClient, reply: ModbusPDU, function: int) -> ModbusPDU:
        if reply.transaction_id != client.ctx.request_transaction_id:
            raise self._bad(f"transaction {reply.transaction_id}")
        if reply.isError():
            self.counters.exceptions += 1
            raise Refused(reply.exception_code)
        if reply.function_code != function:
            raise self._bad(f"function {reply.function_code} instead of {function}")
        return reply

    def _bad(self, text: str) -> BadReply:
        self.counters.bad_replies += 1
        return BadReply(f"wrong reply from {self.host}:{self.port}: {text}")

    async def _missed(self, client: AsyncModbusTcpClient) -> None:
        self.counters.timeouts += 1
        self._misses += 1
        if self._misses >= MISSES_BEFORE_DROP and client is self._client:
            # Some peers never answer again on a connection once it has got out of step.
            self.drop()
        if self._hold_off:
            await asyncio.sleep(self._hold_off)

    def _lost(self, client: AsyncModbusTcpClient) -> None:
        if client is not self._client:
            return
        self.counters.lost += 1
        self.close()
        if self._on_lost is not None:
            self._on_lost()

    def _tell_waiting(self, client: AsyncModbusTcpClient) -> None:
        future = client.ctx.response_future
        if self._waiting and not future.done():
            future.set_exception(ConnectionException("connection lost while a request waited"))

    def _trace_packet(self, sending: bool, data: bytes) -> bytes:
        client = self._client
        if not sending and client is not None and len(data) >= 2:
            transaction = int.from_bytes(data[:2], "big")
            if 0 < transaction < client.ctx.request_transaction_id:
                self.counters.late_replies += 1
        return data


def _cancellations() -> int:
    task = asyncio.current_task()
    return task.cancelling() if task is not None else 0


def _raise_swallowed(before: int) -> None:
    # asyncio.wait_for of Python 3.11, which pymodbus uses, swallows a cancellation that comes at
    # the instant at which what it waits for is ready.
    if _cancellations() > before:
        raise asyncio.CancelledError
