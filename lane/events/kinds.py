"""Every kind of event an inspection can have, with what it carries.

Corrections are events of their own (`ReadCorrected`, `HoldReleased`), never overwrites. Parts
that belong to another package (a register record, a finding, a judgement, a tester's run) are
carried as that package's JSON, whole, so that what was decided on stays in the journal.
"""

from __future__ import annotations

from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field

Json = dict[str, Any]


class EventData(BaseModel):
    """Base of all event contents: frozen, unknown keys refused."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class AlertData(EventData):
    """Base of what the alerts stream holds; nothing of it is part of an inspection's state."""


class Character(EventData):
    """One read character with its confidence."""

    text: str
    confidence: float


# -- check-in ------------------------------------------------------------------------------


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


# -- walk ----------------------------------------------------------------------------------


class WalkStarted(EventData):
    """The examiner's checklist for this vehicle, as it stood on this day."""

    checklist: tuple[Json, ...]
    rule_set: str


class ItemAnswered(EventData):
    """A manual item (人工检验项目) was answered."""

    item: str
    answer: Literal["conforms", "defect", "not_applicable", "could_not_check"]
    reason_code: str = ""
    severity: str = ""
    location: str = ""
    note: str = ""


class QuestionAnswered(EventData):
    """The presenter answered a question (问); ``matches`` compares with the register."""

    question: str
    answer: str
    matches: bool | None


class WalkCompleted(EventData):
    """Every item is answered; the lane tests that follow are planned."""

    tests: tuple[Json, ...]


class CarriedOver(EventData):
    """A retest takes over what passed before; only failed parts are done again."""

    previous: str
    answers: tuple[ItemAnswered, ...]
    questions: tuple[QuestionAnswered, ...] = ()
    measurements: tuple[Json, ...]
    failed_items: tuple[str, ...]


# -- lane ----------------------------------------------------------------------------------


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


# -- verdict and papers --------------------------------------------------------------------


class Judged(EventData):
    """Every value with its limit, clause and verdict, frozen as judged."""

    judgement: Json
    manual_failures: tuple[str, ...]
    incomplete: tuple[str, ...]
    redo_tests: tuple[str, ...] = ()
    to_mend: tuple[Json, ...] = ()


class Held(EventData):
    """The sticker is stopped until a named person decides."""

    reason: str
    finding: str


class HoldReleased(EventData):
    """A named person decided on a hold."""

    decision: Literal["released", "confirmed"]
    reason: str


class VerdictReached(EventData):
    """The verdict on the whole vehicle (检验结论)."""

    verdict: Literal["pass", "fail", "exempt", "incomplete", "held"]
    reasons: tuple[str, ...] = ()


class Signed(EventData):
    """The authorised signatory (授权签字人) signed the verdict."""

    statement: str


class StickerReserved(EventData):
    """A pre-numbered blank (标志) is reserved for this inspection, before anything is printed."""

    blank: str
    valid_until: str


class StickerPrinted(EventData):
    """The sticker was produced on its blank."""

    blank: str
    sha256: str


class ReportIssued(EventData):
    """The report (检验报告) as PDF in the evidence store."""

    number: str
    sha256: str
    environment: str


class Abandoned(EventData):
    """The inspection ended without a verdict, for a reason of the closed list (终止)."""

    reason_code: str
    reason: str
    note: str = ""


class Closed(EventData):
    """Nothing more follows on this inspection."""

    outcome: str = Field(min_length=1)


_KINDS: dict[str, type[EventData]] = {
    kind.__name__: kind for kind in EventData.__subclasses__() if kind not in (Character, AlertData)
}


def kind_of(data: EventData) -> str:
    """The name under which an event content is stored."""
    return type(data).__name__


def decode(kind: str, data: Json) -> EventData:
    """Build the content of a stored event; ``KeyError`` names a kind this version doesn't know."""
    if kind not in _KINDS:
        raise KeyError(f"event kind {kind!r} is unknown: this journal was written by a newer lane")
    return _KINDS[kind].model_validate(data)


def all_kinds() -> tuple[str, ...]:
    """Names of all event kinds, for the checks of the transition table."""
    return tuple(_KINDS)
