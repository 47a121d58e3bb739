"""Blanks, inspections, crashes and two stations in any order: the books always close."""

from __future__ import annotations

import contextlib

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule
from sqlalchemy import text

from certs.errors import StockError
from certs.stock import SerialRange, State, Stock, open_books

INSPECTIONS = st.sampled_from(["I1", "I2", "I3"])
PICKS = st.integers(0, 7)
STATIONS = st.sampled_from(["P1", "P2"])


class Blanks(RuleBasedStateMachine):
    def __init__(self) -> None:
        super().__init__()
        self.engine = open_books("sqlite://")
        self.stocks = {name: Stock(self.engine, name) for name in ("P1", "P2")}
        self.given: list[str] = []
        self.printed: set[str] = set()

    def picked(self, pick: int) -> str:
        """The blank given out so many turns ago; before any was, one by number."""
        return self.given[-1 - pick] if pick < len(self.given) else f"A{pick + 1}"

    @initialize()
    def deliver(self):
        self.stocks["P1"].receive(SerialRange.between("A1", "A8"), by="王")
        self.stocks["P1"].load(SerialRange.between("A1", "A3"), by="王")
        self.stocks["P2"].load(SerialRange.between("A4", "A6"), by="王")

    @rule(station=STATIONS, inspection=INSPECTIONS)
    def reserve(self, station, inspection):
        with contextlib.suppress(StockError):
            reservation = self.stocks[station].reserve(inspection)
            if not reservation.repeated:
                self.given.append(reservation.serial)

    @rule(station=STATIONS, pick=PICKS)
    def confirm(self, station, pick):
        serial = self.picked(pick)
        with contextlib.suppress(StockError):
            self.stocks[station].confirm(serial)
            assert serial in self.given
            self.printed.add(serial)

    @rule(station=STATIONS)
    def crash_and_start_again(self, station):
        before = self.stocks[station].status()[State.RESERVED]
        found = self.stocks[station].recover()
        assert self.stocks[station].status()[State.RESERVED] == before - len(found)

    @rule(
        station=STATIONS,
        pick=PICKS,
        outcome=st.sampled_from([State.PRINTED, State.SPOILED, State.LOADED]),
    )
    def resolve(self, station, pick, outcome):
        serial = self.picked(pick)
        with contextlib.suppress(StockError):
            self.stocks[station].resolve(serial, outcome, "王", "李", "looked at it")
            assert serial in self.given

    @rule(station=STATIONS, pick=PICKS, end=st.sampled_from(["spoil", "void"]))
    def take_out(self, station, pick, end):
        serial = self.picked(pick)
        with contextlib.suppress(StockError):
            getattr(self.stocks[station], end)(serial, "王", "李", "torn")

    @rule(station=STATIONS, pick=PICKS)
    def load(self, station, pick):
        serial = self.picked(pick)
        with contextlib.suppress(StockError):
            self.stocks[station].load(SerialRange.between(serial, serial), by="王")
            assert serial not in self.given

    @invariant()
    def no_serial_is_given_out_twice(self):
        assert len(self.given) == len(set(self.given))

    @invariant()
    def no_inspection_has_two_live_stickers(self):
        live = (
            "SELECT inspection FROM blank WHERE state IN ('reserved', 'uncertain', 'printed') "
            "GROUP BY inspection HAVING count(*) > 1"
        )
        with self.engine.begin() as connection:
            assert connection.execute(text(live)).all() == []

    @invariant()
    def the_books_close(self):
        result = self.stocks["P1"].reconcile()
        assert result.differences == ()
        assert sum(result.counts.values()) == result.received

    def teardown(self):
        self.engine.dispose()


TestBlanks = Blanks.TestCase
TestBlanks.settings = settings(max_examples=20, stateful_step_count=25, deadline=None)
