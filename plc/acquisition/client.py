"""What the lane holds: the acquisition process, kept running, and a port for every device."""

from __future__ import annotations

import asyncio
import tempfile
from collections.abc import Callable
from dataclasses import replace
from itertools import count
from pathlib import Path
from types import TracebackType
from typing import Self

from plc.acquisition.child import Child
from plc.acquisition.protocol import (
    CancelRequest,
    CommandRequest,
    Done,
    Failed,
    FromServer,
    WriteRequest,
)
from plc.acquisition.remote_port import RemotePort
from plc.clock import Clock
from plc.equipment.base import Equipment
from plc.equipment.kinds import equipment_for
from plc.errors import AcquisitionLost, TestVoid
from plc.port import DevicePort
from plc.profile import load_profile
from plc.site import Site, load_site, save_site
from plc.updates import DeviceState, Listener, Update

RESTART_PAUSE = 0.5


class Acquisition:
    """Starts and supervises the acquisition process; use it as an async context manager.

    When the process dies it is started again; meanwhile every reading has no link, running tests
    are void, and epochs go on rising.
    """

    def __init__(self, site: Site, clock: Clock, write_log: Path) -> None:
        self.site = site
        self.restarts = 0
        self._clock = clock
        self._write_log = write_log
        self._folder = tempfile.TemporaryDirectory(prefix="lane-acquisition-")
        self._child: Child | None = None
        self._supervisor: asyncio.Task[None] | None = None
        self._pending: dict[int, tuple[str, asyncio.Future[Done]]] = {}
        self._ids = count(1)
        self._listeners: list[Listener] = []
        self._ports = {
            d.name: RemotePort(d.name, load_profile(d.profile), clock, self._ask)
            for d in site.device
        }
        self._equipment = {name: equipment_for(port) for name, port in self._ports.items()}
        self._states = {n: DeviceState(n, p.kind, "offline", 0) for n, p in self._ports.items()}

    @classmethod
    def start(cls, site: Site | Path, clock: Clock, write_log: Path) -> Self:
        """An acquisition for ``site`` (or the site file); it runs inside ``async with``."""
        return cls(site if isinstance(site, Site) else load_site(site), clock, write_log)

    @property
    def pid(self) -> int | None:
        """The process's number; None while it is down."""
        return self._child.pid if self._child else None

    def device(self, name: str) -> DevicePort:
        """The port of a device; KeyError when the site has none of that name."""
        return self._ports[name]

    def equipment(self, name: str) -> Equipment:
        """The tester of a device, by its kind; KeyError as above."""
        return self._equipment[name]

    def states(self) -> dict[str, DeviceState]:
        """How every device is, by name."""
        return dict(self._states)

    def subscribe(self, callback: Listener) -> Callable[[], None]:
        """Hear every update; returns the function that ends it."""
        self._listeners.append(callback)
        return lambda: self._listeners.remove(callback)

    async def __aenter__(self) -> Self:
        try:
            save_site(self.site, self._site_file)
            self._child = await self._start_child()
        except BaseException:
            self._folder.cleanup()
            raise
        self._supervisor = asyncio.create_task(self._supervise(), name="acquisition")
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        assert self._supervisor is not None
        self._supervisor.cancel()
        await asyncio.gather(self._supervisor, return_exceptions=True)
        self._fail_pending()
        if self._child is not None:
            await self._child.end()
        self._folder.cleanup()

    @property
    def _site_file(self) -> Path:
        return Path(self._folder.name) / "site.toml"

    async def _start_child(self) -> Child:
        return await Child.start(self._site_file, self._clock.rate, self._write_log)

    async def _supervise(self) -> None:
        while True:
            if self._child is not None:
                await self._listen(self._child)
                child, self._child = self._child, None
                self._process_lost()
                await child.end()
            await asyncio.sleep(RESTART_PAUSE)
            self.restarts += 1
            try:
                self._child = await self._start_child()
            except (AcquisitionLost, OSError):
                continue

    async def _listen(self, child: Child) -> None:
        while (message := await child.receive()) is not None:
            self._take(message)

    def _take(self, message: FromServer) -> None:
        if isinstance(message, (Done, Failed)):
            _, future = self._pending.pop(message.id, ("", None))
            if future is None or future.done():
                return
            if isinstance(message, Done):
                future.set_result(message)
            else:
                future.set_exception(message.error())
            return
        port = self._ports[message.device]
        port.apply(message)
        self._tell(replace(message, epoch=port.epoch))

    def _tell(self, update: Update) -> None:
        if isinstance(update, DeviceState):
            self._states[update.device] = update
        for listener in list(self._listeners):
            listener(update)

    def _process_lost(self) -> None:
        for name, port in self._ports.items():
            port.process_lost()
            self._tell(DeviceState(name, port.kind, "offline", port.epoch))
        self._fail_pending()

    def _fail_pending(self) -> None:
        pending, self._pending = self._pending, {}
        for device, future in pending.values():
            if not future.done():
                future.set_exception(
                    TestVoid(device, "采集进程中断", "the acquisition process ended")
                )

    async def _ask(self, request: CommandRequest | WriteRequest) -> Done:
        child = self._child
        if child is None:
            raise AcquisitionLost("restarting")
        request = replace(request, id=next(self._ids))
        future: asyncio.Future[Done] = asyncio.get_running_loop().create_future()
        self._pending[request.id] = (request.device, future)
        child.send(request)
        try:
            return await future
        except asyncio.CancelledError:
            self._pending.pop(request.id, None)
            child.send(CancelRequest(request.id))
            raise
