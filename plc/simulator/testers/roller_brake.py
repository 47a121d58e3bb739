"""The roller brake tester (滚筒反力式制动检验台) with its ring of 100 Hz frames."""

from __future__ import annotations

import math
from collections.abc import Callable
from functools import partial
from typing import ClassVar

import numpy as np
from numpy.typing import NDArray

from plc.errors import SiteError
from plc.profile.model import Profile
from plc.simulator.physics.brake import FRAME_S
from plc.simulator.testers.axle_scale import RIGHT_WHEEL_LATER_S
from plc.simulator.testers.base import Bench, ErrorCode, Shown, Tester
from plc.simulator.testers.brake_run import SETTLE_FRAMES, BrakeRun
from plc.simulator.vehicle_state import Change, VehicleState

ZERO_S = 1.0
COUNTER_WRAP = 1 << 32
# Frame k is there a hair after k * 10 ms, so that rounding never hides the frame just made.
ROUNDING_S = 1e-6


class RollerBrakeSimulator(Tester):
    """Turns the wheels of one axle, records their forces, stops at slip, peak or timeout."""

    kind: ClassVar[str] = "roller_brake"

    def __init__(self, profile: Profile, bench: Bench) -> None:
        super().__init__(profile, bench)
        self._verbs |= {
            "zero": self._zero,
            "start_service": self._start,
            "start_parking": self._start,
        }
        ring = profile.ring
        if ring is not None and ring.rate_hz * FRAME_S != 1.0:
            raise SiteError(
                profile.device.model,
                f"[ring] rate_hz = {ring.rate_hz:g}: the simulator makes {1 / FRAME_S:g} frames "
                "a second; put that while simulating",
            )
        self._scale = ring.scale if ring else 0.1
        self._ring: NDArray[np.int16] = np.zeros((ring.depth if ring else 1024, 2), dtype=np.int16)
        self._written = 0
        self._first = 0
        self._started = 0.0
        self._run: BrakeRun | None = None
        self._frames: NDArray[np.int16] = np.zeros((0, 2), dtype=np.int16)
        self._stopped_by_command = False
        self._locked = (False, False)

    def power_down(self) -> None:
        """Stop and forget everything; the frame counter begins anew."""
        if self._run is not None:
            self._tell_driver()
        self._run, self._written, self._locked = None, 0, (False, False)
        self._ring[:] = 0
        super().power_down()

    def status(self) -> dict[str, bool]:
        """Return the permissives and what the rollers do."""
        vehicle = self.bench.vehicle()
        on = vehicle is not None and vehicle.axle is not None
        since = self.timeline.now - vehicle.axle_since if on and vehicle else -1.0
        self._record()
        return {
            "running": self._run is not None,
            "wheel_l": since >= 0.0,
            "wheel_r": since >= RIGHT_WHEEL_LATER_S,
            "estop_ok": self.bench.world.estop_ok,
            "locked_l": self._locked[0],
            "locked_r": self._locked[1],
        }

    def live(self) -> Shown:
        """Return the newest forces, the phase of the run and the frame counter."""
        self._record()
        newest = self._ring[(self._written - 1) % len(self._ring)] if self._run else (0, 0)
        return {
            "force_l": float(newest[0]) * self._scale,
            "force_r": float(newest[1]) * self._scale,
            "phase": self._phase(),
            "frame_counter": self._written % COUNTER_WRAP,
        }

    def ring_registers(self, first: int, count: int) -> list[int]:
        """Return `count` registers of the ring memory from register `first`, two to a frame."""
        self._record()
        return (self._ring.reshape(-1)[first : first + count].astype(np.int32) & 0xFFFF).tolist()

    def vehicle_gone(self) -> None:
        """Stop the motors: the third rollers feel no wheel."""
        self._cut("wheel_lost")

    def interrupt(self, reason: str) -> None:
        """Stop the motors because of the emergency stop, or because the host is silent."""
        self._cut(reason)

    def _phase(self) -> str:
        if self._run is None:
            return "idle"
        frame = self._written - self._first
        if frame > self._run.stop.frame:
            return "run_down"
        return "settle" if frame < SETTLE_FRAMES else "brake"

    def _zero(self, param: int) -> None:
        if self.status()["wheel_l"]:
            self.fail(ErrorCode.not_ready)
            return
        self.plan(ZERO_S, self.done)

    def _start(self, axle_number: int) -> None:
        vehicle = self.bench.vehicle()
        if vehicle is None or vehicle.axle is None:
            self.fail(ErrorCode.no_vehicle)
            return
        key = vehicle.next_run("brake", vehicle.axle)
        self._run = BrakeRun(vehicle.model.axles[vehicle.axle - 1], key)
        self._started, self._first = self.timeline.now, self._written
        self._locked, self._stopped_by_command = (False, False), False
        self.watch(vehicle, partial(self._notice, vehicle))
        if vehicle.brake is not None:
            self._touch(vehicle)
        self._replan()

    def _notice(self, vehicle: VehicleState, change: Change) -> None:
        if change is Change.axle:
            self.vehicle_gone()
        elif change is Change.brake and self._run is not None:
            if vehicle.brake is None:
                self._run.release(self._next_frame())
            elif self._run.touched is None:
                self._touch(vehicle)
            self._replan()

    def _touch(self, vehicle: VehicleState) -> None:
        frame = self._next_frame()
        if self._run is not None and vehicle.brake is not None and frame < self._run.stop.frame:
            self._run.touch(frame, vehicle.brake, vehicle.model.driver.pedal_ramp_s)

    def _cut(self, reason: str) -> None:
        if self._run is not None:
            self._run.cut(self._next_frame(), reason)
            self._replan()

    def _stop(self, param: int) -> None:
        if self._run is None:
            self.done()
            return
        self._stopped_by_command = True
        self._cut("stopped")

    def _abandon(self) -> None:
        # A new command, always `stop` here, must not keep the rollers from running down.
        if self._run is None:
            super()._abandon()

    def _next_frame(self) -> int:
        return math.floor((self.timeline.now - self._started) / FRAME_S + ROUNDING_S) + 1

    def _replan(self) -> None:
        if self._run is None:
            return
        for event in self._planned:
            event.cancel()
        self._planned.clear()
        left, right = self._run.forces()
        raw = np.stack((left, right), axis=1) / self._scale
        self._frames = np.clip(np.rint(raw), -32767, 32767).astype(np.int16)
        self._at_frame(self._run.length, self._standstill)

    def _at_frame(self, frame: int, act: Callable[[], None]) -> None:
        when = self._started + frame * FRAME_S
        self._planned.append(self.timeline.at(when, act))

    def _standstill(self) -> None:
        run = self._run
        if run is None:
            return
        self._record(run.length)
        results = self._measured(run)
        self._run = None
        if self._stopped_by_command:
            self.done()
        else:
            self.done(**results)
        self._tell_driver()

    def _tell_driver(self) -> None:
        vehicle = self.bench.vehicle()
        driver = self.bench.world.driver_of(vehicle) if vehicle is not None else None
        if driver is not None:
            driver.rollers_stopped()

    def _measured(self, run: BrakeRun) -> dict[str, bool | int | float | str | None]:
        drag_left, drag_right = run.drag()
        locked_left, locked_right = run.locked(run.stop.frame)
        return {
            "first_frame": self._first % COUNTER_WRAP,
            "last_frame": (self._first + run.length - 1) % COUNTER_WRAP,
            "drag_l": drag_left,
            "drag_r": drag_right,
            "max_l": float(self._frames[:, 0].max()) * self._scale,
            "max_r": float(self._frames[:, 1].max()) * self._scale,
            "result_locked_l": locked_left,
            "result_locked_r": locked_right,
            "stop_reason": run.stop.reason,
        }

    def _record(self, upto: int | None = None) -> None:
        """Put the frames that are due by now into the ring."""
        if self._run is None:
            return
        due = min(self._next_frame(), self._run.length) if upto is None else upto
        have = self._written - self._first
        if due <= have:
            return
        # Of a long silence only the last turn of the ring is left, as in a real device.
        start = max(have, due - len(self._ring))
        numbers = np.arange(self._first + start, self._first + due) % len(self._ring)
        self._ring[numbers] = self._frames[start:due]
        self._written = self._first + due
        self._locked = self._run.locked(due)
