"""Which event may follow which: one table, and illegal moves are refused here."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Phase(StrEnum):
    """Where an inspection stands."""

    NEW = "new"
    CHECK_IN = "check_in"
    WALK = "walk"
    READY = "ready"
    IN_LANE = "in_lane"
    MEASURED = "measured"
    VERDICT = "verdict"
    SIGNED = "signed"
    CLOSED = "closed"
    ABANDONED = "abandoned"


class IllegalMove(Exception):
    """An event that may not follow; the inspection stays as it was."""

    def __init__(self, kind: str, phase: Phase) -> None:
        """Keep both names for the caller's message."""
        super().__init__(f"{kind} is not possible while the inspection is in phase {phase.value!r}")
        self.kind = kind
        self.phase = phase


@dataclass(frozen=True, slots=True)
class Move:
    """One row of the table: the phases an event is allowed in, and where it leads (or stays)."""

    allowed: frozenset[Phase]
    leads_to: Phase | None = None


def _move(*allowed: Phase, to: Phase | None = None) -> Move:
    return Move(frozenset(allowed), to)


_P = Phase
_OPEN = (_P.CHECK_IN, _P.WALK, _P.READY, _P.IN_LANE, _P.MEASURED)

MOVES: dict[str, Move] = {
    "CheckedIn": _move(_P.NEW, to=_P.CHECK_IN),
    "PictureTaken": _move(*_OPEN, _P.VERDICT),
    "PlateRead": _move(_P.CHECK_IN, _P.WALK),
    "VinRead": _move(_P.CHECK_IN, _P.WALK),
    "ReadFailed": _move(_P.CHECK_IN, _P.WALK),
    "ReadCorrected": _move(_P.CHECK_IN, _P.WALK),
    "RecordFound": _move(_P.CHECK_IN, _P.WALK),
    "RecordMissing": _move(_P.CHECK_IN, _P.WALK),
    "DueAssessed": _move(_P.CHECK_IN),
    "IdentityAssessed": _move(*_OPEN, _P.VERDICT),
    "Observed": _move(_P.CHECK_IN, _P.WALK),
    "CarriedOver": _move(_P.CHECK_IN),
    "WalkStarted": _move(_P.CHECK_IN, to=_P.WALK),
    "ItemAnswered": _move(_P.WALK),
    "QuestionAnswered": _move(_P.WALK),
    "WalkCompleted": _move(_P.WALK, to=_P.READY),
    "LaneEntered": _move(_P.READY, to=_P.IN_LANE),
    "StationEntered": _move(_P.IN_LANE),
    "StationLeft": _move(_P.IN_LANE),
    "TestStarted": _move(_P.IN_LANE),
    "MeasurementTaken": _move(_P.IN_LANE),
    "TestVoided": _move(_P.IN_LANE),
    "LaneInterrupted": _move(_P.IN_LANE),
    "LaneResumed": _move(_P.IN_LANE),
    "LaneLeft": _move(_P.IN_LANE, to=_P.MEASURED),
    "Judged": _move(_P.MEASURED),
    "Held": _move(*_OPEN, _P.VERDICT),
    "HoldReleased": _move(*_OPEN, _P.VERDICT),
    "VerdictReached": _move(_P.CHECK_IN, _P.WALK, _P.READY, _P.MEASURED, _P.VERDICT, to=_P.VERDICT),
    "Signed": _move(_P.VERDICT, to=_P.SIGNED),
    "StickerReserved": _move(_P.SIGNED),
    "StickerPrinted": _move(_P.SIGNED),
    "ReportIssued": _move(_P.SIGNED, _P.ABANDONED),
    "Abandoned": _move(*_OPEN, to=_P.ABANDONED),
    "Closed": _move(_P.SIGNED, _P.ABANDONED, to=_P.CLOSED),
}


def check_move(kind: str, phase: Phase) -> Phase:
    """The phase after an event of this kind; raises `IllegalMove` where it may not follow."""
    move = MOVES[kind]
    if phase not in move.allowed:
        raise IllegalMove(kind, phase)
    return move.leads_to or phase
