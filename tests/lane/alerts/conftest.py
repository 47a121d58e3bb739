"""A desk in a process of its own, a real outbox, and notices to send."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta, timezone
from itertools import count
from pathlib import Path
from typing import Any

import httpx
import pytest
from sqlalchemy import insert, select

from lane.alerts.client import ViidClient
from lane.alerts.identifiers import notification_id
from lane.alerts.notice import HitNotice, WantedVehicle, build
from lane.alerts.worker import TOPIC
from lane.journal.outbox import JournalOutbox
from lane.journal.tables import OUTBOX, open_engine

AT = datetime(2026, 11, 23, 9, 30, tzinfo=timezone(timedelta(hours=8)))
DEVICE = "37090000001190000001"
_serials = count(1)


@dataclass
class Clock:
    """Time that moves when it is told to."""

    now: float = 1_000_000.0

    def __call__(self) -> float:
        return self.now


@dataclass
class DeskProcess:
    """The simulated desk, started and stopped as often as a test wants."""

    folder: Path
    port: int = 0
    _process: subprocess.Popen[str] | None = None
    options: list[str] = field(default_factory=list)

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def start(self) -> None:
        command = [sys.executable, "-m", "lane.alerts.simulated_desk"]
        command += ["--port", str(self.port), "--out", str(self.folder), *self.options]
        self._process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
        assert self._process.stdout
        self.port = json.loads(self._process.stdout.readline())["port"]

    def kill(self) -> None:
        if self._process:
            self._process.kill()
            self._process.wait()
            assert self._process.stdout
            self._process.stdout.close()
            self._process = None

    def fault(self, fault: str | None, times: int = -1, seconds: float = 1.0) -> None:
        order = {"fault": fault, "times": times, "seconds": seconds}
        httpx.post(f"{self.url}/faults", json=order, trust_env=False).raise_for_status()

    def deliveries(self) -> dict[str, int]:
        return httpx.get(f"{self.url}/received", trust_env=False).json()

    def notices(self) -> list[dict[str, Any]]:
        path = self.folder / "notifications.jsonl"
        lines = path.read_text(encoding="utf-8").splitlines() if path.exists() else []
        return [json.loads(line) for line in lines]

    def kept(self, key: str) -> int:
        """How many notices it has on disk under this NotificationID."""
        return sum(notice["NotificationID"] == key for notice in self.notices())


@pytest.fixture(scope="module")
def shared_desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[DeskProcess]:
    started = DeskProcess(tmp_path_factory.mktemp("desk"))
    started.start()
    yield started
    started.kill()


@pytest.fixture
def desk(shared_desk: DeskProcess) -> Iterator[DeskProcess]:
    """A desk that behaves; a test may order faults."""
    yield shared_desk
    shared_desk.fault(None)


@pytest.fixture
def own_desk(tmp_path: Path) -> Iterator[DeskProcess]:
    """A desk that is not running yet."""
    one = DeskProcess(tmp_path / "own desk")
    yield one
    one.kill()


@pytest.fixture
def clock() -> Clock:
    return Clock()


@dataclass
class Box:
    """The journal's own outbox, and a way to put notices in and look at rows."""

    outbox: JournalOutbox
    path: Path

    def put(self, payload: dict[str, Any], key: str | None = None) -> str:
        if key is None:
            listed = payload["DispositionNotificationListObject"]["DispositionNotificationObject"]
            key = listed[0]["NotificationID"]
        row = {"topic": TOPIC, "key": key, "payload": payload, "created_at": AT}
        engine = open_engine(self.path, write=True)
        with engine.begin() as connection:
            connection.execute(insert(OUTBOX).values(**row))
        engine.dispose()
        return key

    def row(self, key: str) -> dict[str, Any]:
        engine = open_engine(self.path, write=False)
        with engine.begin() as connection:
            row = connection.execute(select(OUTBOX).where(OUTBOX.c.key == key)).mappings().one()
        engine.dispose()
        return dict(row)


@pytest.fixture
def box(tmp_path: Path) -> Iterator[Box]:
    path = tmp_path / "journal.db"
    outbox = JournalOutbox(path, lambda: AT)
    yield Box(outbox, path)
    outbox.close()


@pytest.fixture
def notice() -> Callable[..., HitNotice]:
    """A new notice about a vehicle, with an identifier nobody used before."""

    def make(**changes: Any) -> HitNotice:
        fields: dict[str, Any] = {
            "notification_id": notification_id("370900000000", AT, next(_serials)),
            "disposition_id": "E2",
            "title": "被盗抢车辆",
            "triggered_at": AT,
            "device_id": DEVICE,
            "subject": WantedVehicle("鲁J12345", "02", "H", "K33", "大众", "LSVNV4187F2100013"),
        }
        return HitNotice(**(fields | changes))

    return make


@pytest.fixture
def payload(notice) -> Callable[..., dict[str, Any]]:
    """The body of a new notice."""
    return lambda **changes: build(notice(**changes))


@pytest.fixture
def client_of() -> Callable[..., ViidClient]:
    """A client of a desk; the test closes it."""

    def make(desk: DeskProcess, password: str = "lane", timeout: float = 5.0) -> ViidClient:
        return ViidClient(desk.url, DEVICE, "lane", password, timeout=timeout)

    return make
