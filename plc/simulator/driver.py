"""The lane driver (引车员): reads light and board, reacts after a moment, and drives."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from plc.simulator.physics import exhaust
from plc.simulator.signals import Instruction
from plc.simulator.timeline import Event
from plc.simulator.vehicle_state import Change, VehicleState

if TYPE_CHECKING:
    from plc.simulator.world import World

LETS_GO_AFTER_S = 0.8
PRESENT_SHARE = 0.6


class LaneDriver:
    """Drives one vehicle through the lane, alone by what the lane shows."""

    def __init__(self, world: World, vehicle: VehicleState) -> None:
        self._world = world
        self.vehicle = vehicle
        self._times = vehicle.model.driver
        self._moving = False
        self._leaving = False
        self._doing: Instruction | None = None
        self._pending: Instruction | None = None
        self._reaction: Event | None = None
        self._errand: list[Event] = []
        self._acts: dict[Instruction, Callable[[], None]] = {
            Instruction.next_axle: self._next_axle,
            Instruction.stop: self._stand,
            Instruction.brake: lambda: self.vehicle.apply_brake("service"),
            Instruction.parking_brake: lambda: self.vehicle.apply_brake("parking"),
            Instruction.release: lambda: self.vehicle.apply_brake(None),
            Instruction.accelerate_40: self._accelerate,
            Instruction.high_beam: self._high_beam,
            Instruction.high_idle: lambda: self.vehicle.set_engine(exhaust.HIGH_IDLE_RPM),
            Instruction.idle: lambda: self.vehicle.set_engine(self.vehicle.model.idle_rpm),
            Instruction.free_acceleration: self._stamp_the_pedal,
            Instruction.slow_over_plate: self._cross_plate,
            Instruction.leave: self._want_to_leave,
        }

    @property
    def moving(self) -> bool:
        """Say whether the vehicle is on its way from one place to another."""
        return self._moving

    def read(self, instruction: Instruction) -> None:
        """Take in what the board of the own station now shows."""
        if self._moving:
            # The same word again while it is being done is no second order.
            self._pending = instruction if instruction is not self._doing else None
            return
        if self._reaction is not None:
            self._reaction.cancel()
        self._reaction = self._after(self._times.reaction_s, lambda: self._obey(instruction))

    def look_ahead(self) -> None:
        """Look whether the way is free: into the next station, or out of this one."""
        if self._moving:
            return
        if self._leaving:
            self._leave()
        elif self._world.may_enter(self.vehicle):
            self._moving = True
            self._after(self._times.reaction_s, self._enter)

    def rollers_stopped(self) -> None:
        """Feel the rollers stand still: the foot comes off the brake."""
        pressed_since = self.vehicle.brake_since

        def let_go() -> None:
            if self.vehicle.brake_since == pressed_since:
                self.vehicle.apply_brake(None)

        self._after(LETS_GO_AFTER_S, let_go)

    def vanish(self) -> None:
        """Stop everything: the vehicle has been taken out of the lane."""
        self._drop_errand()
        self._moving = True
        self._acts.clear()
        if self._reaction is not None:
            self._reaction.cancel()

    def _after(self, seconds: float, act: Callable[[], None]) -> Event:
        return self.vehicle.timeline.after(seconds, act)

    def _drop_errand(self) -> None:
        for event in self._errand:
            event.cancel()
        self._errand.clear()

    def _obey(self, instruction: Instruction) -> None:
        self._reaction = None
        self._doing, self._leaving = instruction, False
        self._drop_errand()
        act = self._acts.get(instruction)
        if act is not None:
            act()

    def _arrive(self) -> None:
        self._moving, self._doing = False, None
        pending, self._pending = self._pending, None
        if pending is not None:
            self.read(pending)
        self._world.everyone_look()

    def _enter(self) -> None:
        # The light may have turned red while the driver reacted: then the vehicle stays.
        if not self._world.may_enter(self.vehicle):
            self._moving = False
            return
        self._world.claim_station(self.vehicle)
        self._after(self._times.enter_s * PRESENT_SHARE, self._break_beam)
        self._after(self._times.enter_s, self._arrive)

    def _break_beam(self) -> None:
        self._world.set_present(self.vehicle, True)

    def _next_axle(self) -> None:
        nxt = self.vehicle.last_axle + 1
        if nxt > len(self.vehicle.model.axles):
            return
        self._stand()
        self.vehicle.apply_brake(None)
        self.vehicle.stand_on(None)
        self._moving = True
        self._after(self._times.axle_s, lambda: self._axle_arrives(nxt))

    def _axle_arrives(self, axle: int) -> None:
        self.vehicle.stand_on(axle)
        self._arrive()

    def _stand(self) -> None:
        self.vehicle.accelerating_since = None

    def _accelerate(self) -> None:
        vehicle = self.vehicle
        if vehicle.accelerating_since is None:
            vehicle.accelerating_since = vehicle.timeline.now
        at_mark = vehicle.accelerating_since + self._times.accelerate_s
        mark = vehicle.timeline.at(at_mark, lambda: vehicle.tell(Change.mark))
        self._errand.append(mark)

    def _high_beam(self) -> None:
        self.vehicle.beam = True
        self.vehicle.tell(Change.beam)

    def _stamp_the_pedal(self) -> None:
        pause = exhaust.STAMP_S + exhaust.STAMP_PAUSE_S
        tell = self.vehicle.tell
        for count in range(2 * exhaust.STAMPS):
            self._errand.append(self._after(count * pause, lambda: tell(Change.stamp)))

    def _cross_plate(self) -> None:
        self._moving = True
        self._after(self._times.leave_s / 2.0, self.vehicle.cross_plate)
        self._after(self._times.leave_s, self._arrive)

    def _want_to_leave(self) -> None:
        self._leaving = True
        self._leave()

    def _leave(self) -> None:
        if not self._world.claim_way_out(self.vehicle):
            return
        self._leaving, self._moving = False, True
        self._stand()
        self.vehicle.apply_brake(None)
        self.vehicle.beam = False
        self.vehicle.stand_on(None)
        self._after(self._times.leave_s, self._is_out)

    def _is_out(self) -> None:
        self._moving, self._doing, self._pending = False, None, None
        self.vehicle.last_axle = 0
        if self._world.driver_of(self.vehicle) is self:
            self._world.left_station(self.vehicle)
