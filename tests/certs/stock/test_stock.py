from __future__ import annotations

import datetime as dt

import pytest
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError

from certs.errors import (
    AlreadyIssued,
    BooksUnreachable,
    DuplicateRange,
    MoveRefused,
    NoBlanksLeft,
    RangeInvalid,
    SecondPersonNeeded,
    StickerPending,
    UnknownBlank,
)
from certs.stock import SerialRange, State, Stock, open_books

NOW = dt.datetime(2026, 11, 24, 9, 0, tzinfo=dt.UTC)
TEN = SerialRange.between("A0001", "A0010")


@pytest.fixture
def engine(tmp_path):
    engine = open_books(f"sqlite:///{tmp_path / 'blanks.db'}")
    yield engine
    engine.dispose()


@pytest.fixture
def stock(engine):
    stock = Stock(engine, "P1", clock=lambda: NOW)
    stock.receive(TEN, by="王")
    stock.load(SerialRange.between("A0001", "A0003"), by="王")
    return stock


def test_a_sticker_from_delivery_to_confirmation(stock):
    reservation = stock.reserve("I1")
    stock.confirm(reservation.serial)
    assert reservation.serial == "A0001"
    assert stock.status() == dict.fromkeys(State, 0) | {
        State.RECEIVED: 7,
        State.LOADED: 2,
        State.PRINTED: 1,
    }
    assert stock.loaded() == 2
    assert stock.reconcile(counted_unused=9).closes


def test_reserving_twice_gives_the_same_serial_and_says_so(stock):
    first, second = stock.reserve("I1"), stock.reserve("I1")
    assert (first.serial, first.repeated) == ("A0001", False)
    assert (second.serial, second.repeated) == ("A0001", True)


def test_blanks_come_in_the_order_they_were_loaded(stock):
    stock.receive(SerialRange.between("B0001", "B0001"), by="王")
    stock.load(SerialRange.between("B0001", "B0001"), by="王")
    stock.load(SerialRange.between("A0004", "A0004"), by="王")
    order = [stock.reserve(f"I{i}").serial for i in range(5)]
    assert order == ["A0001", "A0002", "A0003", "B0001", "A0004"]


def test_an_issued_inspection_gets_no_second_sticker(stock):
    serial = stock.reserve("I1").serial
    stock.confirm(serial)
    with pytest.raises(AlreadyIssued) as refused:
        stock.reserve("I1")
    assert refused.value.serial == serial


def test_an_uncertain_blank_waits_for_two_people(stock):
    serial = stock.reserve("I1").serial
    stock.mark_uncertain(serial, "paper jam")
    with pytest.raises(StickerPending, match="look at the sheet"):
        stock.reserve("I1")
    with pytest.raises(MoveRefused):
        stock.confirm(serial)
    with pytest.raises(SecondPersonNeeded):
        stock.resolve(serial, State.PRINTED, "王", " 王 ", "scanned")
    stock.resolve(serial, State.SPOILED, "王", "李", "torn in the jam")
    assert stock.reserve("I1").serial == "A0002"


def test_resolving_what_is_not_uncertain_is_refused(stock):
    serial = stock.reserve("I1").serial
    with pytest.raises(MoveRefused, match="A0001 is reserved"):
        stock.resolve(serial, State.PRINTED, "王", "李", "scanned")


def test_an_uncertain_blank_never_goes_back_to_the_printer(stock):
    serial = stock.reserve("I1").serial
    stock.mark_uncertain(serial, "power cut")
    with pytest.raises(MoveRefused):
        stock.resolve(serial, State.LOADED, "王", "李", "looks untouched")


def test_a_withdrawn_sticker_frees_the_inspection_for_a_new_one(stock):
    serial = stock.reserve("I1").serial
    stock.confirm(serial)
    stock.void(serial, "王", "李", "verdict withdrawn")
    assert stock.reserve("I1").serial == "A0002"
    assert stock.reconcile().closes


def test_out_of_blanks_names_the_station(stock):
    for i in range(3):
        stock.reserve(f"I{i}")
    with pytest.raises(NoBlanksLeft, match="P1"):
        stock.reserve("I4")


def test_a_doubled_range_books_nothing(stock):
    with pytest.raises(DuplicateRange, match="A0010"):
        stock.receive(SerialRange.between("A0010", "A0020"), by="王")
    assert stock.status()[State.RECEIVED] == 7


def test_loading_part_unknown_loads_nothing(stock):
    with pytest.raises(UnknownBlank, match="A0011"):
        stock.load(SerialRange.between("A0008", "A0011"), by="王")
    assert stock.loaded() == 3


@pytest.mark.parametrize(
    ("first", "last"),
    [("A1", "B2"), ("A1", "A02"), ("A5", "A4"), ("", "A1"), ("a1", "a2"), ("A000001", "A999999")],
)
def test_a_range_that_is_none(first, last):
    with pytest.raises(RangeInvalid):
        SerialRange.between(first, last)


def test_another_station_neither_prints_nor_recovers_what_one_holds(engine, stock):
    other = Stock(engine, "P2")
    serial = stock.reserve("I1").serial
    with pytest.raises(StickerPending, match="P1"):
        other.reserve("I1")
    assert other.recover() == ()
    assert stock.recover() == (serial,)
    assert stock.status()[State.UNCERTAIN] == 1


def test_the_database_itself_refuses_a_second_live_sticker(engine, stock):
    stock.reserve("I1")
    forced = "UPDATE blank SET state = 'printed', inspection = 'I1' WHERE serial = 'A0002'"
    with pytest.raises(IntegrityError), engine.begin() as connection:
        connection.execute(text(forced))


@pytest.mark.parametrize(
    "tampering",
    [
        "DELETE FROM movement WHERE number = (SELECT max(number) FROM movement)",
        "UPDATE blank SET state = 'loaded' WHERE serial = 'A0001'",
        "UPDATE movement SET came_from = 'received' WHERE went_to = 'printed'",
        "INSERT INTO blank (serial, state) VALUES ('Z9', 'received')",
    ],
)
def test_tampered_books_do_not_close(engine, stock, tampering):
    stock.confirm(stock.reserve("I1").serial)
    assert stock.reconcile().closes
    with engine.begin() as connection:
        connection.execute(text(tampering))
    assert not stock.reconcile().closes


def test_a_miscount_in_the_drawer_shows(stock):
    result = stock.reconcile(counted_unused=9)
    assert result.differences == ("9 unused blanks counted by hand, 10 in the books",)


def test_a_file_that_is_no_database_is_left_alone(tmp_path):
    path = tmp_path / "blanks.db"
    path.write_bytes(b"no database at all" * 100)
    with pytest.raises(BooksUnreachable, match=r"blanks\.db"):
        open_books(f"sqlite:///{path}")
    assert path.read_bytes() == b"no database at all" * 100


def test_a_missing_folder_is_named(tmp_path):
    with pytest.raises(BooksUnreachable, match="absent"):
        open_books(f"sqlite:///{tmp_path}/absent/blanks.db")


def test_books_that_somebody_else_keeps_locked_book_nothing(engine, stock):
    hasty = open_books(str(engine.url), busy_ms=1)
    with engine.begin(), pytest.raises(BooksUnreachable, match="locked"):
        Stock(hasty, "P1").reserve("I1")
    hasty.dispose()
    assert stock.status()[State.RESERVED] == 0


def test_times_are_kept_with_their_zone(engine, stock):
    with engine.begin() as connection:
        kept = connection.execute(text("SELECT at FROM movement LIMIT 1")).scalar_one()
    assert kept.startswith("2026-11-24 09:00")
