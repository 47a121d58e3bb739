"""What is drawn for the demo is read back exactly by the project's own readers."""

from __future__ import annotations

import pytest

from samples.demo_vehicles import DemoVehicle, demo_vehicles
from samples.walk import FRONT, photo
from vision.picture import load_picture
from vision.plates import PlateReader
from vision.vins import VinReader

NAMES = list(demo_vehicles())


@pytest.mark.parametrize("name", NAMES)
def test_the_plate_is_read(
    name: str, vehicles: dict[str, DemoVehicle], plate_reader: PlateReader
) -> None:
    reading = plate_reader.read(load_picture(photo(vehicles[name], FRONT)))
    assert (reading.text, reading.kind) == (
        vehicles[name].truth.plate,
        vehicles[name].truth.plate_kind,
    )


@pytest.mark.parametrize("name", NAMES)
def test_the_stamped_vin_is_read(
    name: str, vehicles: dict[str, DemoVehicle], vin_reader: VinReader
) -> None:
    reading = vin_reader.read(load_picture(photo(vehicles[name], "0113")))
    assert reading.text == vehicles[name].truth.stamped_vin


@pytest.mark.parametrize("name", NAMES)
def test_the_nameplate_is_read(
    name: str, vehicles: dict[str, DemoVehicle], vin_reader: VinReader
) -> None:
    reading = vin_reader.read(load_picture(photo(vehicles[name], "0164")))
    assert reading.text == vehicles[name].truth.nameplate.vin
