"""What a lane shows its drivers: the lights and the words on the LED board (点阵屏)."""

from __future__ import annotations

from enum import StrEnum


class Light(StrEnum):
    """The light at a station's entrance (红绿灯)."""

    off = "off"
    red = "red"
    green = "green"


class Instruction(StrEnum):
    """What the board tells the driver; the register profile gives each its number."""

    wait = "wait"
    enter = "enter"
    next_axle = "next_axle"
    stop = "stop"
    brake = "brake"
    release = "release"
    parking_brake = "parking_brake"
    accelerate_40 = "accelerate_40"
    high_beam = "high_beam"
    high_idle = "high_idle"
    idle = "idle"
    leave = "leave"
    free_acceleration = "free_acceleration"
    slow_over_plate = "slow_over_plate"
