from __future__ import annotations

import pytest

from samples.demo_vehicles import DemoVehicle, demo_vehicles
from vision.plates import PlateReader
from vision.vins import VinReader


@pytest.fixture(scope="session")
def plate_reader() -> PlateReader:
    return PlateReader()


@pytest.fixture(scope="session")
def vin_reader() -> VinReader:
    return VinReader()


@pytest.fixture(scope="session")
def vehicles() -> dict[str, DemoVehicle]:
    return demo_vehicles()
