"""What all simulated testers have in common: their state, the command handshake, their results."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import IntEnum
from typing import ClassVar

from plc.profile.model import Profile, Verb
from plc.reading import Value
from plc.simulator.timeline import Event
from plc.simulator.vehicle_state import Change, VehicleState
from plc.simulator.world import World

Shown = Mapping[str, Value | Mapping[str, bool] | None]
BEATS_PER_S = 20.0
SERIAL_NUMBER = "SIM-0001"


class ErrorCode(IntEnum):
    """The simulated testers' error codes; each ends a command with state `error`."""

    none = 0
    unknown_verb = 1
    bad_parameter = 2
    not_ready = 3
    no_vehicle = 4
    too_late = 5
    no_light = 6
    no_exhaust = 7
    vehicle_gone = 8


def beats(profile: Profile, at: float) -> int:
    """Return the heartbeat counter at a time of the timeline, at the speed the profile states."""
    heartbeat = profile.heartbeat
    stated = heartbeat.beats_per_s if heartbeat else None
    return int(at * (stated or BEATS_PER_S)) & 0xFFFF


@dataclass(frozen=True, slots=True)
class Bench:
    """Where a tester stands: the world and the number of its station (None: at no station)."""

    world: World
    station: int | None

    def vehicle(self) -> VehicleState | None:
        """Return the vehicle that stands at the station, once it has broken the photocell."""
        if self.station is None:
            return None
        station = self.world.station(self.station)
        return station.occupant if station.present else None


class Tester(ABC):
    """A tester that takes commands. Subclasses name their verbs and say what they show."""

    kind: ClassVar[str]

    def __init__(self, profile: Profile, bench: Bench) -> None:
        self.profile = profile
        self.bench = bench
        self.timeline = bench.world.timeline
        self.frozen_at: float | None = None
        self._verbs: dict[str, Callable[[int], None]] = {"stop": self._stop}
        self._state = "idle"
        self._ack_seq = 0
        self._error = ErrorCode.none
        self._results: dict[str, Value | None] = {}
        self._planned: list[Event] = []
        self._unlisten: Callable[[], None] | None = None

    @property
    def busy(self) -> bool:
        """Say whether a command is being carried out."""
        return self._state == "busy"

    @abstractmethod
    def status(self) -> dict[str, bool]:
        """Return the bits of the status word, but `ready` and `fault`."""

    def live(self) -> Shown:
        """Return what the moving points show at the timeline's present."""
        return {}

    def power_down(self) -> None:
        """Stop and forget everything, as when the mains go."""
        self._abandon()
        self._state, self._ack_seq, self._error = "idle", 0, ErrorCode.none
        self._results = {}

    def shown(self) -> Shown:
        """Return every point's present value; points of tests not made stand at their sentinel."""
        bits = {"ready": True, "fault": False} | self.status()
        heart = self.timeline.now if self.frozen_at is None else self.frozen_at
        return {
            **self.identity(),
            "heartbeat": beats(self.profile, heart),
            "status": bits,
            "state": self._state,
            "ack_seq": self._ack_seq,
            "error_code": int(self._error),
            **self.live(),
            **self._results,
        }

    def identity(self) -> Shown:
        """Return what the device says it is."""
        return {
            **self.profile.identity.expect,
            "map_version": 1,
            "serial_number": SERIAL_NUMBER,
        }

    def refuses_now(self, code: int) -> bool:
        """Say whether a command must be answered "busy", with nothing changed."""
        verb = self._verb_of(code)
        always = verb is not None and self._command_verbs()[verb].always_allowed
        return self.busy and not always

    def command(self, code: int, seq: int, param: int) -> None:
        """Take a command: acknowledge it, then carry it out or show why not.

        A sequence number that has been acknowledged already is the same command come twice:
        nothing happens.
        """
        if seq == self._ack_seq:
            return
        self._ack_seq = seq
        self._abandon()
        verb = self._verb_of(code)
        problem = self._problem(verb, param)
        if verb is None or problem is not ErrorCode.none:
            self.fail(problem)
            return
        self._state, self._error = "busy", ErrorCode.none
        self._verbs[verb](param)

    def done(self, **results: Value | None) -> None:
        """End the command well; `results`, if any, now belong to its sequence number."""
        self._abandon()
        if results:
            self._results.update(results, result_seq=self._ack_seq)
        self._state = "done"

    def fail(self, code: ErrorCode) -> None:
        """End the command with an error; the results before it stay, under their own number."""
        self._abandon()
        self._state, self._error = "error", code

    def plan(self, seconds: float, act: Callable[[], None]) -> Event:
        """Let something happen later in this command; it is dropped when the command ends."""
        event = self.timeline.after(seconds, act)
        self._planned.append(event)
        return event

    def watch(self, vehicle: VehicleState, listener: Callable[[Change], None]) -> None:
        """Listen to a vehicle until the command ends; ends it itself if the vehicle goes."""

        def hear(change: Change) -> None:
            if change is Change.gone:
                self.vehicle_gone()
            else:
                listener(change)

        self._unlisten = vehicle.listen(hear)

    def vehicle_gone(self) -> None:
        """React to the vehicle being taken away in the middle of a command."""
        self.fail(ErrorCode.vehicle_gone)

    def interrupt(self, reason: str) -> None:
        """Stop what moves, for one of the profile's stop reasons; most testers move nothing."""
        return

    def _stop(self, param: int) -> None:
        self.done()

    def _abandon(self) -> None:
        for event in self._planned:
            event.cancel()
        self._planned.clear()
        if self._unlisten is not None:
            self._unlisten()
            self._unlisten = None

    def _command_verbs(self) -> dict[str, Verb]:
        return self.profile.command.verbs if self.profile.command else {}

    def _verb_of(self, code: int) -> str | None:
        for name, verb in self._command_verbs().items():
            if verb.code == code and name in self._verbs:
                return name
        return None

    def _problem(self, verb: str | None, param: int) -> ErrorCode:
        if verb is None:
            return ErrorCode.unknown_verb
        spec = self._command_verbs()[verb]
        if not spec.param[0] <= param <= spec.param[1]:
            return ErrorCode.bad_parameter
        bits = {"ready": True} | self.status()
        if not all(bits.get(name, False) for name in spec.requires):
            return ErrorCode.not_ready
        return ErrorCode.none
