"""Starts the lane's processes, waits until each answers, and leaves none behind."""

from __future__ import annotations

import asyncio
import json
import os
import signal
import sys
from pathlib import Path
from typing import Any

from lane.cli.common import PARENT_WATCHED

STARTS_WITHIN_S = 90.0
STOPS_WITHIN_S = 10.0


class ProcessDied(Exception):
    """A process of the demonstration ended or never answered; its log says why."""


class LaneProcess:
    """One child process that announces itself by a line of JSON on its standard output."""

    def __init__(self, name: str, process: asyncio.subprocess.Process, log: Path) -> None:
        """Hold a started process; see `start`."""
        self.name = name
        self._process = process
        self._log = log
        self.announced: dict[str, Any] = {}

    @classmethod
    async def start(cls, name: str, *arguments: str, logs: Path) -> LaneProcess:
        """Run ``python -m arguments…`` and wait for its line; raises `ProcessDied`."""
        logs.mkdir(parents=True, exist_ok=True)
        log = logs / f"{name}.log"
        with log.open("ab") as file:
            process = await asyncio.create_subprocess_exec(
                sys.executable,
                "-m",
                *arguments,
                stdin=asyncio.subprocess.PIPE,
                stdout=asyncio.subprocess.PIPE,
                stderr=file,
                env={**os.environ, PARENT_WATCHED: "1"},
                start_new_session=True,
            )
        started = cls(name, process, log)
        try:
            started.announced = await asyncio.wait_for(started._line(), STARTS_WITHIN_S)
        except BaseException:
            await started.stop()
            raise
        return started

    async def _line(self) -> dict[str, Any]:
        assert self._process.stdout is not None  # asked for above
        line = await self._process.stdout.readline()
        try:
            return json.loads(line)
        except ValueError as fault:
            last = self._log.read_text(encoding="utf-8", errors="replace").strip().splitlines()
            said = last[-1] if last else "it said nothing"
            raise ProcessDied(f"{self.name} did not start: {said} (see {self._log})") from fault

    @property
    def pid(self) -> int:
        """The process's id."""
        return self._process.pid

    @property
    def running(self) -> bool:
        """Whether it is still there."""
        return self._process.returncode is None

    async def kill(self) -> None:
        """End it at once, as a power cut would (SIGKILL)."""
        if self.running:
            self._process.kill()
        await self._ended()

    async def stop(self) -> None:
        """Ask it to end, then make sure that it and its children have."""
        if self.running:
            self._process.terminate()
            try:
                await asyncio.wait_for(self._process.wait(), STOPS_WITHIN_S)
            except TimeoutError:
                self._process.kill()
        await self._ended()

    async def _ended(self) -> None:
        await self._process.wait()
        if os.name != "nt":
            try:
                os.killpg(self._process.pid, signal.SIGTERM)
            except ProcessLookupError:
                return
