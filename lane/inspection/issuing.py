"""Signing, the report, and the sticker on its pre-numbered blank."""

from __future__ import annotations

from datetime import date

from certs.content import StickerContent
from certs.errors import MoveRefused
from certs.report import render_report
from certs.signing import StickerClaim, to_qr_text
from certs.sticker import render_sticker
from certs.stock.states import State
from certs.validity import valid_until
from lane.events.fold import InspectionState
from lane.events.kinds import Closed, ReportIssued, Signed, StickerPrinted, StickerReserved
from lane.events.phases import Phase
from lane.inspection.check_in import NotNow
from lane.inspection.paper_content import report_content, report_number, report_verdict
from lane.inspection.rule_vehicle import vehicle_of
from lane.inspection.workplace import Workplace
from lane.people import Person
from lane.register.record import wire_number

GOOD = ("pass", "exempt")


def sign(place: Workplace, inspection: str, person: Person) -> InspectionState:
    """The authorised signatory's signature; a hold that nobody decided stops it."""
    state = place.book.state(inspection)
    if state.verdict is None:
        raise NotNow("there is no verdict to sign yet")
    if state.held and state.verdict.verdict != "held":
        raise NotNow("the identity is in doubt: a supervisor must decide on the hold first")
    statement = f"{state.verdict.verdict}; {person.name}"
    return place.book.record(inspection, Signed(statement=statement), by=person.id)


def issue(place: Workplace, inspection: str, person: Person) -> InspectionState:
    """Produce what the verdict allows: report, and for a good one its sticker; then close.

    After a crash or a refusal on the way it is called again, and goes on where it was.
    """
    state = place.book.state(inspection)
    if state.phase is Phase.ABANDONED:
        return close_abandoned(place, inspection, person)
    if state.phase is not Phase.SIGNED or state.verdict is None:
        raise NotNow("papers are issued once the verdict is signed")
    until = _valid_until(place, state) if state.verdict.verdict in GOOD else None
    if state.verdict.verdict != "exempt" and state.report is None:
        state = _report(place, state, until, person.id)
    if until is not None:
        state = _sticker(place, state, until, person.id)
    assert state.verdict is not None  # nothing takes a verdict back
    return place.book.record(inspection, Closed(outcome=state.verdict.verdict), by=person.id)


def close_abandoned(place: Workplace, inspection: str, person: Person) -> InspectionState:
    """The notice of an abandoned inspection (终止通知), then its end."""
    state = place.book.state(inspection)
    if state.report is None:
        _report(place, state, None, person.id)
    return place.book.record(inspection, Closed(outcome="abandoned"), by=person.id)


def _valid_until(place: Workplace, state: InspectionState) -> date:
    """As booked with the blank, else counted from today."""
    if state.blank is not None:
        return date.fromisoformat(state.blank.valid_until)
    return valid_until(vehicle_of(state), place.today())


def _claim(place: Workplace, state: InspectionState, until: date, blank: str) -> StickerClaim:
    exempt = state.verdict is not None and state.verdict.verdict == "exempt"
    return StickerClaim(
        plate=state.plate_text,
        plate_kind=_plate_kind(state),
        vin=state.vin_text or (state.record or {}).get("vin", ""),
        valid_until=until,
        serial=blank,
        station=place.station.code,
        report_number="" if exempt else report_number(state),
        verdict="exempt" if exempt else report_verdict(state).value,
        issued_on=place.today(),
    )


def _plate_kind(state: InspectionState) -> str:
    return (state.record or {}).get("plate_kind") or (state.plate.plate_kind if state.plate else "")


def _report(
    place: Workplace, state: InspectionState, until: date | None, by: str
) -> InspectionState:
    today = place.today()
    qr = to_qr_text(_claim(place, state, until or today, ""), place.signer)
    pdf = render_report(report_content(place, state, until, qr.encode()))
    digest = place.evidence.put(pdf, ".pdf")
    issued = ReportIssued(
        number=report_number(state), sha256=digest, environment=place.station.environment
    )
    return place.book.record(state.id, issued, by=by)


def _sticker(place: Workplace, state: InspectionState, until: date, by: str) -> InspectionState:
    """Reserve, draw, confirm; the journal says how far it came, and the books follow it."""
    if state.sticker is None:
        state = _drawn(place, state, until, by)
    assert state.sticker is not None  # recorded just now, or before a crash
    _confirm(place, state.sticker.blank, by)
    return state


def _confirm(place: Workplace, blank: str, by: str) -> None:
    """Book the blank as printed, unless a call before this one did."""
    try:
        place.stock.confirm(blank, by)
    except MoveRefused as fault:
        if fault.state != State.PRINTED:
            raise


def _drawn(place: Workplace, state: InspectionState, until: date, by: str) -> InspectionState:
    """Reserve the blank before anything is drawn; asked again, the same blank is given."""
    reserved = place.stock.reserve(state.id, by)
    if state.blank is None:
        booked = StickerReserved(blank=reserved.serial, valid_until=until.isoformat())
        state = place.book.record(state.id, booked, by=by)
    content = StickerContent(
        environment=place.station.environment,
        plate=wire_number(state.plate_text),
        plate_kind=_plate_kind(state),
        vin=state.vin_text or (state.record or {}).get("vin", ""),
        valid_year=until.year,
        valid_month=until.month,
        serial=reserved.serial,
        issuing_office=place.station.issuing_office_zh,
        qr=to_qr_text(_claim(place, state, until, reserved.serial), place.signer),
    )
    digest = place.evidence.put(render_sticker(content), ".pdf")
    printed = StickerPrinted(blank=reserved.serial, sha256=digest)
    return place.book.record(state.id, printed, by=by)
