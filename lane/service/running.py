"""Runs one lane: acquisition, controller, police delivery and the HTTP server, until stopped."""

from __future__ import annotations

import asyncio
import json
import logging
import socket
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager, suppress

import uvicorn

from lane.controller.lane import LaneController
from lane.events.fold import InspectionState
from lane.events.kinds import Closed, EventData
from lane.inspection.judging import judge_when_measured
from lane.inspection.workplace import Workplace
from lane.journal.checkpoint import CheckpointFile
from lane.journal.store import ALERTS, INSPECTIONS, Journal
from lane.service.app import create_app
from lane.service.building import build_workplace, utc_now
from lane.service.core import Core
from lane.service.hub import Hub
from lane.service.lane_views import LaneViews
from lane.service.live import LiveFeed
from lane.service.police import police_delivery
from lane.settings import DataFolder
from plc.acquisition.client import Acquisition
from plc.clock import Clock

LOG = logging.getLogger(__name__)


async def serve(data: DataFolder, *, port: int, rate: float, warm_up: bool = True) -> None:
    """Serve on 127.0.0.1 until SIGINT or SIGTERM; prints ``{"port": …}`` once it answers."""
    journal = Journal(data.journal, utc_now)
    place = build_workplace(data, journal)
    listener = socket.create_server(("127.0.0.1", port))
    clock = Clock(rate)
    try:
        async with (
            Acquisition.start(place.site, clock, data.write_log) as acquisition,
            police_delivery(place),
            _running_lane(place, acquisition, journal, clock) as core,
        ):
            if warm_up:
                await place.readers.warm_up()
            await _run_server(core, listener)
    finally:
        listener.close()
        place.readers.close()
        place.screening.close()
        journal.close()


@asynccontextmanager
async def _running_lane(
    place: Workplace, acquisition: Acquisition, journal: Journal, clock: Clock
) -> AsyncIterator[Core]:
    hub = Hub(asyncio.get_running_loop())
    controller = LaneController(
        place.site, acquisition, place.book, place.evidence, clock, hub.changed
    )
    core = Core(place, controller, hub, LaneViews(place, controller))
    loop = asyncio.get_running_loop()
    checkpoints = CheckpointFile(place.data.checkpoints, place.signer, utc_now)

    def on_record(state: InspectionState, events: Sequence[EventData]) -> None:
        hub.changed()
        loop.call_soon_threadsafe(judge_when_measured, place, state.id)
        if any(isinstance(event, Closed) for event in events):
            _write_checkpoint(checkpoints, journal)

    place.book.listen(on_record)
    unsubscribe = acquisition.subscribe(LiveFeed(place, controller, hub))
    controller.interrupted_at_start()
    await controller.reserve_interrupted()
    for inspection in place.book.open_ids():
        judge_when_measured(place, inspection)
    try:
        yield core
    finally:
        unsubscribe()
        await controller.close()


def _write_checkpoint(checkpoints: CheckpointFile, journal: Journal) -> None:
    """What was recorded stays recorded; the next checkpoint covers this one's events too.

    Both streams are signed each time, so that the file does not tell whether there was a hit.
    """
    try:
        for stream in (INSPECTIONS, ALERTS):
            checkpoints.write(journal, stream)
    except OSError as fault:
        LOG.error("no checkpoint of the journal was written: %s", fault)


async def _run_server(core: Core, listener: socket.socket) -> None:
    config = uvicorn.Config(
        create_app(core), log_level="warning", lifespan="off", ws="websockets-sansio"
    )
    server = uvicorn.Server(config)
    announcing = asyncio.create_task(_announce(server, listener))
    try:
        await server.serve(sockets=[listener])
    finally:
        announcing.cancel()
        with suppress(asyncio.CancelledError):
            await announcing


async def _announce(server: uvicorn.Server, listener: socket.socket) -> None:
    while not server.started:
        await asyncio.sleep(0.01)
    print(json.dumps({"port": listener.getsockname()[1]}), flush=True)
