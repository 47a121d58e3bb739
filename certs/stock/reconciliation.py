"""The daily count: do the books close?"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from certs.stock.states import LIVE, NEXT, UNUSED, State
from certs.stock.tables import Blank, Movement


@dataclass(frozen=True, slots=True)
class Reconciliation:
    """``received`` blanks ever, ``counts`` of them by state, and every ``difference`` found."""

    received: int
    counts: dict[State, int]
    differences: tuple[str, ...]

    @property
    def closes(self) -> bool:
        """Whether received equals what is left, used and taken out, all the way down."""
        return not self.differences


def count_by_state(session: Session) -> dict[State, int]:
    """How many blanks are in each state, none left out."""
    rows = session.execute(select(Blank.state, func.count()).group_by(Blank.state)).all()
    found = {State(state): number for state, number in rows}
    return {state: found.get(state, 0) for state in State}


def reconcile(session: Session, counted_unused: int | None) -> Reconciliation:
    """Follow every blank from its receipt, and compare with the sheets counted by hand."""
    counts = count_by_state(session)
    received = session.scalar(
        select(func.count()).select_from(Movement).where(Movement.came_from.is_(None))
    )
    differences = [
        *_total(received or 0, counts),
        *_lives(session),
        *_doubles(session),
        *_drawer(counts, counted_unused),
    ]
    return Reconciliation(received or 0, counts, tuple(differences))


def _total(received: int, counts: dict[State, int]) -> Iterator[str]:
    if received != sum(counts.values()):
        yield f"{received} blanks received, {sum(counts.values())} accounted for"


def _lives(session: Session) -> Iterator[str]:
    states: dict[str, str | None] = {}
    moves = select(Movement.serial, Movement.came_from, Movement.went_to).order_by(Movement.number)
    for serial, came_from, went_to in session.execute(moves):
        if states.get(serial) != came_from or not _allowed(came_from, went_to):
            yield f"{serial} went from {came_from} to {went_to} out of turn"
        states[serial] = went_to
    for serial, state in session.execute(select(Blank.serial, Blank.state)):
        if states.get(serial) != state:
            yield f"{serial} is {state}, its last movement says {states.get(serial)}"


def _allowed(came_from: str | None, went_to: str) -> bool:
    if came_from is None:
        return went_to == State.RECEIVED
    return went_to in NEXT[State(came_from)]


def _doubles(session: Session) -> Iterator[str]:
    live = select(Blank.inspection).where(Blank.state.in_(sorted(LIVE)))
    for inspection, number in Counter(session.scalars(live)).items():
        if number > 1 or inspection is None:
            yield f"inspection {inspection} has {number} live stickers"


def _drawer(counts: dict[State, int], counted: int | None) -> Iterator[str]:
    expected = sum(counts[state] for state in UNUSED)
    if counted is not None and counted != expected:
        yield f"{counted} unused blanks counted by hand, {expected} in the books"
