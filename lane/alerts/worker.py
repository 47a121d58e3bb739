"""Delivery from the outbox: at least once, one notification per key, closed by a receipt."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

from lane.alerts.answers import Receipt
from lane.alerts.client import ViidClient
from lane.alerts.errors import AlertError, DeskRefused, DeskUnreachable, NoNotice
from lane.alerts.notice import with_pictures
from lane.alerts.outbox import Outbox, OutboxEntry

TOPIC = "police_desk"
_LOG = logging.getLogger(__name__)
_FIRST_WAIT_SECONDS = 1.0
_LONGEST_WAIT_SECONDS = 60.0


@dataclass(frozen=True, slots=True)
class Delivered:
    """What one round did."""

    sent: int = 0
    failed: int = 0


class OutboxWorker:
    """Sends what is due and nothing else; it logs no delivery, for that would tell of a hit.

    An entry is closed by the desk's receipt alone. A lost answer means it is sent again under the
    same NotificationID, by which the desk knows it. A refusal is kept with the desk's words and
    tried again later, since desks refuse while they are misconfigured too. `read_picture` gives
    the bytes of a picture stored under a name.
    """

    def __init__(
        self,
        outbox: Outbox,
        client: ViidClient,
        clock: Callable[[], float],
        *,
        topic: str = TOPIC,
        read_picture: Callable[[str], bytes] | None = None,
        poll_seconds: float = 0.25,
        keepalive_seconds: float = 60.0,
    ) -> None:
        self._outbox = outbox
        self._client = client
        self._clock = clock
        self._topic = topic
        self._read_picture = read_picture
        self._poll_seconds = poll_seconds
        self._keepalive_seconds = keepalive_seconds
        self._wake = asyncio.Event()
        self._not_before = 0.0
        self._silent_rounds = 0
        self._next_keepalive = 0.0
        self.reachable: bool | None = None
        """Whether the desk answered last; None before the first attempt."""

    def wake(self) -> None:
        """Look into the outbox now: something was written. Call it from the loop's thread."""
        self._wake.set()

    async def run(self, stop: asyncio.Event) -> None:
        """Deliver and keep alive until `stop` is set."""
        while not stop.is_set():
            self._wake.clear()
            try:
                await self.keep_alive_if_due()
                await self.deliver_due()
            except Exception as fault:  # noqa: BLE001 - delivery must outlive a locked database
                # the kind of the fault alone: its text could hold what was to be sent
                _LOG.error("police desk link: %s, trying again", type(fault).__name__)
            with suppress(TimeoutError):
                await asyncio.wait_for(self._wake.wait(), self._poll_seconds)

    async def keep_alive_if_due(self) -> None:
        """Tell the desk that we are here, if it is time; a failure shows in `reachable`."""
        if self._clock() < max(self._next_keepalive, self._not_before):
            return
        self._next_keepalive = self._clock() + self._keepalive_seconds
        try:
            await self._client.keepalive()
            self._desk_answers()
        except DeskUnreachable:
            self._desk_is_silent()
        except AlertError:
            self._desk_answers()

    async def deliver_due(self) -> Delivered:
        """Try once each entry that is due; while the desk is silent, wait before the next."""
        now = self._clock()
        if now < self._not_before:
            return Delivered()
        sent = failed = 0
        for entry in self._outbox.due(self._topic, now):
            try:
                receipt = await self._send(entry)
            except AlertError as error:
                failed += 1
                self._outbox.failed(entry.id, str(error), self._later(entry.attempts))
                if isinstance(error, DeskUnreachable):
                    self._desk_is_silent()
                    break
            else:
                sent += 1
                self._desk_answers()
                self._outbox.sent(entry.id, receipt.as_dict())
        return Delivered(sent, failed)

    async def _send(self, entry: OutboxEntry) -> Receipt:
        outcomes = await self._client.send_notifications(self._filled(entry.payload))
        outcome = outcomes.get(entry.key)
        if outcome is None:
            raise NoNotice("the notice in this entry is not the one the entry is for")
        if isinstance(outcome, DeskRefused):
            raise outcome
        return outcome

    def _filled(self, payload: dict[str, Any]) -> dict[str, Any]:
        return with_pictures(payload, self._read_picture) if self._read_picture else payload

    def _desk_answers(self) -> None:
        self.reachable, self._silent_rounds = True, 0

    def _desk_is_silent(self) -> None:
        """Note that nobody answers, and leave the desk alone for a while."""
        self.reachable = False
        self._not_before = self._later(self._silent_rounds)
        self._next_keepalive = self._not_before
        self._silent_rounds += 1

    def _later(self, attempts: int) -> float:
        wait = _FIRST_WAIT_SECONDS * 2 ** min(attempts, 10)
        return self._clock() + min(wait, _LONGEST_WAIT_SECONDS)
