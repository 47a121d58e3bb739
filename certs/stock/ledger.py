"""Finding and moving blanks inside one transaction."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

from sqlalchemy import func, insert, select
from sqlalchemy.orm import Session

from certs.errors import DuplicateRange, MoveRefused, NoBlanksLeft, SecondPersonNeeded, UnknownBlank
from certs.stock.serials import SerialRange
from certs.stock.states import LIVE, NEXT, State
from certs.stock.tables import Blank, Movement


@dataclass(frozen=True, slots=True)
class Hand:
    """Who moves a blank, with whom, and why."""

    by: str
    second_person: str | None = None
    reason: str | None = None

    def require_two(self) -> Hand:
        """This, if two different people and a reason stand for it; else SecondPersonNeeded."""
        people = {(name or "").strip() for name in (self.by, self.second_person)} - {""}
        if len(people) < 2 or not (self.reason or "").strip():
            raise SecondPersonNeeded
        return self


def receive(session: Session, blanks: SerialRange, hand: Hand, at: dt.datetime) -> None:
    """Book new blanks; raises DuplicateRange naming the first that is known already."""
    first, last = blanks.ends
    known = session.scalars(select(Blank.serial).where(Blank.serial.between(first, last)))
    doubled = set(blanks).intersection(known)
    if doubled:
        raise DuplicateRange(min(doubled))
    state = State.RECEIVED
    session.execute(insert(Blank), [{"serial": serial, "state": state} for serial in blanks])
    receipt = {"went_to": state, "at": at, "by": hand.by}
    session.execute(insert(Movement), [{"serial": serial, **receipt} for serial in blanks])


def move(session: Session, blank: Blank, state: State, hand: Hand, at: dt.datetime) -> None:
    """Take ``blank`` to ``state`` and write down the step; raises MoveRefused."""
    if state not in NEXT[State(blank.state)]:
        raise MoveRefused(blank.serial, blank.state, state)
    step = Movement(
        serial=blank.serial,
        came_from=blank.state,
        went_to=state,
        at=at,
        by=hand.by,
        second_person=hand.second_person,
        reason=hand.reason,
        inspection=blank.inspection,
    )
    session.add(step)
    blank.state = state


def find(session: Session, serial: str) -> Blank:
    """The blank of that serial, locked for this transaction; raises UnknownBlank."""
    blank = session.get(Blank, serial, with_for_update=True)
    if blank is None:
        raise UnknownBlank(serial)
    return blank


def held_by(session: Session, inspection: str) -> Blank | None:
    """The live blank of an inspection."""
    live = select(Blank).where(Blank.inspection == inspection, Blank.state.in_(sorted(LIVE)))
    return session.scalars(live.with_for_update()).one_or_none()


def next_loaded(session: Session, station: str) -> Blank:
    """The blank that lies on top in the station's printer; raises NoBlanksLeft."""
    waiting = select(Blank).where(*_loaded_at(station)).order_by(Blank.place).limit(1)
    blank = session.scalars(waiting.with_for_update(skip_locked=True)).one_or_none()
    if blank is None:
        raise NoBlanksLeft(station)
    return blank


def last_place(session: Session, station: str) -> int:
    """The place in the printer's tray that was given out last; 0 for an empty one."""
    return session.scalar(select(func.max(Blank.place)).where(Blank.station == station)) or 0


def count_loaded(session: Session, station: str) -> int:
    """How many blanks lie in the station's printer."""
    return session.scalar(select(func.count()).where(*_loaded_at(station))) or 0


def left_reserved(session: Session, station: str) -> list[Blank]:
    """What the station reserved and never settled."""
    left = select(Blank).where(Blank.station == station, Blank.state == State.RESERVED)
    return list(session.scalars(left.order_by(Blank.place).with_for_update()))


def _loaded_at(station: str) -> tuple[Any, Any]:
    return Blank.station == station, Blank.state == State.LOADED
