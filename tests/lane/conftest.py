"""A real lane workplace per test, over a data folder that is prepared once."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from time import monotonic

import pytest

from certs.station_time import CHINA
from lane.demo.setup import Prepared, prepare, write_station
from lane.inspection.readers import Readers
from lane.journal.store import Journal
from lane.service.building import build_workplace, utc_now
from lane.settings import DataFolder
from plc.site import load_site, save_site
from samples.demo_vehicles import DemoVehicle, demo_vehicles
from samples.make import write_lists, write_photos
from tests.lane.shop import Shop

NO_DESK = "http://127.0.0.1:9"


@pytest.fixture(scope="session")
def now() -> datetime:
    return utc_now()


@pytest.fixture(scope="session")
def vehicles(now: datetime) -> dict[str, DemoVehicle]:
    return demo_vehicles(now.astimezone(CHINA).date())


@pytest.fixture(scope="session")
def photos(
    vehicles: dict[str, DemoVehicle], tmp_path_factory: pytest.TempPathFactory
) -> Callable[[str, str], bytes]:
    """Pictures by vehicle and photo code, each drawn when first asked for."""
    folder = tmp_path_factory.mktemp("photos")

    def photo(name: str, code: str) -> bytes:
        path = folder / name / f"{code}.jpg"
        if not path.exists():
            write_photos(folder, [vehicles[name]], (code,) if code != "front" else ())
        return path.read_bytes()

    return photo


@pytest.fixture(scope="session")
def prepared(now: datetime, tmp_path_factory: pytest.TempPathFactory) -> Prepared:
    folder = tmp_path_factory.mktemp("lane")
    write_lists(folder / "lists", now)
    made = prepare(folder / "data", folder / "lists")
    write_station(made.data, NO_DESK)
    save_site(load_site(), made.data.site_file)
    return made


@pytest.fixture(scope="session")
def readers() -> Iterator[Readers]:
    loaded = Readers()
    yield loaded
    loaded.close()


@pytest.fixture
def data(prepared: Prepared, tmp_path: Path) -> DataFolder:
    shutil.copytree(prepared.data.root, tmp_path / "data")
    return DataFolder(tmp_path / "data")


@pytest.fixture
def open_shop(
    data: DataFolder,
    prepared: Prepared,
    vehicles: dict[str, DemoVehicle],
    readers: Readers,
    now: datetime,
) -> Iterator[Callable[[], Shop]]:
    """Opens the data folder, and again as after a crash: what was open before is closed."""
    opened: list[Shop] = []
    began = monotonic()

    def clock() -> datetime:
        """The instant the lists were made for, however long the tests before took."""
        return now + timedelta(seconds=monotonic() - began)

    def close() -> None:
        while opened:
            opened.pop().close()

    def opening() -> Shop:
        close()
        journal = Journal(data.journal, utc_now)
        place = build_workplace(data, journal)
        place.readers.close()
        place = replace(place, readers=readers, now=clock)
        opened.append(Shop(place, journal, vehicles, prepared.tokens))
        return opened[0]

    yield opening
    close()


@pytest.fixture
def shop(open_shop: Callable[[], Shop]) -> Shop:
    return open_shop()
