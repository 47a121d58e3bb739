"""Sends every change to the screens that listen, and never waits for a slow one."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from lane.service.views import LiveView, Message

LOG = logging.getLogger(__name__)
WAITING_MESSAGES = 200


class Hub:
    """Connected screens, each with a queue of its own; a screen that lags is cut and reconnects."""

    def __init__(self, loop: asyncio.AbstractEventLoop) -> None:
        """Deliver in ``loop``, whichever thread a change comes from."""
        self._loop = loop
        self._screens: dict[asyncio.Queue[Message | None], Callable[[], Message]] = {}
        self._pending = False

    @contextmanager
    def screen(self, whole: Callable[[], Message]) -> Iterator[asyncio.Queue[Message | None]]:
        """A queue that gets ``whole()`` after each change; None tells the screen to reconnect."""
        queue: asyncio.Queue[Message | None] = asyncio.Queue(WAITING_MESSAGES)
        queue.put_nowait(whole())
        self._screens[queue] = whole
        try:
            yield queue
        finally:
            self._screens.pop(queue, None)

    def changed(self) -> None:
        """Something a screen shows is different; may be called from any thread.

        Changes that come in one burst are sent as one.
        """
        self._loop.call_soon_threadsafe(self._schedule)

    def _schedule(self) -> None:
        if not self._pending:
            self._pending = True
            self._loop.call_later(0.02, self._send_whole)

    def _send_whole(self) -> None:
        self._pending = False
        for queue, whole in list(self._screens.items()):
            try:
                message = whole()
            except Exception:
                LOG.exception("a screen's view could not be made: it is cut off")
                self._cut(queue)
            else:
                self._offer(queue, message)

    def live(self, view: LiveView) -> None:
        """Send live values to the desks; must be called in the loop."""
        message = Message(live=view)
        for queue in list(self._screens):
            self._offer(queue, message)

    def _offer(self, queue: asyncio.Queue[Message | None], message: Message) -> None:
        try:
            queue.put_nowait(message)
        except asyncio.QueueFull:
            self._cut(queue)

    def _cut(self, queue: asyncio.Queue[Message | None]) -> None:
        self._screens.pop(queue, None)
        while not queue.empty():
            queue.get_nowait()
        queue.put_nowait(None)
