"""From one inspection's state to what the desk shows of it."""

from __future__ import annotations

from lane.events.fold import InspectionState
from lane.events.kinds import Character, PlateRead, VinRead
from lane.events.phases import Phase
from lane.inspection.workplace import Workplace
from lane.service.item_views import item_views
from lane.service.measured_views import curve_views, measurement_views
from lane.service.steps import action_name, step_views
from lane.service.texts import label
from lane.service.views import (
    CharacterView,
    FindingView,
    InspectionView,
    Label,
    PaperView,
    PhotoView,
    ReadView,
    ReasonView,
)
from vision.grammar import plate_grammar

WEAK = 0.9
"""Below this confidence the inspector is asked to look at a character."""


def inspection_view(
    place: Workplace, state: InspectionState, *, waits_for_person: bool, brief: bool = False
) -> InspectionView:
    """One inspection as the desk shows it; ``brief`` leaves out what only fills its pages."""
    check_in = state.check_in
    assert check_in is not None  # the book holds no inspection without its first event
    verdict = _verdict(state)
    action = action_name(state, waits_for_person)
    return InspectionView.model_validate(
        {
            "id": state.id,
            "serial": check_in.serial,
            "attempt": check_in.attempt,
            "kind": label("kind", check_in.kind),
            "phase": state.phase.value,
            "phase_name": label("phase", state.phase.value),
            "plate": _plate_view(state),
            "plate_colour": _plate_colour(state),
            "vin": _vin_view(state),
            "vehicle": _vehicle_label(state),
            "owner": (state.record or {}).get("owner_name", ""),
            "presenter": check_in.presenter_name,
            "steps": step_views(place, state),
            "items": [] if brief else item_views(state),
            "measurements": [] if brief else measurement_views(place, state),
            "curves": [] if brief else curve_views(place, state),
            "photos": [] if brief else _photos(state),
            "finding": _finding_view(state),
            "due": _due_reasons(state),
            "verdict": verdict,
            "verdict_name": label("verdict", verdict) if verdict else None,
            "to_mend": list(state.judged.to_mend) if state.judged else [],
            "next_action": label("action", action),
            "next_action_name": action,
            "papers": _papers(state),
            "station": state.station if state.phase is Phase.IN_LANE else None,
        }
    )


def _verdict(state: InspectionState) -> str | None:
    if state.abandoned:
        return "abandoned"
    if state.held:
        return "held"
    return state.verdict.verdict if state.verdict else None


def _characters(found: tuple[Character, ...]) -> list[CharacterView]:
    return [
        CharacterView(text=c.text, confidence=c.confidence, weak=c.confidence < WEAK) for c in found
    ]


def _plate_view(state: InspectionState) -> ReadView | None:
    return _read_view(state, "plate", state.plate_text, state.plate)


def _vin_view(state: InspectionState) -> ReadView | None:
    return _read_view(state, "vin", state.vin_text, state.vin)


def _read_view(
    state: InspectionState, what: str, text: str, read: PlateRead | VinRead | None
) -> ReadView | None:
    if read is None:
        return None
    corrected = what in state.corrections
    return ReadView(
        text=text,
        confidence=read.confidence,
        characters=[] if corrected else _characters(read.characters),
        picture=read.picture,
        confirmed_by="corrected" if corrected else None,
    )


def _plate_colour(state: InspectionState) -> str | None:
    """The ground colour of the plate's kind, by the grammar."""
    if state.plate is None:
        return None
    kinds = {kind.kind: kind for kind in plate_grammar().kinds}
    known = kinds.get(state.plate.kind)
    return known.colours[0] if known else None


def _vehicle_label(state: InspectionState) -> Label:
    record = state.record
    if record is None:
        return Label(zh="登记信息未查到", en="Not in the register")
    text = f"{record['brand']} {record['model']}"
    return Label(zh=f"{text} {record['vehicle_type']}", en=f"{text} {record['vehicle_type']}")


def _photos(state: InspectionState) -> list[PhotoView]:
    return [
        PhotoView(code=p.code, name=p.name, url=f"/api/pictures/{p.sha256}") for p in state.pictures
    ]


def _finding_view(state: InspectionState) -> FindingView | None:
    finding = state.finding
    if finding is None:
        return None
    return FindingView(
        finding=finding["finding"],
        name=label("finding", finding["finding"]),
        reasons=[
            ReasonView(
                text=Label(zh=r["text"], en=r["text_en"]),
                favours=r["favours"],
                weight=r["weight"],
            )
            for r in finding["reasons"]
        ],
        settle=_pairs(finding["settle"], finding["settle_en"]),
        missing=_pairs(finding["missing_text"], finding["missing"]),
    )


def _pairs(chinese: list[str], english: list[str]) -> list[Label]:
    return [Label(zh=zh, en=en) for zh, en in zip(chinese, english, strict=True)]


def _due_reasons(state: InspectionState) -> list[Label]:
    """The due date's reasons, which come as "Chinese / English"."""
    halves = [str(reason).partition(" / ") for reason in (state.due or {}).get("reasons", [])]
    return [Label(zh=zh, en=en or zh) for zh, _, en in halves]


def _papers(state: InspectionState) -> list[PaperView]:
    papers: list[PaperView] = []
    if state.report:
        url = f"/api/papers/{state.report.sha256}"
        papers.append(PaperView(kind="report", name=label("paper", "report"), url=url))
    if state.sticker:
        url = f"/api/papers/{state.sticker.sha256}"
        papers.append(PaperView(kind="sticker", name=label("paper", "sticker"), url=url))
    return papers
