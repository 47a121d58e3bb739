"""The station's small vehicle register (机动车登记库): what the office holds about each vehicle."""

from __future__ import annotations

from lane.register.errors import RegisterError, RegisterFileError
from lane.register.record import OdometerReading, Pass, VehicleRecord, wire_number
from lane.register.store import ImportReport, Register

__all__ = [
    "ImportReport",
    "OdometerReading",
    "Pass",
    "Register",
    "RegisterError",
    "RegisterFileError",
    "VehicleRecord",
    "wire_number",
]
