"""The testers of a lane, one class per kind whatever the make."""

from plc.equipment.axle_scale import AxleScale
from plc.equipment.base import Equipment
from plc.equipment.gas_analyser import GasAnalyser
from plc.equipment.headlamp import HeadlampTester
from plc.equipment.kinds import equipment_for
from plc.equipment.lane_io import Instruction, LaneIo, Light
from plc.equipment.results import (
    AxleLoad,
    BrakeRun,
    DoubleIdleRun,
    HeadlampRun,
    SideSlipRun,
    SmokeRun,
    SpeedRun,
)
from plc.equipment.roller_brake import RollerBrakeTester
from plc.equipment.side_slip import SideSlipTester
from plc.equipment.speedometer import Speedometer

__all__ = [
    "AxleLoad",
    "AxleScale",
    "BrakeRun",
    "DoubleIdleRun",
    "Equipment",
    "GasAnalyser",
    "HeadlampRun",
    "HeadlampTester",
    "Instruction",
    "LaneIo",
    "Light",
    "RollerBrakeTester",
    "SideSlipRun",
    "SideSlipTester",
    "SmokeRun",
    "SpeedRun",
    "Speedometer",
    "equipment_for",
]
