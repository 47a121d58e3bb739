"""Check-in (登录): an inspection begins, or a retest of a failed one."""

from __future__ import annotations

from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from lane.events.kinds import CarriedOver, CheckedIn
from lane.events.phases import Phase
from lane.inspection.printable import Printable
from lane.inspection.workplace import Workplace


class NotNow(Exception):
    """The act is not possible as things stand; the message says what must come first."""


class CheckIn(BaseModel):
    """What the registrar (登录员) enters."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    kind: Literal["registration", "periodic", "temporary", "special"] = "periodic"
    presenter_name: Printable = Field(min_length=1, max_length=60)
    presenter_id: str = Field(pattern=r"^\d{17}[\dX]$")
    previous: str | None = None


def check_in(place: Workplace, request: CheckIn, by: str) -> str:
    """Open an inspection and give its id, which is its serial (检验流水号)."""
    with place.book.alone():
        return _opened(place, request, by)


def _opened(place: Workplace, request: CheckIn, by: str) -> str:
    inspection = _serial(place)
    attempt = 1
    carried: list[CarriedOver] = []
    if request.previous is not None:
        carried = [_carry_over(place, request.previous)]
        before = place.book.state(request.previous).check_in
        attempt = (before.attempt if before else 0) + 1
    opened = CheckedIn(
        serial=inspection,
        kind=request.kind,
        edition=place.station.edition,
        lane=place.site.lane.id,
        attempt=attempt,
        previous=request.previous,
        presenter_name=request.presenter_name,
        presenter_id=request.presenter_id,
    )
    place.screening.person(inspection, request.presenter_name, request.presenter_id, "presenter")
    place.book.record(inspection, opened, *carried, by=by)
    return inspection


def _serial(place: Workplace) -> str:
    today = f"{place.today():%Y%m%d}"
    count = sum(1 for known in place.book.ids() if known.startswith(today))
    return f"{today}{place.site.lane.id:0>2}{count + 1:05d}"


def _carry_over(place: Workplace, previous: str) -> CarriedOver:
    """What a retest takes from a failed inspection: everything that passed, nothing that failed.

    Only failed items are done again (S1/S2: `fjx` holds the failing items' codes alone).
    """
    state = place.book.state(previous)
    if state.verdict is None or state.verdict.verdict != "fail" or state.judged is None:
        raise NotNow(f"inspection {previous} did not fail, so there is nothing to test again")
    if state.phase is not Phase.CLOSED:
        raise NotNow(f"inspection {previous} must be signed and closed before it is repeated")
    if repeat := _repeat_of(place, previous):
        raise NotNow(f"inspection {previous} is repeated by {repeat} already: go on with that one")
    failed = set(state.judged.manual_failures)
    redo = set(state.judged.redo_tests)
    return CarriedOver(
        previous=previous,
        answers=tuple(a for a in state.answers.values() if a.item not in failed),
        questions=tuple(state.questions.values()),
        measurements=tuple(
            m.model_dump(mode="json") for m in state.measurements.values() if m.test not in redo
        ),
        failed_items=(*state.judged.manual_failures, *state.judged.redo_tests),
    )


def _repeat_of(place: Workplace, previous: str) -> str | None:
    """The retest of an inspection that was not abandoned; only one may use what was carried."""
    repeats = place.book.repeats(previous)
    return next((i for i in repeats if place.book.state(i).abandoned is None), None)
