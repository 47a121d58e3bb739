"""Two real processes on one file, and one killed between reserving and confirming."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from certs.errors import StickerPending
from certs.stock import SerialRange, State, Stock, open_books

ROOT = Path(__file__).parents[3]

TAKE_MANY = """
import sys
from certs.stock import Stock, open_books
from certs.errors import NoBlanksLeft
engine = open_books(sys.argv[1])
stock = Stock(engine, "P1")
print("ready", flush=True)
sys.stdin.readline()
try:
    for i in range(1000):
        serial = stock.reserve(f"{sys.argv[2]}-{i}").serial
        stock.confirm(serial)
        print(serial, flush=True)
except NoBlanksLeft:
    engine.dispose()
"""

RESERVE_AND_HANG = """
import sys
from certs.stock import Stock, open_books
stock = Stock(open_books(sys.argv[1]), "P1")
print(stock.reserve("I1").serial, flush=True)
sys.stdin.read()
"""


def start(code: str, *arguments: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", code, *arguments],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )


@pytest.fixture
def url(tmp_path):
    return f"sqlite:///{tmp_path / 'blanks.db'}"


@pytest.fixture
def stock(url):
    engine = open_books(url)
    stock = Stock(engine, "P1")
    blanks = SerialRange.between("A001", "A060")
    stock.receive(blanks, by="王")
    stock.load(blanks, by="王")
    yield stock
    engine.dispose()


def test_two_processes_never_take_the_same_serial(url, stock):
    with start(TAKE_MANY, url, "X") as one, start(TAKE_MANY, url, "Y") as two:
        for process in (one, two):
            assert process.stdout is not None
            assert process.stdout.readline() == "ready\n"
        # both ends of the pipe stay open until both are ready, so that they run side by side
        for process in (one, two):
            assert process.stdin is not None
            process.stdin.write("go\n")
            process.stdin.flush()
        taken = [process.communicate()[0].split() for process in (one, two)]
    assert (one.returncode, two.returncode) == (0, 0)
    assert sorted(taken[0] + taken[1]) == list(SerialRange.between("A001", "A060"))
    assert stock.status()[State.PRINTED] == 60
    assert stock.reconcile(counted_unused=0).closes


def test_a_process_killed_after_reserving_leaves_the_blank_to_be_looked_at(url, stock):
    with start(RESERVE_AND_HANG, url) as process:
        assert process.stdout is not None
        serial = process.stdout.readline().strip()
        process.kill()
    assert stock.status()[State.RESERVED] == 1
    assert stock.recover() == (serial,)
    assert stock.recover() == ()
    with pytest.raises(StickerPending):
        stock.reserve("I1")
    assert stock.reserve("I2").serial != serial
    assert stock.reconcile().closes
