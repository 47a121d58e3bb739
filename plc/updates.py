"""News of the devices, as the acquisition sends them and the screens receive them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Literal

from plc.frames import Frame
from plc.reading import Quality, Value
from plc.words import word

State = Literal["ready", "busy", "fault", "offline", "wrong_device"]


@dataclass(frozen=True, slots=True)
class ReadingsUpdate:
    """New values of one block; ``at`` is lane time."""

    device: str
    epoch: int
    at: float
    values: dict[str, tuple[Value, Quality]]
    type: Literal["readings"] = "readings"


@dataclass(frozen=True, slots=True)
class FramesUpdate:
    """New frames of a ring, numbered from ``first`` on."""

    device: str
    epoch: int
    first: int
    frames: list[Frame]
    type: Literal["frames"] = "frames"


@dataclass(frozen=True, slots=True)
class DeviceState:
    """How a device is, in a word, and what happened on its link so far.

    ``detail`` names the expected identity of a wrong device and the found one (or the Modbus
    exception with which it was refused), or the fault.
    """

    device: str
    kind: str
    state: State
    epoch: int
    counters: dict[str, int] = field(default_factory=dict)
    detail: tuple[str, ...] = ()
    type: Literal["state"] = "state"

    @property
    def text_zh(self) -> str:
        """The state in Chinese, for the screens."""
        return word("state", self.state, "zh")

    @property
    def text_en(self) -> str:
        """The state in English."""
        return word("state", self.state, "en")


Update = ReadingsUpdate | FramesUpdate | DeviceState
Listener = Callable[[Update], None]
