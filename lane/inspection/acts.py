"""The acts that move an inspection on, by name, with who may do them."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Literal

from lane.controller.lane import LaneController
from lane.events.fold import apply
from lane.events.kinds import Abandoned, EventData, HoldReleased, Observed, VerdictReached
from lane.events.phases import Phase
from lane.inspection.abandoning import abandonment
from lane.inspection.check_in import CheckIn, NotNow, check_in
from lane.inspection.issuing import close_abandoned, issue, sign
from lane.inspection.judging import judge_now
from lane.inspection.look_up import assess_identity, identity_input, look_up
from lane.inspection.observations import Observations
from lane.inspection.walk import complete_walk, start_walk
from lane.inspection.workplace import Workplace
from lane.people import Person, Role


@dataclass(frozen=True, slots=True)
class Act:
    """What a person said with the act."""

    reason: str = ""
    reason_code: str = ""
    note: str = ""
    decision: Literal["released", "confirmed", ""] = ""


Step = Callable[[Workplace, LaneController, str, Act, Person], Awaitable[None]]


def observe(place: Workplace, inspection: str, seen: Observations, by: str) -> None:
    """Note what the examiner saw; the identity is weighed again with it.

    Raises `IdentityError` for a value that can't be, and then notes nothing.
    """
    observed = Observed(values=seen.model_dump(mode="json", exclude_none=True))
    state = place.book.state(inspection)
    identity_input(place, apply(state, observed, inspection=inspection, by=by))
    place.book.record(inspection, observed, by=by)
    assess_identity(place, inspection)


async def _look_up(
    place: Workplace, controller: LaneController, inspection: str, act: Act, person: Person
) -> None:
    look_up(place, inspection, person.id)


async def _start_walk(
    place: Workplace, controller: LaneController, inspection: str, act: Act, person: Person
) -> None:
    start_walk(place, inspection, person.id)


async def _walk_done(
    place: Workplace, controller: LaneController, inspection: str, act: Act, person: Person
) -> None:
    complete_walk(place, inspection, person.id)


async def _send_to_lane(
    place: Workplace, controller: LaneController, inspection: str, act: Act, person: Person
) -> None:
    controller.enter(inspection, person.id)


async def _resume(
    place: Workplace, controller: LaneController, inspection: str, act: Act, person: Person
) -> None:
    controller.resume(inspection, person.id, act.reason or "resumed at the desk")


async def _retry(
    place: Workplace, controller: LaneController, inspection: str, act: Act, person: Person
) -> None:
    _decide(controller, inspection, "retry", act)


async def _skip(
    place: Workplace, controller: LaneController, inspection: str, act: Act, person: Person
) -> None:
    if not act.reason:
        raise NotNow("say why the test is left out: it will stand in the report")
    _decide(controller, inspection, "skip", act)


def _decide(controller: LaneController, inspection: str, action: str, act: Act) -> None:
    try:
        controller.decide(inspection, action, act.reason)
    except KeyError as fault:
        raise NotNow("no test of this vehicle waits for a decision") from fault


async def _judge(
    place: Workplace, controller: LaneController, inspection: str, act: Act, person: Person
) -> None:
    judge_now(place, inspection)


async def _release(
    place: Workplace, controller: LaneController, inspection: str, act: Act, person: Person
) -> None:
    if place.book.state(inspection).held is None:
        raise NotNow("this inspection is not on hold")
    if not act.reason:
        raise NotNow("give the reason for your decision: it is kept in the journal")
    if not act.decision:
        raise NotNow("say whether the hold is released or confirmed")
    events: list[EventData] = [HoldReleased(decision=act.decision, reason=act.reason)]
    if act.decision == "confirmed":
        events.append(VerdictReached(verdict="held", reasons=(act.reason,)))
    place.book.record(inspection, *events, by=person.id)


async def _sign(
    place: Workplace, controller: LaneController, inspection: str, act: Act, person: Person
) -> None:
    sign(place, inspection, person)


async def _issue(
    place: Workplace, controller: LaneController, inspection: str, act: Act, person: Person
) -> None:
    await asyncio.to_thread(issue, place, inspection, person)


async def _abandon(
    place: Workplace, controller: LaneController, inspection: str, act: Act, person: Person
) -> None:
    state = place.book.state(inspection)
    reason = abandonment(state, act.reason_code)
    in_lane = state.phase is Phase.IN_LANE
    event = Abandoned(reason_code=act.reason_code, reason=reason, note=act.note)
    place.book.record(inspection, event, by=person.id)
    if in_lane:
        await controller.take_out(inspection)
    await asyncio.to_thread(close_abandoned, place, inspection, person)


async def _retest(
    place: Workplace, controller: LaneController, inspection: str, act: Act, person: Person
) -> None:
    before = place.book.state(inspection).check_in
    assert before is not None  # every inspection begins with its check-in
    again = CheckIn(
        kind=before.kind,
        presenter_name=before.presenter_name,
        presenter_id=before.presenter_id,
        previous=inspection,
    )
    check_in(place, again, person.id)


ACTIONS: dict[str, tuple[tuple[Role, ...], Step]] = {
    "look_up": ((Role.REGISTRAR, Role.EXAMINER), _look_up),
    "start_walk": ((Role.EXAMINER, Role.REGISTRAR), _start_walk),
    "walk_done": ((Role.EXAMINER,), _walk_done),
    "send_to_lane": ((Role.EXAMINER, Role.DRIVER), _send_to_lane),
    "resume": ((Role.DRIVER, Role.SUPERVISOR), _resume),
    "retry_test": ((Role.DRIVER, Role.SUPERVISOR), _retry),
    "skip_test": ((Role.SUPERVISOR,), _skip),
    "judge": ((Role.SIGNATORY,), _judge),
    "release": ((Role.SUPERVISOR,), _release),
    "sign": ((Role.SIGNATORY,), _sign),
    "issue": ((Role.REGISTRAR, Role.SIGNATORY), _issue),
    "abandon": ((Role.EXAMINER, Role.DRIVER, Role.SUPERVISOR), _abandon),
    "retest": ((Role.REGISTRAR,), _retest),
}


async def perform(
    place: Workplace,
    controller: LaneController,
    inspection: str,
    action: str,
    act: Act,
    person: Person,
) -> None:
    """Do one act; raises `NotAllowed`, `NotNow`, `IllegalMove` with what to do instead."""
    if action not in ACTIONS:
        raise NotNow(f"there is no action {action!r}; known are {', '.join(ACTIONS)}")
    roles, step = ACTIONS[action]
    person.may(*roles)
    place.book.state(inspection)
    await step(place, controller, inspection, act, person)
