from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from lane.register import OdometerReading, Register, VehicleRecord


@pytest.fixture
def record() -> VehicleRecord:
    return VehicleRecord(
        plate="鲁J2K618",
        plate_kind="02",
        vin="LSVNV2187E2100001",
        engine_number="CFB123456",
        brand="大众",
        model="SVW7147",
        colour="H",
        vehicle_type="K33",
        use="A",
        seats=5,
        axles=2,
        total_mass_kg=1750,
        kerb_mass_kg=1280,
        wheelbase_mm=2610,
        length_mm=4475,
        width_mm=1706,
        height_mm=1469,
        fuel="A",
        headlamp_system="03",
        steering_axle_independent=True,
        manufactured_on=date(2014, 8, 1),
        registered_on=date(2014, 11, 3),
        inspection_valid_until=date(2026, 11, 30),
        status="A",
        owner_name="王示例",
        owner_id="379901198001010010",
        injury_accident=False,
        illegal_modification=False,
        converted_from_operating=False,
        odometer=(OdometerReading(on=date(2025, 11, 2), km=98_000),),
    )


@pytest.fixture
def register(tmp_path: Path) -> Register:
    return Register(tmp_path / "register.sqlite")
