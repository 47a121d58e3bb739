"""Every kind of event an inspection can have, with what it carries.

Corrections are events of their own (`ReadCorrected`, `HoldReleased`), never overwrites. Parts
that belong to another package (a register record, a finding, a judgement, a tester's run) are
carried as that package's JSON, whole, so that what was decided on stays in the journal.
"""

from __future__ import annotations

from lane.events.kinds.base import AlertData, EventData, Json
from lane.events.kinds.check_in import (
    Character,
    CheckedIn,
    DueAssessed,
    IdentityAssessed,
    Observed,
    PictureTaken,
    PlateRead,
    ReadCorrected,
    ReadFailed,
    RecordFound,
    RecordMissing,
    VinRead,
)
from lane.events.kinds.lane_run import (
    LaneEntered,
    LaneInterrupted,
    LaneLeft,
    LaneResumed,
    MeasurementTaken,
    StationEntered,
    StationLeft,
    TestStarted,
    TestVoided,
)
from lane.events.kinds.verdict import (
    Abandoned,
    Closed,
    Held,
    HoldReleased,
    Judged,
    ReportIssued,
    Signed,
    StickerPrinted,
    StickerReserved,
    VerdictReached,
)
from lane.events.kinds.walk import (
    CarriedOver,
    ItemAnswered,
    QuestionAnswered,
    WalkCompleted,
    WalkStarted,
)

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


__all__ = [
    "AlertData",
    "Character",
    "EventData",
    "CheckedIn",
    "PictureTaken",
    "PlateRead",
    "VinRead",
    "ReadFailed",
    "ReadCorrected",
    "RecordFound",
    "RecordMissing",
    "DueAssessed",
    "IdentityAssessed",
    "Observed",
    "WalkStarted",
    "ItemAnswered",
    "QuestionAnswered",
    "WalkCompleted",
    "CarriedOver",
    "LaneEntered",
    "StationEntered",
    "StationLeft",
    "TestStarted",
    "MeasurementTaken",
    "TestVoided",
    "LaneInterrupted",
    "LaneResumed",
    "LaneLeft",
    "Judged",
    "Held",
    "HoldReleased",
    "VerdictReached",
    "Signed",
    "StickerReserved",
    "StickerPrinted",
    "ReportIssued",
    "Abandoned",
    "Closed",
    "all_kinds",
    "decode",
    "kind_of",
]
