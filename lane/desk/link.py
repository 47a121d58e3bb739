"""The live link: one WebSocket that is kept up by itself and says how it stands."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass
from typing import Literal
from urllib.parse import urlencode

import pydantic
from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import ConnectionClosed, InvalidHandshake, InvalidStatus

from lane.service.views import Message

_PING_EVERY = 0.3
_PONG_WITHIN = 0.5
_GIVE_UP_AFTER = 10.0
_FIRST_PAUSE = 0.25
_LONGEST_PAUSE = 5.0


@dataclass(frozen=True, slots=True)
class LinkState:
    """How the link to the service stands; ``detail`` is for the engineer."""

    state: Literal["connecting", "connected", "stalled", "lost", "refused"]
    detail: str = ""


class LiveLink:
    """Keeps one stream (``/api/live``, ``/api/board``) open.

    It reconnects with growing pauses, and pings all the time so that a stall shows.
    """

    def __init__(
        self, address: str, token: str, deliver: Callable[[Message | LinkState], None]
    ) -> None:
        scheme, _, rest = address.partition("://")
        socket_scheme = "wss" if scheme == "https" else "ws"
        self._url = f"{socket_scheme}://{rest}?{urlencode({'token': token})}"
        self._deliver = deliver
        self._last: LinkState | None = None

    async def run(self) -> None:
        """Stay connected until cancelled."""
        pause = _FIRST_PAUSE
        self._say(LinkState("connecting"))
        while True:
            try:
                # the station's own network: a proxy of the environment would only break it
                async with connect(
                    self._url,
                    proxy=None,
                    ping_interval=None,
                    open_timeout=2,
                    close_timeout=1,
                    max_size=2**24,
                ) as socket:
                    self._say(LinkState("connected"))
                    async for text in self._watched(socket):
                        self._deliver(Message.model_validate_json(text))
                        pause = _FIRST_PAUSE
                self._say(LinkState("lost", "closed by the service"))
            except pydantic.ValidationError as fault:
                # a newer service may send what this desk can't show: keep what is on screen
                self._say(LinkState("lost", f"message not understood: {fault.errors()[0]}"))
            except InvalidStatus as fault:
                refused = fault.response.status_code in (401, 403)
                self._say(LinkState("refused" if refused else "lost", str(fault)))
            except (OSError, TimeoutError, ConnectionClosed, InvalidHandshake) as fault:
                self._say(LinkState("lost", str(fault) or type(fault).__name__))
            await asyncio.sleep(pause)
            pause = min(pause * 2, _LONGEST_PAUSE)

    async def _watched(self, socket: ClientConnection) -> AsyncIterator[str | bytes]:
        watch = asyncio.create_task(self._watch(socket))
        try:
            async for text in socket:
                yield text
        finally:
            watch.cancel()
            await asyncio.gather(watch, return_exceptions=True)

    async def _watch(self, socket: ClientConnection) -> None:
        """Ping all the time: silence is normal on this link, a missing pong is not."""
        while True:
            pong = await socket.ping()
            if not await _within(pong, _PONG_WITHIN):
                self._say(LinkState("stalled", f"no answer for {_PONG_WITHIN} s"))
                if not await _within(pong, _GIVE_UP_AFTER):
                    await socket.close()
                    return
            self._say(LinkState("connected"))
            await asyncio.sleep(_PING_EVERY)

    def _say(self, state: LinkState) -> None:
        if state != self._last:
            self._last = state
            self._deliver(state)


async def _within(pong: Awaitable[float], seconds: float) -> bool:
    """Whether the pong came in time; it is still awaited afterwards."""
    try:
        # not wait_for: until Python 3.12 it can lose a cancellation, and the client never ends
        async with asyncio.timeout(seconds):
            await asyncio.shield(pong)
    except TimeoutError:
        return False
    return True
