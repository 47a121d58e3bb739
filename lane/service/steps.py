"""The strip of steps at the top of the desk, and the one thing to do next."""

from __future__ import annotations

from lane.events.fold import InspectionState
from lane.events.phases import Phase
from lane.inspection.workplace import Workplace
from lane.service.texts import label
from lane.service.views import Label, StepView

_ORDER = list(Phase)

# where a hold is the next thing to decide
_HELD_UP = frozenset({Phase.CHECK_IN, Phase.WALK, Phase.READY, Phase.MEASURED, Phase.VERDICT})

# a step is done once the inspection is past this phase
_LAST_PHASE = {
    "check_in": Phase.CHECK_IN,
    "identity": Phase.CHECK_IN,
    "walk": Phase.WALK,
    "verdict": Phase.VERDICT,
    "papers": Phase.SIGNED,
}
_FIRST_PHASE = {
    "check_in": Phase.CHECK_IN,
    "identity": Phase.CHECK_IN,
    "walk": Phase.WALK,
    "verdict": Phase.MEASURED,
    "papers": Phase.SIGNED,
}


def step_views(place: Workplace, state: InspectionState) -> list[StepView]:
    """Check-in, identity, walk, each station, verdict, papers, with how far each is."""
    steps = [_step(state, name) for name in ("check_in", "identity", "walk")]
    for station in place.site.station:
        name = Label(zh=station.name_zh, en=station.name_en)
        steps.append(
            StepView.model_validate(
                {
                    "id": station.id,
                    "name": name,
                    "state": _station_state(state, station.number),
                }
            )
        )
    steps += [_step(state, name) for name in ("verdict", "papers")]
    return steps


def _step(state: InspectionState, name: str) -> StepView:
    return StepView.model_validate(
        {"id": name, "name": label("step", name), "state": _step_state(state, name)}
    )


def _step_state(state: InspectionState, name: str) -> str:
    if name == "identity" and (state.held or state.record_missing):
        return "failed"
    exempt = state.verdict is not None and state.verdict.verdict == "exempt"
    if name == "walk" and (exempt or (state.abandoned and not state.tests)):
        return "skipped"
    if name == "verdict" and state.verdict and state.verdict.verdict == "fail":
        return "failed"
    if state.abandoned and name in ("verdict", "papers"):
        return "skipped"
    at = _ORDER.index(state.phase)
    if name == "identity" and state.phase is Phase.CHECK_IN:
        return "current" if state.record else "todo"
    if at > _ORDER.index(_LAST_PHASE[name]):
        return "done"
    return "current" if at >= _ORDER.index(_FIRST_PHASE[name]) else "todo"


def _station_state(state: InspectionState, number: int) -> str:
    if number in state.stations_left:
        return "done"
    if state.phase is Phase.IN_LANE:
        return "current" if state.station == number else "todo"
    past = _ORDER.index(state.phase) > _ORDER.index(Phase.IN_LANE)
    return "skipped" if past else "todo"


def action_name(state: InspectionState, waits_for_person: bool) -> str:
    """What comes next, by phase and by what is still missing."""
    if state.held and state.phase in _HELD_UP:
        decided = state.verdict is not None and state.verdict.verdict == "held"
        return "sign" if decided else "release"
    if state.phase is Phase.CHECK_IN:
        if state.plate is None:
            return "read_plate"
        return "read_vin" if state.vin is None else "start_walk"
    if state.phase is Phase.IN_LANE:
        if state.interrupted:
            return "resume"
        return "retry_test" if waits_for_person else "wait"
    if state.phase is Phase.CLOSED:
        failed = state.verdict is not None and state.verdict.verdict == "fail"
        return "retest" if failed else "none"
    return {
        Phase.WALK: "walk_done",
        Phase.READY: "send_to_lane",
        Phase.MEASURED: "wait",
        Phase.VERDICT: "sign",
        Phase.SIGNED: "issue",
        Phase.ABANDONED: "issue",
    }.get(state.phase, "none")
