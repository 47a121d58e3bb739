"""The delivery of notices to the police desk, beside the service and apart from its screens."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from lane.alerts.client import ViidClient
from lane.alerts.worker import OutboxWorker
from lane.evidence import EvidenceMissing
from lane.inspection.workplace import Workplace
from lane.journal.outbox import JournalOutbox
from lane.settings import PoliceDesk, SettingsError


@asynccontextmanager
async def police_delivery(place: Workplace) -> AsyncIterator[None]:
    """Deliver while inside; a station without a police desk keeps its notices in the outbox."""
    desk = place.station.police_desk
    if desk is None:
        yield
        return
    outbox = JournalOutbox(place.data.journal, place.now)
    stop = asyncio.Event()
    async with _client(desk, place.data.root) as client:
        worker = OutboxWorker(outbox, client, time.time, read_picture=_pictures(place))
        running = asyncio.create_task(worker.run(stop), name="police delivery")
        try:
            yield
        finally:
            stop.set()
            worker.wake()
            await running
            outbox.close()


def _client(desk: PoliceDesk, folder: Path) -> ViidClient:
    path = folder / desk.password_file
    try:
        password = path.read_text(encoding="utf-8").strip()
    except OSError as fault:
        raise SettingsError(f"{path}: the police desk's password: {fault.strerror}") from fault
    return ViidClient(desk.url, desk.device_id, desk.user, password)


def _pictures(place: Workplace):
    def read(name: str) -> bytes:
        try:
            return place.evidence.get(name)
        except EvidenceMissing as fault:
            raise OSError(str(fault)) from fault

    return read
