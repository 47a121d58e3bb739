"""Which class stands for which kind of device."""

from __future__ import annotations

from plc.equipment.axle_scale import AxleScale
from plc.equipment.base import Equipment
from plc.equipment.gas_analyser import GasAnalyser
from plc.equipment.headlamp import HeadlampTester
from plc.equipment.lane_io import LaneIo
from plc.equipment.roller_brake import RollerBrakeTester
from plc.equipment.side_slip import SideSlipTester
from plc.equipment.speedometer import Speedometer
from plc.port import DevicePort

CLASSES: dict[str, type[Equipment]] = {
    "lane_io": LaneIo,
    "axle_scale": AxleScale,
    "roller_brake": RollerBrakeTester,
    "speedometer": Speedometer,
    "headlamp": HeadlampTester,
    "side_slip": SideSlipTester,
    "gas_analyser": GasAnalyser,
}


def equipment_for(port: DevicePort) -> Equipment:
    """The tester that stands on ``port``; LookupError for a kind this program does not know."""
    try:
        return CLASSES[port.kind](port)
    except KeyError:
        known = ", ".join(CLASSES)
        raise LookupError(f"{port.name}: no class for kind {port.kind}; known: {known}") from None
