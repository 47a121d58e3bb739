"""Serves control requests for a simulator."""

from __future__ import annotations

import asyncio
import json
from contextlib import suppress
from types import TracebackType
from typing import Any, Self

from pydantic import ValidationError

from plc.simulator.control_requests import (
    LONGEST_LINE,
    LOOPBACK,
    REQUEST,
    Arrive,
    Estop,
    Freeze,
    Power,
    Remove,
    Request,
    Status,
)
from plc.simulator.simulator import Simulator


class ControlServer:
    """Serves control requests for one simulator; an async context manager."""

    def __init__(self, simulator: Simulator, port: int = 0) -> None:
        self._simulator = simulator
        self._server: asyncio.Server | None = None
        self._links: set[asyncio.StreamWriter] = set()
        self.port = port

    async def __aenter__(self) -> Self:
        self._server = await asyncio.start_server(
            self._serve, LOOPBACK, self.port, limit=LONGEST_LINE
        )
        self.port = self._server.sockets[0].getsockname()[1]
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self._server is not None:
            self._server.close()
            for link in tuple(self._links):
                link.close()
            await self._server.wait_closed()

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self._links.add(writer)
        try:
            while line := await reader.readline():
                writer.write(json.dumps(await self._answer(line)).encode() + b"\n")
                await writer.drain()
        except (ConnectionError, ValueError):
            # The other side is gone, or sent a line without end: this link is of no more use.
            return
        finally:
            self._links.discard(writer)
            writer.close()
            with suppress(ConnectionError):
                await writer.wait_closed()

    async def _answer(self, line: bytes) -> dict[str, Any]:
        try:
            return {"ok": True} | await self._do(REQUEST.validate_json(line))
        except ValidationError as error:
            first = error.errors(include_url=False)[0]
            where = ".".join(str(part) for part in first["loc"])
            return {"ok": False, "error": f"{where}: {first['msg']}"}
        except KeyError as error:
            return {"ok": False, "error": f"{error.args[0]!r} is not in this lane"}
        except ValueError as error:
            return {"ok": False, "error": str(error)}

    async def _do(self, request: Request) -> dict[str, Any]:
        simulator = self._simulator
        match request:
            case Arrive():
                simulator.arrive(request.id, request.vehicle)
            case Remove():
                simulator.remove(request.id)
            case Power():
                await simulator.power(request.device, request.on)
            case Estop():
                simulator.estop(request.ok)
            case Freeze():
                simulator.freeze(request.device, request.frozen)
            case Status():
                return simulator.status()
        return {}
