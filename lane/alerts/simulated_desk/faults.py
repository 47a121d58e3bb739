"""How the desk misbehaves on demand: as the network does, and as desks do."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from typing import Any, Literal, get_args

Fault = Literal["down", "cut", "slow", "error", "refuse", "partial", "mute", "forget"]
FAULTS: tuple[Fault, ...] = get_args(Fault)
"""down: the connection breaks before anything is taken · cut: taken, and the answer breaks off ·
slow: the answer comes late · error: HTTP 500 · refuse: every object is refused · partial: every
second object is refused · mute: the answer names no object · forget: nobody is registered now."""

_ANY = -1


@dataclass(slots=True)
class Faults:
    """The fault in force, for how many more messages, and how late a slow answer is."""

    fault: Fault | None = None
    times: int = _ANY
    seconds: float = 1.0

    def set(self, fault: Fault | None, times: int = _ANY, seconds: float = 1.0) -> None:
        """Misbehave from now on, `times` messages long (-1: until told otherwise)."""
        self.fault, self.times, self.seconds = fault, times, seconds

    def take(self) -> Fault | None:
        """The fault for this message."""
        fault = self.fault
        if fault and self.times > 0:
            self.times -= 1
            if self.times == 0:
                self.fault = None
        return fault


class Cutter:
    """Breaks the connection for `down` and `cut`, below the framework that always answers."""

    def __init__(self, app: Any, faults: Faults) -> None:
        self._app = app
        self._faults = faults

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        """Pass a request on, or break its connection before or after it was handled."""
        data = scope["type"] == "http" and scope["path"].startswith("/VIID/")
        if not data or self._faults.fault not in ("down", "cut"):
            await self._app(scope, receive, send)
            return
        if self._faults.take() == "cut":
            await self._app(scope, receive, _swallow)
        # a promised body that never comes makes the server close the connection
        headers = [(b"content-length", b"1000")]
        await send({"type": "http.response.start", "status": 200, "headers": headers})
        await send({"type": "http.response.body", "body": b"{", "more_body": True})
        raise asyncio.CancelledError


async def _swallow(_: Any) -> None:
    """An answer nobody gets."""
