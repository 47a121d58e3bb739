"""The acquisition process from inside: all device loops and the one client they serve."""

from __future__ import annotations

import asyncio
import hmac
from contextlib import suppress

from plc.acquisition.device_loop import DeviceLoop
from plc.acquisition.protocol import (
    CancelRequest,
    CommandRequest,
    Done,
    Failed,
    FromServer,
    Hello,
    ProtocolError,
    Request,
    WriteRequest,
    encode,
    read_from_client,
)
from plc.acquisition.write_log import WriteLog
from plc.clock import Clock
from plc.drivers.modbus import ModbusDriver
from plc.errors import PlcError, WriteRefused
from plc.port import WriteContext
from plc.profile import load_profile
from plc.site import Site
from plc.updates import Update

CLIENT_MUST_COME = 30.0
STOPPING_TAKES_AT_MOST = 10.0
STATES_EVERY = 1.0
# A client that leaves this much unread is as good as gone; its readings would be old anyway.
MOST_UNREAD = 8 << 20


class AcquisitionServer:
    """Owns every device link of a site and serves one client, once.

    When the client goes away everything that may move is told to stop, and :meth:`run` returns.
    """

    def __init__(self, site: Site, clock: Clock, log: WriteLog, token: str) -> None:
        self._token = token
        self._log = log
        self._writer: asyncio.StreamWriter | None = None
        self._ended = asyncio.Event()
        self._came = asyncio.Event()
        self._requests: dict[int, asyncio.Task[None]] = {}
        self._loops = {
            device.name: DeviceLoop(
                device.name,
                ModbusDriver(load_profile(device.profile), device),
                clock,
                log,
                self._send_update,
            )
            for device in site.device
        }

    async def listen(self) -> tuple[asyncio.Server, int]:
        """Listen on a free loopback port."""
        server = await asyncio.start_server(self._client, "127.0.0.1", 0, limit=1 << 20)
        return server, server.sockets[0].getsockname()[1]

    async def run(self, server: asyncio.Server) -> None:
        """Poll and serve until the client has gone or :meth:`end` was called."""
        tasks = [asyncio.create_task(loop.run()) for loop in self._loops.values()]
        tasks += [asyncio.create_task(self._tell_states()), asyncio.create_task(self._wait())]
        try:
            await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
            self._writer, writer = None, self._writer
            await self._void_requests()
            await self._stop_all()
        finally:
            server.close()
            for task in tasks:
                task.cancel()
            ended = await asyncio.gather(*tasks, return_exceptions=True)
        if writer is not None:
            writer.close()
        for outcome in ended:
            if isinstance(outcome, Exception):
                raise outcome

    def end(self) -> None:
        """Stop what moves and return from :meth:`run`."""
        self._ended.set()

    async def _wait(self) -> None:
        with suppress(TimeoutError):
            async with asyncio.timeout(CLIENT_MUST_COME):
                await self._came.wait()
        if not self._came.is_set():
            return
        await self._ended.wait()

    async def _void_requests(self) -> None:
        running = list(self._requests.values())
        for task in running:
            task.cancel()
        await asyncio.gather(*running, return_exceptions=True)

    async def _stop_all(self) -> None:
        with suppress(TimeoutError):
            async with asyncio.timeout(STOPPING_TAKES_AT_MOST):
                await asyncio.gather(*(loop.stop() for loop in self._loops.values()))

    async def _client(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            if self._came.is_set() or not await self._admitted(reader):
                return
            self._came.set()
            self._writer = writer
            self._greet()
            while (message := await read_from_client(reader)) is not None:
                self._take(message)
            self._ended.set()
        except ProtocolError as error:
            print(f"acquisition: client dropped: {error}", flush=True)
            self._ended.set()
        finally:
            writer.close()

    async def _admitted(self, reader: asyncio.StreamReader) -> bool:
        try:
            hello = await read_from_client(reader)
        except ProtocolError:
            return False
        return isinstance(hello, Hello) and hmac.compare_digest(hello.token, self._token)

    def _greet(self) -> None:
        for loop in self._loops.values():
            self._send(loop.state())
            for update in loop.snapshot():
                self._send(update)

    def _take(self, message: Hello | Request) -> None:
        if isinstance(message, CancelRequest):
            if task := self._requests.get(message.id):
                task.cancel()
        elif not isinstance(message, Hello):
            task = asyncio.create_task(self._serve(message))
            self._requests[message.id] = task
            task.add_done_callback(lambda _: self._requests.pop(message.id, None))

    async def _serve(self, request: CommandRequest | WriteRequest) -> None:
        try:
            self._send(await self._carry_out(request))
        except PlcError as error:
            self._send(Failed.of(request.id, error))

    async def _carry_out(self, request: CommandRequest | WriteRequest) -> Done:
        loop = self._loops.get(request.device)
        if loop is None:
            raise WriteRefused(request.device, "没有该设备", "this lane has no such device")
        by = WriteContext(request.operator, request.inspection)
        if isinstance(request, WriteRequest):
            await loop.write(request.point, request.value, by=by)
            return Done(request.id)
        return Done(request.id, await loop.command(request.verb, request.param, by=by))

    async def _tell_states(self) -> None:
        while True:
            await asyncio.sleep(STATES_EVERY)
            for loop in self._loops.values():
                self._send(loop.state())

    def _send_update(self, update: Update) -> None:
        self._send(update)

    def _send(self, message: FromServer) -> None:
        writer = self._writer
        if writer is None or writer.is_closing():
            return
        if writer.transport.get_write_buffer_size() > MOST_UNREAD:
            writer.transport.abort()
            return
        writer.write(encode(message))
