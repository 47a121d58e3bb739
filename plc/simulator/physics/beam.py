"""A headlamp tester (前照灯检测仪): intensity and position of a main beam."""

from __future__ import annotations

from dataclasses import dataclass

from plc.simulator.noise import Key, stream
from plc.simulator.vehicle import Lamp


@dataclass(frozen=True, slots=True)
class Beam:
    """Intensity in cd (to 100), offsets in mm at 10 m, height of the lamp in mm."""

    intensity_cd: int
    horizontal_mm: int
    vertical_mm: int
    height_mm: int


def measured_beam(lamp: Lamp, key: Key) -> Beam:
    """Return what the tester makes of `lamp`: the alignment to the vehicle wobbles a little."""
    intensity, horizontal, vertical = stream(*key, "beam").standard_normal(3)
    return Beam(
        intensity_cd=max(0, 100 * round(lamp.cd * (1.0 + 0.01 * float(intensity)) / 100.0)),
        horizontal_mm=round(lamp.horizontal_mm + 4.0 * float(horizontal)),
        vertical_mm=round(lamp.vertical_mm + 4.0 * float(vertical)),
        height_mm=round(lamp.height_mm),
    )
