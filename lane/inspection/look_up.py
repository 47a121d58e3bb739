"""Register, due date and identity: what is known of the vehicle once plate or VIN is read."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from certs.station_time import CHINA
from certs.validity import ValidityError, due
from lane.events.fold import InspectionState
from lane.events.kinds import (
    DueAssessed,
    EventData,
    Held,
    IdentityAssessed,
    RecordFound,
    RecordMissing,
    VerdictReached,
)
from lane.events.phases import Phase
from lane.identity.finding import Finding, assess
from lane.identity.model import IdentityInput, Measured, input_from
from lane.inspection.check_in import NotNow
from lane.inspection.rule_vehicle import rule_vehicle
from lane.inspection.workplace import Workplace
from lane.register.record import VehicleRecord, wire_number

PASSES_SINCE = timedelta(days=2)
"""How far back passes elsewhere are weighed; a longer way back proves nothing."""

SYSTEM = "lane"


def look_up(place: Workplace, inspection: str, by: str) -> InspectionState:
    """Find the record by plate, else by VIN; assess due date and identity.

    Raises `NotNow` when neither has been read, and at a retest that brings another vehicle.
    """
    state = place.book.state(inspection)
    if not state.plate_text and not state.vin_text:
        raise NotNow("take the picture of the plate or of the VIN first")
    found, how = _find(place, state)
    if found is None:
        missing = RecordMissing(plate=state.plate_text, vin=state.vin_text)
        place.book.record(inspection, missing, by=by)
    else:
        place.screening.record(inspection, found)
        refuse_another_vehicle(place, state)
        place.book.record(inspection, *_known(place, state, found, how), by=by)
    return assess_identity(place, inspection)


def look_up_again(place: Workplace, inspection: str, by: str) -> InspectionState:
    """After a read was made or put right: look up what it leads to now, and weigh it.

    From the walk on the record stays as it is: checklist and tests were chosen by it.
    """
    state = place.book.state(inspection)
    if state.phase is Phase.CHECK_IN and leads_elsewhere(place, state):
        return look_up(place, inspection, by)
    return assess_identity(place, inspection)


def leads_elsewhere(place: Workplace, state: InspectionState) -> bool:
    """Whether plate and VIN as they are now lead to another record than the one in force."""
    found, _ = _find(place, state)
    return (found.model_dump(mode="json") if found else None) != state.record


def refuse_another_vehicle(place: Workplace, state: InspectionState) -> None:
    """A retest takes over what passed before, so its plate and VIN must lead to that vehicle."""
    previous = state.check_in.previous if state.check_in else None
    before = place.book.state(previous).record if previous else None
    found, _ = _find(place, state)
    if before is not None and found is not None and before["vin"] != found.vin:
        raise NotNow(
            f"this is another vehicle than that of inspection {previous}, which this one repeats: "
            "check plate and VIN, or abandon this inspection and check the vehicle in anew"
        )


def _find(place: Workplace, state: InspectionState) -> tuple[VehicleRecord | None, str]:
    if state.plate_text:
        kind = state.plate.plate_kind if state.plate else None
        number = wire_number(state.plate_text)
        found = place.register.by_plate(number, kind) or place.register.by_plate(number)
        if len(found) == 1:
            return found[0], "plate"
    found = place.register.by_vin(state.vin_text) if state.vin_text else []
    return (found[0], "vin") if len(found) == 1 else (None, "")


def _known(
    place: Workplace, state: InspectionState, record: VehicleRecord, how: str
) -> list[EventData]:
    since = place.now() - PASSES_SINCE
    passes = place.register.passes_of(record.plate, record.plate_kind, since)
    others = _others(place, state, record)
    found = RecordFound(
        by="plate" if how == "plate" else "vin",
        record=record.model_dump(mode="json"),
        passes=tuple(p.model_dump(mode="json") for p in passes),
        others=tuple(o.model_dump(mode="json") for o in others),
    )
    if state.phase is not Phase.CHECK_IN:
        return [found]
    return [found, DueAssessed(due=_due(place, found.record))]


def _due(place: Workplace, record: dict[str, Any]) -> dict[str, Any]:
    """When the vehicle is due; where the register can't tell, it runs through the lane."""
    try:
        return dict(due(rule_vehicle(record), place.today()).as_json())
    except ValidityError as fault:
        return {"lane_run_required": True, "reasons": [str(fault)]}


