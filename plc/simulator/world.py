"""The simulated lane: who waits, who stands in which station, and what lights and boards show.

Places in the order of travel: the queue, station 1, the gap behind it, station 2, … Each station
and each gap holds one vehicle, so nobody overtakes.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from plc.simulator.driver import LaneDriver
from plc.simulator.signals import Instruction, Light
from plc.simulator.timeline import Timeline
from plc.simulator.vehicle import VehicleModel
from plc.simulator.vehicle_state import Change, VehicleState


@dataclass(slots=True, eq=False)
class Station:
    """One station (工位) and the gap behind it."""

    number: int
    light: Light = Light.red
    instruction: Instruction = Instruction.wait
    occupant: VehicleState | None = None
    present: bool = False
    behind: VehicleState | None = None


class World:
    """Everything in the lane that is not a tester."""

    def __init__(self, stations: Iterable[int], timeline: Timeline, seed: int = 0) -> None:
        self.timeline = timeline
        self.estop_ok = True
        self.finished: list[str] = []
        self._seed = seed
        self._stations = [Station(number) for number in sorted(stations)]
        self._queue: list[VehicleState] = []
        self._drivers: dict[str, LaneDriver] = {}

    def station(self, number: int) -> Station:
        """Return the station of that number; KeyError if the lane has none."""
        for station in self._stations:
            if station.number == number:
                return station
        raise KeyError(number)

    @property
    def stations(self) -> tuple[Station, ...]:
        """The stations in the order of travel."""
        return tuple(self._stations)

    @property
    def queue(self) -> tuple[str, ...]:
        """The ids of the vehicles that wait before the first station."""
        return tuple(vehicle.id for vehicle in self._queue)

    def arrive(self, vehicle_id: str, model: VehicleModel) -> VehicleState:
        """Let a vehicle join the queue; ValueError if one of that id is here already."""
        if vehicle_id in self._drivers:
            raise ValueError(f"a vehicle {vehicle_id!r} is in the lane already: choose another id")
        vehicle = VehicleState(vehicle_id, model, self.timeline, self._seed)
        self._drivers[vehicle_id] = LaneDriver(self, vehicle)
        self._queue.append(vehicle)
        self.everyone_look()
        return vehicle

    def remove(self, vehicle_id: str) -> None:
        """Take a vehicle out of the lane, wherever it is; KeyError if there is none."""
        driver = self._drivers.pop(vehicle_id)
        driver.vanish()
        self._forget_place(driver.vehicle)
        driver.vehicle.tell(Change.gone)
        self.everyone_look()

    def show_light(self, number: int, light: Light) -> None:
        """Switch a station's light."""
        self.station(number).light = light
        self.everyone_look()

    def show_instruction(self, number: int, instruction: Instruction) -> None:
        """Write on a station's board; writing the same word again tells the driver again."""
        station = self.station(number)
        station.instruction = instruction
        if station.occupant is not None and instruction is not Instruction.enter:
            self._drivers[station.occupant.id].read(instruction)
        self.everyone_look()

    def everyone_look(self) -> None:
        """Let every driver see whether the way ahead is free, the foremost first."""
        foremost_first = [
            vehicle
            for station in reversed(self._stations)
            for vehicle in (station.behind, station.occupant)
            if vehicle is not None
        ] + self._queue
        for vehicle in foremost_first:
            if vehicle.id in self._drivers:
                self._drivers[vehicle.id].look_ahead()

    def driver_of(self, vehicle: VehicleState) -> LaneDriver | None:
        """Return a vehicle's driver, None once the vehicle has left the lane."""
        return self._drivers.get(vehicle.id)

    def may_enter(self, vehicle: VehicleState) -> bool:
        """Say whether a waiting vehicle is first before a free station that calls it in."""
        station = self._waits_for(vehicle)
        return (
            station is not None
            and station.occupant is None
            and station.light is Light.green
            and station.instruction is Instruction.enter
        )

    def claim_station(self, vehicle: VehicleState) -> None:
        """Move a waiting vehicle into the station that it waits for."""
        station = self._waits_for(vehicle)
        if station is None or station.occupant is not None:
            raise RuntimeError(f"vehicle {vehicle.id} has no free station before it")
        self._forget_place(vehicle)
        station.occupant = vehicle

    def set_present(self, vehicle: VehicleState, present: bool) -> None:
        """Let a vehicle break or clear its station's photocell (光电开关)."""
        for station in self._stations:
            if station.occupant is vehicle:
                station.present = present

    def claim_way_out(self, vehicle: VehicleState) -> bool:
        """Take the gap behind the own station; False while another vehicle stands there."""
        index = self._index_of_occupant(vehicle)
        station = self._stations[index]
        if station.behind is not None:
            return False
        if index + 1 < len(self._stations):
            station.behind = vehicle
        return True

    def left_station(self, vehicle: VehicleState) -> None:
        """Free the own station; the vehicle now waits in the gap or has left the lane."""
        index = self._index_of_occupant(vehicle)
        station = self._stations[index]
        station.occupant, station.present = None, False
        if index + 1 == len(self._stations):
            del self._drivers[vehicle.id]
            self.finished.append(vehicle.id)
            vehicle.tell(Change.gone)
        self.everyone_look()

    def _index_of_occupant(self, vehicle: VehicleState) -> int:
        return next(i for i, s in enumerate(self._stations) if s.occupant is vehicle)

    def _waits_for(self, vehicle: VehicleState) -> Station | None:
        if self._queue and self._queue[0] is vehicle:
            return self._stations[0]
        for before, station in zip(self._stations, self._stations[1:], strict=False):
            if before.behind is vehicle and before.occupant is not vehicle:
                return station
        return None

    def _forget_place(self, vehicle: VehicleState) -> None:
        if vehicle in self._queue:
            self._queue.remove(vehicle)
        for station in self._stations:
            if station.occupant is vehicle:
                station.occupant, station.present = None, False
            if station.behind is vehicle:
                station.behind = None
