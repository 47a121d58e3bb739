"""What the report says, drawn from the journal alone: the same journal gives the same report."""

from __future__ import annotations

from datetime import date, datetime

from certs import content as c
from lane.events.fold import InspectionState
from lane.events.record import RecordedEvent
from lane.inspection import paper_rows as rows
from lane.inspection.workplace import Workplace

_KINDS = {
    "registration": ("注册登记检验", "Registration inspection"),
    "periodic": ("定期检验", "Periodic inspection"),
    "temporary": ("临时检验", "Temporary inspection"),
    "special": ("特殊检验", "Special inspection"),
}


def report_number(state: InspectionState) -> str:
    """The report's number: the inspection's serial with the attempt."""
    return f"{state.id}-{state.check_in.attempt if state.check_in else 1}"


def report_verdict(state: InspectionState) -> c.Verdict:
    """The word at the head of the report; held stands for *incomplete* too: no mark is given."""
    if state.abandoned:
        return c.Verdict.ABANDONED
    said = state.verdict.verdict if state.verdict else "held"
    return {"pass": c.Verdict.PASS, "fail": c.Verdict.FAIL}.get(said, c.Verdict.HELD)


def report_content(
    place: Workplace, state: InspectionState, valid_until: date | None, qr: bytes
) -> c.ReportContent:
    """The whole report of an inspection."""
    history = place.book.history(state.id)
    check_in = state.check_in
    assert check_in is not None  # every inspection begins with its check-in
    record = state.record or {}
    kind_zh, kind_en = _KINDS[check_in.kind]
    return c.ReportContent(
        station=c.Station(place.station.name_zh, place.station.name_en),
        report_number=report_number(state),
        inspection_serial=check_in.serial,
        edition=check_in.edition,
        environment=place.station.environment,
        kind_zh=kind_zh,
        kind_en=kind_en,
        plate=state.plate_text,
        plate_kind_zh=rows.plate_kind_zh(state),
        vin=state.vin_text,
        parties=_parties(place, state, history),
        vehicle=rows.vehicle_rows(record),
        started_at=history[0].at,
        finished_at=history[-1].at,
        verdict=report_verdict(state),
        verdict_reason=_reason(state),
        manual_items=rows.manual_items(state),
        instruments=rows.instrument_rows(place, state),
        signatures=_signatures(place, history),
        qr=qr,
        valid_until=valid_until,
        attempt=check_in.attempt,
        brake_curves=rows.brake_curves(place, state),
        headlamps=rows.headlamps(state),
        photos=_photos(place, history),
        identity=rows.identity(state),
        defects=rows.defects(state),
    )


def _reason(state: InspectionState) -> str:
    if state.abandoned:
        return "；".join(filter(None, (state.abandoned.reason, state.abandoned.note)))
    return "；".join(state.verdict.reasons) if state.verdict else ""


def _who(place: Workplace, history: list[RecordedEvent], kind: str) -> str:
    done = [event.by for event in history if event.kind == kind]
    return place.people.name_of(done[-1]) if done else ""


def _parties(place: Workplace, state: InspectionState, history: list[RecordedEvent]) -> c.Parties:
    return c.Parties(
        owner=(state.record or {}).get("owner_name", ""),
        presenter=state.check_in.presenter_name if state.check_in else "",
        examiner=_who(place, history, "WalkCompleted"),
        driver=_who(place, history, "LaneEntered"),
        signatory=_who(place, history, "Signed"),
    )


def _signatures(place: Workplace, history: list[RecordedEvent]) -> tuple[c.Signature, ...]:
    wanted = (
        ("WalkCompleted", "外检员", "Examiner"),
        ("LaneEntered", "引车员", "Lane driver"),
        ("Signed", "授权签字人", "Authorised signatory"),
    )
    found: list[c.Signature] = []
    for kind, zh, en in wanted:
        event = next((e for e in reversed(history) if e.kind == kind), None)
        if event is not None:
            name = place.people.name_of(event.by)
            found.append(c.Signature(zh, en, name, event.at, event.hash[:16]))
    return tuple(found)


def _photos(place: Workplace, history: list[RecordedEvent]) -> tuple[c.Photo, ...]:
    """The last picture of each code."""
    latest: dict[str, tuple[str, datetime, str]] = {}
    for event in history:
        if event.kind == "PictureTaken":
            latest[event.data["code"]] = (
                event.data["name"],
                event.at,
                event.data["sha256"],
            )
    return tuple(
        c.Photo(code, name, at, place.evidence.get(digest))
        for code, (name, at, digest) in sorted(latest.items())
    )