def _others(place: Workplace, state: InspectionState, record: VehicleRecord) -> list[VehicleRecord]:
    """Other records that share this vehicle's VIN or engine number, as read or as registered."""
    vins = {record.vin, *(read.text for read in state.vins.values())}
    engines = {record.engine_number, state.observed.get("engine_number", "")} - {""}
    found = [other for vin in sorted(vins) for other in place.register.by_vin(vin)]
    found += [o for engine in sorted(engines) for o in place.register.by_engine_number(engine)]
    unique = {(o.plate_kind, o.plate): o for o in found}
    unique.pop((record.plate_kind, record.plate), None)
    return list(unique.values())


def assess_identity(place: Workplace, inspection: str) -> InspectionState:
    """Weigh the identity anew and hold the sticker where it is doubtful or worse."""
    state = place.book.state(inspection)
    finding = assess(identity_input(place, state))
    events: list[EventData] = [IdentityAssessed(finding=finding.as_json())]
    if finding.holds and _not_decided(state, finding):
        reasons = "；".join(reason.text_zh for reason in finding.reasons[:3])
        events.append(Held(reason=reasons, finding=finding.finding))
    return place.book.record(inspection, *events, by=SYSTEM)


def _not_decided(state: InspectionState, finding: Finding) -> bool:
    """No hold stands, and nobody has released one for this same finding."""
    if state.held is not None:
        return False
    return not (state.releases and (state.finding or {}).get("finding") == finding.finding)


def identity_input(place: Workplace, state: InspectionState) -> IdentityInput:
    """Everything the journal knows of the vehicle's identity, as `lane.identity` takes it.

    Raises `IdentityError` naming a value that can't be.
    """
    given: dict[str, Any] = {
        "on": place.now().astimezone(CHINA).isoformat(),
        "here": {"lat": place.station.latitude, "lon": place.station.longitude},
        "reads": _reads(state),
        "answers": _answers(state),
        "measured": {
            name: v for name, v in state.observed.items() if name in Measured.model_fields
        },
        "record": state.record,
        "others": list(state.others) or None,
        "passes": list(state.passes) or None,
    }
    return input_from({k: v for k, v in given.items() if v})


def _reads(state: InspectionState) -> dict[str, Any]:
    reads: dict[str, Any] = {}
    if state.plate:
        reads["plate"] = {
            "text": wire_number(state.plate_text),
            "kind": state.plate.plate_kind or None,
            "confidence": SEEN_BY_A_PERSON
            if "plate" in state.corrections
            else state.plate.confidence,
        }
    stamp, plate = state.vins.get("stamp"), state.vins.get("nameplate")
    if corrected := state.corrections.get("vin"):
        reads["vin"] = {"text": corrected.after, "confidence": SEEN_BY_A_PERSON}
    elif stamp:
        reads["vin"] = {"text": stamp.text, "confidence": stamp.confidence}
    nameplate = {"vin": plate.text if plate else None} | {
        key.removeprefix("nameplate_"): value
        for key, value in state.observed.items()
        if key.startswith("nameplate_")
    }
    reads["nameplate"] = {k: v for k, v in nameplate.items() if v is not None} or None
    for key, name, part in (
        ("engine_number", "engine_number", "text"),
        ("body_colour", "body_colour", "code"),
    ):
        if value := state.observed.get(key):
            reads[name] = {part: value, "confidence": SEEN_BY_A_PERSON}
    for key in ("obd_vin", "odometer_km", "glass_year", "tyre_week", "belt_month"):
        if value := state.observed.get(key):
            reads[key] = value
    return reads


SEEN_BY_A_PERSON = 0.95
"""How sure what an examiner typed in is taken to be."""

_QUESTIONS = {"Q1-owner": "owner_name", "Q4-origin": "bought_on", "Q46-mileage": "mileage"}


def _answers(state: InspectionState) -> dict[str, bool]:
    return {
        name: reply.matches
        for question, name in _QUESTIONS.items()
        if (reply := state.questions.get(question)) and reply.matches is not None
    }


def exempt(place: Workplace, inspection: str) -> bool:
    """Close the question of the lane run: an exempt vehicle goes straight to its sticker."""
    state = place.book.state(inspection)
    if state.due is None or state.due["lane_run_required"] or state.held:
        return False
    reasons = tuple(state.due["reasons"])
    place.book.record(inspection, VerdictReached(verdict="exempt", reasons=reasons), by=SYSTEM)
    return True
