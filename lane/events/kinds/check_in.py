"""Check-in (登录): who came, what was read, what the register knows."""

from __future__ import annotations

from typing import Literal

from lane.events.kinds.base import EventData, Json


class Character(EventData):
    """One read character with its confidence."""

    text: str
    confidence: float


class CheckedIn(EventData):
    """An inspection begins (登录); ``previous`` names the failed one that a retest repeats."""

    serial: str
    kind: Literal["registration", "periodic", "temporary", "special"]
    edition: str
    lane: str
    attempt: int = 1
    previous: str | None = None
    presenter_name: str
    presenter_id: str


class PictureTaken(EventData):
    """A picture lies in the evidence store under ``sha256``; written there before this event."""

    code: str
    name: str
    sha256: str
    by_camera: str = "file"


class PlateRead(EventData):
    """A plate (号牌) was read from a picture; ``?`` stands for what nobody could read."""

    text: str
    kind: str
    plate_kind: str
    confidence: float
    characters: tuple[Character, ...]
    picture: str


class VinRead(EventData):
    """A VIN (车辆识别代号) was read from a picture; ``place`` is nameplate or stamp."""

    text: str
    place: Literal["nameplate", "stamp"]
    confidence: float
    check_digit: bool | None
    characters: tuple[Character, ...]
    picture: str


class ReadFailed(EventData):
    """A picture held nothing readable; the inspection stays where it was."""

    what: Literal["plate", "vin"]
    reason: str
    picture: str


class ReadCorrected(EventData):
    """A person corrected a read; the first read stays in the journal."""

    what: Literal["plate", "vin"]
    before: str
    after: str
    reason: str


class RecordFound(EventData):
    """The register's record (登记信息) was found, by plate or by VIN."""

    by: Literal["plate", "vin"]
    record: Json
    passes: tuple[Json, ...] = ()
    others: tuple[Json, ...] = ()


class RecordMissing(EventData):
    """Neither plate nor VIN is in the register."""

    plate: str
    vin: str


class DueAssessed(EventData):
    """Whether the vehicle must run through the lane today, and why (免检 or not)."""

    due: Json


class IdentityAssessed(EventData):
    """The identity finding as of now; a later one replaces it as the finding in force."""

    finding: Json


class Observed(EventData):
    """What the examiner saw of the vehicle itself: colour, engine number, nameplate."""

    values: Json
