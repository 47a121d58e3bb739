"""The stock of blanks: every pre-numbered sheet, from receipt to its end."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from sqlalchemy import Engine
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from certs.errors import AlreadyIssued, BooksUnreachable, MoveRefused, StickerPending
from certs.stock import ledger, reconciliation
from certs.stock.ledger import Hand
from certs.stock.reconciliation import Reconciliation
from certs.stock.serials import SerialRange
from certs.stock.states import State
from certs.stock.tables import Blank

SYSTEM = "system"
"""Who moves a blank when the program does it by itself."""


@dataclass(frozen=True, slots=True)
class Reservation:
    """A blank set aside for an inspection, before anything is sent to a printer.

    ``repeated`` says it was reserved by an earlier call: print only if that job never went out.
    """

    serial: str
    inspection: str
    repeated: bool


class Stock:
    """The books as one printing station sees them; safe to share between processes.

    Every method is one transaction: it is booked wholly, or an error says why not
    (BooksUnreachable where the database fails). ``by`` and
    ``second_person`` name people; where both are asked for, they must differ.
    """

    def __init__(
        self,
        engine: Engine,
        station: str,
        clock: Callable[[], dt.datetime] = lambda: dt.datetime.now(dt.UTC),
    ) -> None:
        self.station = station
        self._engine = engine
        self._clock = clock

    def receive(self, blanks: SerialRange, by: str) -> None:
        """Book a delivery in; raises DuplicateRange, and books nothing, if any is known."""
        with self._transaction() as session:
            ledger.receive(session, blanks, Hand(by), self._clock())

    def load(self, blanks: SerialRange, by: str) -> None:
        """Put received blanks into this station's printer, under those that lie there."""
        with self._transaction() as session:
            last = ledger.last_place(session, self.station)
            for place, serial in enumerate(blanks, last + 1):
                blank = ledger.find(session, serial)
                self._move(session, blank, State.LOADED, Hand(by))
                blank.station, blank.place = self.station, place

    def reserve(self, inspection: str, by: str = SYSTEM) -> Reservation:
        """Set the next loaded blank aside for ``inspection``; call it before printing.

        Asked again for the same inspection it gives the same serial, as ``repeated``.
        Raises AlreadyIssued (its ``serial`` says which), StickerPending where somebody must
        settle an uncertain one or another station holds one, and NoBlanksLeft.
        """
        with self._transaction() as session:
            held = ledger.held_by(session, inspection)
            if held is not None:
                return self._repeated(held, inspection)
            blank = ledger.next_loaded(session, self.station)
            blank.inspection = inspection
            self._move(session, blank, State.RESERVED, Hand(by))
            return Reservation(blank.serial, inspection, repeated=False)

    def confirm(self, serial: str, by: str = SYSTEM) -> None:
        """The sticker came out and was scanned back; an uncertain one needs ``resolve``."""
        self._settle(serial, State.RESERVED, State.PRINTED, Hand(by))

    def mark_uncertain(self, serial: str, reason: str, by: str = SYSTEM) -> None:
        """Nobody knows whether the sheet was printed (power cut, jam, printer gone)."""
        self._settle(serial, State.RESERVED, State.UNCERTAIN, Hand(by, reason=reason))

    def resolve(
        self, serial: str, outcome: State, by: str, second_person: str, reason: str
    ) -> None:
        """Settle an uncertain blank after a look at the sheet: PRINTED, or else SPOILED.

        A sheet found untouched is spoiled as well: its serial is spent.
        """
        hand = Hand(by, second_person, reason).require_two()
        self._settle(serial, State.UNCERTAIN, outcome, hand)

    def spoil(self, serial: str, by: str, second_person: str, reason: str) -> None:
        """Take a torn, jammed or misprinted sheet out; it is kept and counted."""
        hand = Hand(by, second_person, reason).require_two()
        self._settle(serial, None, State.SPOILED, hand)

    def void(self, serial: str, by: str, second_person: str, reason: str) -> None:
        """Withdraw a sticker given out, or write off a lost or stolen sheet."""
        hand = Hand(by, second_person, reason).require_two()
        self._settle(serial, None, State.VOID, hand)

    def recover(self) -> tuple[str, ...]:
        """On start: what this station left reserved becomes uncertain; their serials."""
        reason = "found reserved at start: the program ended before it was confirmed"
        with self._transaction() as session:
            left = ledger.left_reserved(session, self.station)
            for blank in left:
                self._move(session, blank, State.UNCERTAIN, Hand(SYSTEM, reason=reason))
            return tuple(blank.serial for blank in left)

    def status(self) -> dict[State, int]:
        """How many blanks of all stations are in each state."""
        with self._transaction() as session:
            return reconciliation.count_by_state(session)

    def loaded(self) -> int:
        """How many blanks are left in this station's printer."""
        with self._transaction() as session:
            return ledger.count_loaded(session, self.station)

    def reconcile(self, counted_unused: int | None = None) -> Reconciliation:
        """Check the books, and against the unused sheets counted by hand if given."""
        with self._transaction() as session:
            return reconciliation.reconcile(session, counted_unused)

    @contextmanager
    def _transaction(self) -> Iterator[Session]:
        try:
            with Session(self._engine) as session, session.begin():
                yield session
        except DBAPIError as fault:
            raise BooksUnreachable(
                f"the books of blanks at {self._engine.url} refuse: {fault.orig}: nothing was "
                "booked; close other programs that use them, or restore them from their copy"
            ) from fault

    def _settle(self, serial: str, only_from: State | None, state: State, hand: Hand) -> None:
        with self._transaction() as session:
            blank = ledger.find(session, serial)
            if only_from not in (None, blank.state):
                raise MoveRefused(serial, blank.state, state)
            self._move(session, blank, state, hand)

    def _move(self, session: Session, blank: Blank, state: State, hand: Hand) -> None:
        ledger.move(session, blank, state, hand, self._clock())

    def _repeated(self, held: Blank, inspection: str) -> Reservation:
        if held.state == State.PRINTED:
            raise AlreadyIssued(held.serial, inspection)
        if held.state == State.UNCERTAIN:
            raise StickerPending(held.serial, inspection, "uncertain: look at the sheet first")
        if held.station != self.station:
            raise StickerPending(held.serial, inspection, f"being printed at {held.station}")
        return Reservation(held.serial, inspection, repeated=True)
