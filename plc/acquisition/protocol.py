"""What the acquisition process and its one client say to each other: JSON lines on loopback."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field
from functools import cache
from typing import Any, Literal

from pydantic import TypeAdapter, ValidationError

from plc.errors import PlcError
from plc.port import CommandResult
from plc.reading import Value
from plc.updates import DeviceState, FramesUpdate, ReadingsUpdate

TOKEN_VARIABLE = "LANE_ACQUISITION_TOKEN"
LONGEST_LINE = 1 << 22


@dataclass(frozen=True, slots=True)
class Hello:
    """The client's first line: the secret it was started with."""

    token: str
    type: Literal["hello"] = "hello"


@dataclass(frozen=True, slots=True)
class CommandRequest:
    """Carry out one command."""

    id: int
    device: str
    verb: str
    param: int
    operator: str
    inspection: str
    type: Literal["command"] = "command"


@dataclass(frozen=True, slots=True)
class WriteRequest:
    """Write one point."""

    id: int
    device: str
    point: str
    value: Value
    operator: str
    inspection: str
    type: Literal["write"] = "write"


@dataclass(frozen=True, slots=True)
class CancelRequest:
    """The caller of request ``id`` no longer waits: void it and make the device safe."""

    id: int
    type: Literal["cancel"] = "cancel"


@dataclass(frozen=True, slots=True)
class Done:
    """Request ``id`` is done; ``result`` is that of a command."""

    id: int
    result: CommandResult | None = None
    type: Literal["done"] = "done"


@dataclass(frozen=True, slots=True)
class Failed:
    """Request ``id`` failed with the plc error ``kind`` made from ``fields``."""

    id: int
    kind: str
    fields: dict[str, Any] = field(default_factory=dict)
    type: Literal["failed"] = "failed"

    @classmethod
    def of(cls, request: int, error: PlcError) -> Failed:
        """The message that carries ``error``."""
        return cls(request, type(error).__name__, error.fields)

    def error(self) -> PlcError:
        """The error it carries, made again."""
        return PlcError.kinds[self.kind](**self.fields)


Request = CommandRequest | WriteRequest | CancelRequest
FromClient = Hello | Request
FromServer = ReadingsUpdate | FramesUpdate | DeviceState | Done | Failed

_from_client: TypeAdapter[FromClient] = TypeAdapter(FromClient)
_from_server: TypeAdapter[FromServer] = TypeAdapter(FromServer)


class ProtocolError(Exception):
    """A line that is none of these messages."""


def encode(message: FromClient | FromServer) -> bytes:
    """One message as a line."""
    return _adapter(type(message)).dump_json(message) + b"\n"


@cache
def _adapter(kind: type) -> TypeAdapter[Any]:
    return TypeAdapter(kind)


async def read_from_client(reader: asyncio.StreamReader) -> FromClient | None:
    """The next message of the client; None when it has gone."""
    return await _read(reader, _from_client)


async def read_from_server(reader: asyncio.StreamReader) -> FromServer | None:
    """The next message of the server; None when it has gone."""
    return await _read(reader, _from_server)


async def _read(reader: asyncio.StreamReader, adapter: TypeAdapter[Any]) -> Any | None:
    try:
        line = await reader.readline()
    except ConnectionError:
        return None
    if not line.endswith(b"\n"):
        return None  # the other side went away in the middle of a line
    try:
        return adapter.validate_json(line)
    except ValidationError as error:
        raise ProtocolError(f"not a message: {line[:200]!r}") from error
