"""The state of an inspection, folded from its events: the only copy of the truth."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from typing import Any

from lane.events import kinds as k
from lane.events.phases import Phase, check_move

Json = dict[str, Any]


@dataclass(frozen=True, slots=True)
class InspectionState:
    """Where one inspection stands and everything that is known of it.

    ``measurements`` maps a test id to its last whole run; ``running`` names the test a tester
    was commanded for and whose result has not come in.
    """

    id: str = ""
    phase: Phase = Phase.NEW
    position: int = 0
    check_in: k.CheckedIn | None = None
    pictures: tuple[k.PictureTaken, ...] = ()
    plate: k.PlateRead | None = None
    vins: dict[str, k.VinRead] = field(default_factory=dict)
    corrections: dict[str, k.ReadCorrected] = field(default_factory=dict)
    failed_reads: tuple[k.ReadFailed, ...] = ()
    record: Json | None = None
    passes: tuple[Json, ...] = ()
    others: tuple[Json, ...] = ()
    record_missing: bool = False
    due: Json | None = None
    finding: Json | None = None
    observed: Json = field(default_factory=dict)
    carried: k.CarriedOver | None = None
    checklist: tuple[Json, ...] = ()
    rule_set: str = ""
    answers: dict[str, k.ItemAnswered] = field(default_factory=dict)
    questions: dict[str, k.QuestionAnswered] = field(default_factory=dict)
    tests: tuple[Json, ...] = ()
    station: int | None = None
    stations_left: tuple[int, ...] = ()
    running: str | None = None
    last_started: str | None = None
    interrupted: bool = False
    measurements: dict[str, k.MeasurementTaken] = field(default_factory=dict)
    voided: tuple[k.TestVoided, ...] = ()
    not_done: tuple[str, ...] = ()
    judged: k.Judged | None = None
    held: k.Held | None = None
    releases: tuple[k.HoldReleased, ...] = ()
    verdict: k.VerdictReached | None = None
    signed_by: str | None = None
    blank: k.StickerReserved | None = None
    sticker: k.StickerPrinted | None = None
    report: k.ReportIssued | None = None
    abandoned: k.Abandoned | None = None
    outcome: str | None = None

    @property
    def plate_text(self) -> str:
        """The plate in force: as corrected, else as read, else empty."""
        if "plate" in self.corrections:
            return self.corrections["plate"].after
        return self.plate.text if self.plate else ""

    @property
    def vin(self) -> k.VinRead | None:
        """The VIN read that counts most: the stamp's, else the nameplate's."""
        return self.vins.get("stamp") or self.vins.get("nameplate")

    @property
    def vin_text(self) -> str:
        """The VIN in force: as corrected, else as read, else empty."""
        if "vin" in self.corrections:
            return self.corrections["vin"].after
        return self.vin.text if self.vin else ""


def _plate(state: InspectionState, event: k.PlateRead) -> InspectionState:
    corrections = {name: c for name, c in state.corrections.items() if name != "plate"}
    return replace(state, plate=event, corrections=corrections)


def _record(state: InspectionState, event: k.RecordFound) -> InspectionState:
    return replace(
        state,
        record=event.record,
        passes=event.passes,
        others=event.others,
        record_missing=False,
    )


def _no_record(state: InspectionState, event: k.RecordMissing) -> InspectionState:
    nothing = InspectionState()
    return replace(
        state,
        record=None,
        record_missing=True,
        passes=nothing.passes,
        others=nothing.others,
        due=nothing.due,
    )


def _observed(state: InspectionState, event: k.Observed) -> InspectionState:
    return replace(state, observed=state.observed | event.values)


def _walk(state: InspectionState, event: k.WalkStarted) -> InspectionState:
    return replace(state, checklist=event.checklist, rule_set=event.rule_set)


def _carried(state: InspectionState, event: k.CarriedOver) -> InspectionState:
    measurements = [k.MeasurementTaken.model_validate(each) for each in event.measurements]
    return replace(
        state,
        carried=event,
        answers={answer.item: answer for answer in event.answers},
        questions={question.question: question for question in event.questions},
        measurements={each.test: each for each in measurements},
    )


def _station_left(state: InspectionState, event: k.StationLeft) -> InspectionState:
    return replace(state, station=None, stations_left=(*state.stations_left, event.station))


def _measured(state: InspectionState, event: k.MeasurementTaken) -> InspectionState:
    return replace(state, running=None, measurements=state.measurements | {event.test: event})


def _test_started(state: InspectionState, event: k.TestStarted) -> InspectionState:
    return replace(state, running=event.test, last_started=event.test)


def _voided(state: InspectionState, event: k.TestVoided) -> InspectionState:
    return replace(state, running=None, voided=(*state.voided, event))


def _interrupted(state: InspectionState, event: k.LaneInterrupted) -> InspectionState:
    return replace(state, interrupted=True, running=None)


def _resumed(state: InspectionState, event: k.LaneResumed) -> InspectionState:
    return replace(state, interrupted=False)


def _lane_left(state: InspectionState, event: k.LaneLeft) -> InspectionState:
    return replace(state, station=None, not_done=event.not_done)


def _released(state: InspectionState, event: k.HoldReleased) -> InspectionState:
    held = None if event.decision == "released" else state.held
    return replace(state, held=held, releases=(*state.releases, event))


def _abandoned(state: InspectionState, event: k.Abandoned) -> InspectionState:
    return replace(state, abandoned=event, station=None, running=None)


# Most events put their content, or one part of it, into one field; the tables say which.
_WHOLE: dict[type[k.EventData], str] = {
    k.CheckedIn: "check_in",
    k.Judged: "judged",
    k.Held: "held",
    k.VerdictReached: "verdict",
    k.StickerReserved: "blank",
    k.StickerPrinted: "sticker",
    k.ReportIssued: "report",
}
_PART: dict[type[k.EventData], tuple[str, str]] = {
    k.DueAssessed: ("due", "due"),
    k.IdentityAssessed: ("finding", "finding"),
    k.WalkCompleted: ("tests", "tests"),
    k.StationEntered: ("station", "station"),
    k.Closed: ("outcome", "outcome"),
}
_APPENDED: dict[type[k.EventData], str] = {
    k.PictureTaken: "pictures",
    k.ReadFailed: "failed_reads",
}
_KEYED: dict[type[k.EventData], tuple[str, str]] = {
    k.VinRead: ("vins", "place"),
    k.ReadCorrected: ("corrections", "what"),
    k.ItemAnswered: ("answers", "item"),
    k.QuestionAnswered: ("questions", "question"),
}
_STEPS: dict[type[k.EventData], Callable[[InspectionState, Any], InspectionState]] = {
    k.PlateRead: _plate,
    k.RecordFound: _record,
    k.RecordMissing: _no_record,
    k.Observed: _observed,
    k.CarriedOver: _carried,
    k.WalkStarted: _walk,
    k.StationLeft: _station_left,
    k.TestStarted: _test_started,
    k.MeasurementTaken: _measured,
    k.TestVoided: _voided,
    k.LaneInterrupted: _interrupted,
    k.LaneResumed: _resumed,
    k.LaneLeft: _lane_left,
    k.HoldReleased: _released,
    k.Abandoned: _abandoned,
}
_ONLY_PHASE: frozenset[type[k.EventData]] = frozenset({k.LaneEntered, k.Signed})


def _changed(state: InspectionState, data: k.EventData) -> InspectionState:
    kind = type(data)
    if kind in _WHOLE:
        return replace(state, **{_WHOLE[kind]: data})
    if kind in _PART:
        target, part = _PART[kind]
        return replace(state, **{target: getattr(data, part)})
    if kind in _APPENDED:
        target = _APPENDED[kind]
        return replace(state, **{target: (*getattr(state, target), data)})
    if kind in _KEYED:
        target, key = _KEYED[kind]
        return replace(state, **{target: getattr(state, target) | {getattr(data, key): data}})
    if kind in _ONLY_PHASE:
        return state
    return _STEPS[kind](state, data)


def apply(
    state: InspectionState, data: k.EventData, *, inspection: str, by: str
) -> InspectionState:
    """The state after one more event; raises `IllegalMove` where it may not follow."""
    phase = check_move(k.kind_of(data), state.phase)
    after = _changed(state, data)
    signed_by = by if isinstance(data, k.Signed) else after.signed_by
    return replace(
        after,
        id=inspection,
        phase=phase,
        position=state.position + 1,
        signed_by=signed_by,
    )


def fold(
    inspection: str, events: Iterable[tuple[k.EventData, str]], state: InspectionState | None = None
) -> InspectionState:
    """Fold (content, person) pairs, oldest first, onto ``state`` or onto nothing."""
    now = state or InspectionState()
    for data, by in events:
        now = apply(now, data, inspection=inspection, by=by)
    return now
