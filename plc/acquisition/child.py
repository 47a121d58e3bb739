"""The acquisition process from outside: starting it, talking to it, seeing it end."""

from __future__ import annotations

import asyncio
import json
import os
import secrets
import sys
from pathlib import Path
from typing import Self

from plc.acquisition.protocol import (
    LONGEST_LINE,
    TOKEN_VARIABLE,
    FromClient,
    FromServer,
    Hello,
    encode,
    read_from_server,
)
from plc.errors import AcquisitionLost

STARTING_TAKES_AT_MOST = 20.0
ENDING_TAKES_AT_MOST = 15.0


class Child:
    """One run of the process with the one connection to it."""

    def __init__(
        self,
        process: asyncio.subprocess.Process,
        reader: asyncio.StreamReader,
        writer: asyncio.StreamWriter,
    ) -> None:
        self._process = process
        self._reader = reader
        self._writer = writer

    @property
    def pid(self) -> int:
        """The operating system's number of the process."""
        return self._process.pid

    @classmethod
    async def start(cls, site: Path, rate: float, log: Path) -> Self:
        """Start the process and log in; AcquisitionLost when it does not come up."""
        token = secrets.token_hex(16)
        process = await asyncio.create_subprocess_exec(
            *(sys.executable, "-m", "plc.acquisition"),
            *("--site", str(site), "--rate", str(rate), "--log", str(log)),
            stdin=asyncio.subprocess.DEVNULL,
            stdout=asyncio.subprocess.PIPE,
            env={**os.environ, TOKEN_VARIABLE: token, "PYTHONPATH": _import_path()},
        )
        try:
            port = await _port_of(process)
            reader, writer = await asyncio.open_connection("127.0.0.1", port, limit=LONGEST_LINE)
        except BaseException:
            await _kill(process)
            raise
        child = cls(process, reader, writer)
        child.send(Hello(token))
        return child

    def send(self, message: FromClient) -> None:
        """Say something to it."""
        self._writer.write(encode(message))

    async def receive(self) -> FromServer | None:
        """The next thing it says; None when it has gone."""
        return await read_from_server(self._reader)

    async def end(self) -> None:
        """Hang up, on which it stops what moves and ends; kill it when it takes too long."""
        self._writer.close()
        try:
            async with asyncio.timeout(ENDING_TAKES_AT_MOST):
                await self._process.wait()
        except TimeoutError:
            await _kill(self._process)


async def _port_of(process: asyncio.subprocess.Process) -> int:
    assert process.stdout is not None
    try:
        async with asyncio.timeout(STARTING_TAKES_AT_MOST):
            line = await process.stdout.readline()
    except TimeoutError:
        raise AcquisitionLost("it did not start in time") from None
    if not line:
        raise AcquisitionLost(f"it ended with {await process.wait()} at its start")
    return int(json.loads(line)["port"])


async def _kill(process: asyncio.subprocess.Process) -> None:
    if process.returncode is None:
        process.kill()
        await process.wait()


def _import_path() -> str:
    root = str(Path(__file__).resolve().parents[2])
    before = os.environ.get("PYTHONPATH")
    return f"{root}{os.pathsep}{before}" if before else root
