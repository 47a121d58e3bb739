"""The lane control box (车道控制箱): photocells in, lights and boards out."""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar

from plc.profile.model import Profile
from plc.reading import Value
from plc.simulator.signals import Instruction, Light
from plc.simulator.testers.base import SERIAL_NUMBER, Bench, Shown, beats
from plc.simulator.timeline import Event


class LaneIoSimulator:
    """Plain points without commands: a write to a light or a board is seen by the drivers."""

    kind: ClassVar[str] = "lane_io"

    def __init__(self, profile: Profile, bench: Bench, watchdog_s: float | None = None) -> None:
        self.profile = profile
        self.bench = bench
        self.frozen_at: float | None = None
        self._world = bench.world
        self._outputs: dict[str, Value] = {"host_heartbeat": 0}
        self._watchdog_s = watchdog_s
        self._watchdog: Event | None = None

    def power_down(self) -> None:
        """Let every light and board go dark, as when the mains go."""
        self._outputs = {"host_heartbeat": 0}
        for station in self._world.stations:
            self._world.show_light(station.number, Light.off)
            self._world.show_instruction(station.number, Instruction.wait)

    def shown(self) -> Shown:
        """Return every point's present value."""
        now = self._world.timeline.now if self.frozen_at is None else self.frozen_at
        values: dict[str, Value | dict[str, bool]] = {
            **self.profile.identity.expect,
            "map_version": 1,
            "serial_number": SERIAL_NUMBER,
            "heartbeat": beats(self.profile, now),
            "status": {
                "ready": True,
                "estop_ok": self._world.estop_ok,
                "mode_auto": True,
                "fault": False,
            },
            **self._outputs,
        }
        for station in self._world.stations:
            values[f"present_{station.number}"] = station.present
            values[f"light_{station.number}"] = station.light.value
            values[f"instruction_{station.number}"] = station.instruction.value
        return values

    def write(self, point: str, value: Value) -> None:
        """Take a write to one output; those of stations that the lane lacks are merely kept."""
        what, _, number = point.rpartition("_")
        self._outputs[point] = value
        if point == "host_heartbeat":
            self._feed_watchdog()
        elif int(number) in {station.number for station in self._world.stations}:
            del self._outputs[point]
            self._show[what](self, int(number), str(value))

    def _show_light(self, number: int, value: str) -> None:
        self._world.show_light(number, Light(value))

    def _show_instruction(self, number: int, value: str) -> None:
        self._world.show_instruction(number, Instruction(value))

    _show: ClassVar[dict[str, Callable[[LaneIoSimulator, int, str], None]]] = {
        "light": _show_light,
        "instruction": _show_instruction,
    }

    def _feed_watchdog(self) -> None:
        # Armed by the first beat, as couplers in the field are.
        if self._watchdog is not None:
            self._watchdog.cancel()
        if self._watchdog_s is not None:
            self._watchdog = self._world.timeline.after(self._watchdog_s, self._all_red)

    def _all_red(self) -> None:
        for station in self._world.stations:
            self._world.show_light(station.number, Light.red)
