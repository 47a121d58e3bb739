"""The way through the lane (上线检验): stations, tests, interruptions."""

from __future__ import annotations

from lane.events.kinds.base import EventData, Json


class LaneEntered(EventData):
    """The vehicle may drive onto the lane."""

    lane: str


class StationEntered(EventData):
    """The photocell of a station (工位) shows the vehicle."""

    station: int


class StationLeft(EventData):
    """The vehicle has left the station."""

    station: int


class TestStarted(EventData):
    """A tester is about to be commanded."""

    test: str
    device: str
    epoch: int


class MeasurementTaken(EventData):
    """A tester's whole run (测量结果), of one epoch, fresh and complete."""

    test: str
    kind: str
    device: str
    result: Json
    epoch: int
    curve: str | None = None
    lost_frames: int = 0


class TestVoided(EventData):
    """A run was thrown away whole; nothing of it is used."""

    test: str
    reason: str


class LaneInterrupted(EventData):
    """The lane service stopped while this vehicle was in the lane."""

    reason: str


class LaneResumed(EventData):
    """A person let the interrupted lane run go on."""

    reason: str


class LaneLeft(EventData):
    """The vehicle is out of the lane; all planned tests are done or named as not done."""

    not_done: tuple[str, ...] = ()
