"""Which class plays which kind of tester."""

from __future__ import annotations

from plc.simulator.testers.axle_scale import AxleScaleSimulator
from plc.simulator.testers.base import Tester
from plc.simulator.testers.gas_analyser import GasAnalyserSimulator
from plc.simulator.testers.headlamp import HeadlampSimulator
from plc.simulator.testers.roller_brake import RollerBrakeSimulator
from plc.simulator.testers.side_slip import SideSlipSimulator
from plc.simulator.testers.speedometer import SpeedometerSimulator

TESTERS: dict[str, type[Tester]] = {
    tester.kind: tester
    for tester in (
        AxleScaleSimulator,
        GasAnalyserSimulator,
        HeadlampSimulator,
        RollerBrakeSimulator,
        SideSlipSimulator,
        SpeedometerSimulator,
    )
}
