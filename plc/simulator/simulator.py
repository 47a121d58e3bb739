"""The whole simulated lane in one process: world, testers and their servers."""

from __future__ import annotations

from types import TracebackType
from typing import Self

from plc.clock import Clock
from plc.errors import SiteError
from plc.profile.loader import load_profile
from plc.profile.model import Profile
from plc.simulator.device_server import DeviceServer
from plc.simulator.testers.base import Bench, Tester
from plc.simulator.testers.lane_io import LaneIoSimulator
from plc.simulator.testers.registry import TESTERS
from plc.simulator.timeline import Timeline
from plc.simulator.vehicle import VehicleModel
from plc.simulator.world import World
from plc.site import DeviceSite, Site

# A busy machine may keep a host from its turn; that must not look like a dead one.
WATCHDOG_WALL_S = 1.0


class Simulator:
    """An async context manager: inside it every device of `site` answers on `self.site`'s ports.

    Time is `clock`'s; all randomness comes from `seed` and the vehicles' own seeds.
    """

    def __init__(
        self, site: Site, clock: Clock, seed: int = 0, watchdog_wall_s: float = WATCHDOG_WALL_S
    ) -> None:
        self.site = site
        self.clock = clock
        self.timeline = Timeline(clock.now())
        self.world = World([station.number for station in site.station], self.timeline, seed)
        self.devices: dict[str, DeviceServer] = {}
        self._host = "127.0.0.1"
        for device in site.device:
            self.devices[device.name] = self._build(device, watchdog_wall_s)

    async def __aenter__(self) -> Self:
        try:
            for device in self.devices.values():
                await device.switch_on(self._host)
        except BaseException:
            await self._switch_all_off()
            raise
        ports = {name: device.port for name, device in self.devices.items()}
        self.site = self.site.with_ports(ports, self._host)
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        await self._switch_all_off()

    def look(self) -> None:
        """Let everything happen that is due by now."""
        self.timeline.advance(self.clock.now())

    def arrive(self, vehicle_id: str, vehicle: VehicleModel) -> None:
        """Let a vehicle join the queue; ValueError if its id is in the lane already."""
        self.look()
        self.world.arrive(vehicle_id, vehicle)

    def remove(self, vehicle_id: str) -> None:
        """Take a vehicle out of the lane; KeyError if it is not there."""
        self.look()
        self.world.remove(vehicle_id)

    async def power(self, device: str, on: bool) -> None:
        """Switch a device on or off; KeyError if the site has none of that name."""
        if on:
            self.look()
            await self.devices[device].switch_on(self._host)
        else:
            await self.devices[device].switch_off()

    def estop(self, ok: bool) -> None:
        """Press the emergency stop (急停), or release it; releasing starts nothing."""
        self.look()
        self.world.estop_ok = ok
        for device in self.devices.values():
            if not ok and isinstance(device.tester, Tester):
                device.tester.interrupt("estop")

    def freeze(self, device: str, frozen: bool = True) -> None:
        """Let a device's heartbeat stand still; KeyError if the site has none of that name."""
        self.look()
        self.devices[device].tester.frozen_at = self.timeline.now if frozen else None

    def status(self) -> dict[str, object]:
        """Return who is where, and which devices are on."""
        self.look()
        return {
            "queue": list(self.world.queue),
            "stations": [
                {
                    "number": station.number,
                    "light": station.light.value,
                    "instruction": station.instruction.value,
                    "vehicle": station.occupant.id if station.occupant else None,
                    "present": station.present,
                    "axle": station.occupant.axle if station.occupant else None,
                    "behind": station.behind.id if station.behind else None,
                }
                for station in self.world.stations
            ],
            "finished": list(self.world.finished),
            "devices": {
                name: {"on": device.powered, "port": device.port, "requests": device.requests}
                for name, device in self.devices.items()
            },
            "estop_ok": self.world.estop_ok,
        }

    async def _switch_all_off(self) -> None:
        for device in self.devices.values():
            await device.switch_off()

    def _build(self, device: DeviceSite, watchdog_wall_s: float) -> DeviceServer:
        profile = load_profile(device.profile)
        bench = Bench(self.world, self._station_of(device.name))
        watchdog = self._watchdog(profile, watchdog_wall_s)
        if device.kind == LaneIoSimulator.kind:
            tester: Tester | LaneIoSimulator = LaneIoSimulator(profile, bench, watchdog)
        elif device.kind in TESTERS:
            tester = TESTERS[device.kind](profile, bench)
        else:
            known = ", ".join([LaneIoSimulator.kind, *TESTERS])
            raise SiteError(
                "site", f"device {device.name}: no simulator for {device.kind!r}; known: {known}"
            )
        return DeviceServer(tester, self.timeline, self.look, device.unit, watchdog)

    def _watchdog(self, profile: Profile, wall_floor_s: float) -> float | None:
        declared = profile.safety.output_watchdog_ms
        if declared is None:
            return None
        return self.clock.at_least_wall(declared / 1000.0, wall_floor_s)

    def _station_of(self, device: str) -> int | None:
        for station in self.site.station:
            if device in station.devices:
                return station.number
        return None
