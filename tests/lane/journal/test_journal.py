"""The journal: chain, order, one transaction, and what a changed database looks like."""

from __future__ import annotations

import sqlite3
from datetime import UTC, datetime, timedelta
from itertools import count
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from certs.signing import ensure_key
from lane.events.kinds import CheckedIn, PictureTaken, RecordMissing
from lane.journal import Journal, OutgoingNotice, OutOfDate
from lane.journal.checkpoint import CheckpointFile, checkpoint_faults, read_checkpoints
from lane.journal.outbox import JournalOutbox
from lane.journal.store import ALERTS, INSPECTIONS
from lane.journal.verify import verify_stream

START = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)
CHECK_IN = CheckedIn(
    serial="1",
    kind="periodic",
    edition="GB38900-2020",
    lane="1",
    presenter_name="张三",
    presenter_id="110101199003070038",
)


def ticking():
    ticks = count()
    return lambda: START + timedelta(seconds=next(ticks))


def picture(n: int) -> PictureTaken:
    return PictureTaken(code="0111", name="左前方", sha256=f"{n:064x}")


@pytest.fixture
def journal(tmp_path: Path):
    book = Journal(tmp_path / "journal.db", ticking())
    yield book
    book.close()


def test_events_come_back_as_they_were_written(journal: Journal):
    journal.append("a", 0, [CHECK_IN, picture(1)], by="registrar")
    kinds = [(e.kind, e.position, e.seq, e.by) for e in journal.events("a")]
    assert kinds == [("CheckedIn", 1, 1, "registrar"), ("PictureTaken", 2, 2, "registrar")]
    assert journal.events("a")[0].data["presenter_name"] == "张三"
    assert journal.events("a")[0].at == START


def test_a_stale_writer_is_refused_and_nothing_is_written(journal: Journal):
    journal.append("a", 0, [CHECK_IN], by="x")
    with pytest.raises(OutOfDate, match="went on meanwhile"):
        journal.append("a", 0, [CHECK_IN], by="y")
    assert len(journal.events("a")) == 1


def test_notices_share_the_fate_of_their_events(journal: Journal, tmp_path: Path):
    notice = OutgoingNotice("police", "key-1", {"n": 1})
    journal.append("a", 0, [CHECK_IN], by="x", stream=ALERTS, notices=[notice])
    with pytest.raises(OutOfDate):
        journal.append(
            "a", 0, [CHECK_IN], by="x", stream=ALERTS, notices=[OutgoingNotice("police", "k2", {})]
        )
    outbox = JournalOutbox(tmp_path / "journal.db", ticking())
    due = outbox.due("police", now=0.0)
    assert [(e.key, e.payload) for e in due] == [("key-1", {"n": 1})]
    outbox.failed(due[0].id, "desk down", retry_at=30.0)
    assert outbox.due("police", now=29.0) == []
    assert outbox.due("police", now=30.0)[0].attempts == 1
    outbox.sent(due[0].id, {"status": "0"})
    assert outbox.due("police", now=1e12) == [] and outbox.unsent("police") == 0
    outbox.close()


def test_streams_have_chains_of_their_own(journal: Journal):
    journal.append("a", 0, [CHECK_IN], by="x")
    journal.append("a", 0, [CHECK_IN], by="x", stream=ALERTS)
    journal.append("a", 1, [picture(1)], by="x")
    assert [e.seq for e in journal.stream(INSPECTIONS)] == [1, 2]
    assert [e.seq for e in journal.stream(ALERTS)] == [1]
    assert journal.inspections() == ["a"]


@given(st.lists(st.integers(1, 5), min_size=1, max_size=6))
@settings(max_examples=15, deadline=None)
def test_any_written_journal_is_whole(tmp_path_factory: pytest.TempPathFactory, sizes: list[int]):
    journal = Journal(tmp_path_factory.mktemp("j") / "journal.db", ticking())
    for number, size in enumerate(sizes):
        events = [CHECK_IN, *(picture(n) for n in range(size))]
        journal.append(f"i{number}", 0, events, by="x")
    report = verify_stream(journal, INSPECTIONS)
    journal.close()
    assert report.whole and report.events == sum(sizes) + len(sizes)


def change(path: Path, statement: str) -> None:
    with sqlite3.connect(path) as connection:
        connection.execute(statement)
    connection.close()


@pytest.mark.parametrize(
    ("statement", "said"),
    [
        ("UPDATE events SET data = replace(data, '张三', '李四') WHERE seq = 1", "was changed"),
        ("UPDATE events SET \"by\" = 'somebody' WHERE seq = 2", "was changed"),
        ("DELETE FROM events WHERE seq = 2", "missing before it"),
        ("UPDATE events SET previous_hash = hash WHERE seq = 3", "does not follow"),
    ],
)
def test_a_changed_database_shows(journal: Journal, tmp_path: Path, statement: str, said: str):
    journal.append("a", 0, [CHECK_IN, picture(1), picture(2)], by="x")
    change(tmp_path / "journal.db", statement)
    faults = verify_stream(journal, INSPECTIONS).faults
    assert any(said in fault for fault in faults), faults


def test_an_event_that_could_not_follow_shows(journal: Journal):
    journal.append("a", 0, [RecordMissing(plate="", vin="")], by="x")
    assert "not possible" in verify_stream(journal, INSPECTIONS).faults[0]


def test_a_cut_tail_shows_by_its_checkpoint(journal: Journal, tmp_path: Path):
    signer = ensure_key(tmp_path / "keys")
    file = CheckpointFile(tmp_path / "checkpoints.jsonl", signer, ticking())
    journal.append("a", 0, [CHECK_IN, picture(1)], by="x")
    file.write(journal, INSPECTIONS)
    points = read_checkpoints(tmp_path / "checkpoints.jsonl")
    assert checkpoint_faults(journal, points, signer) == []
    change(tmp_path / "journal.db", "DELETE FROM events WHERE seq = 2")
    assert verify_stream(journal, INSPECTIONS).whole  # the chain alone can't see it
    assert "cut off" in checkpoint_faults(journal, points, signer)[0]


def test_a_checkpoint_of_another_key_shows(journal: Journal, tmp_path: Path):
    ours, theirs = ensure_key(tmp_path / "keys"), ensure_key(tmp_path / "other")
    journal.append("a", 0, [CHECK_IN], by="x")
    CheckpointFile(tmp_path / "c.jsonl", theirs, ticking()).write(journal, INSPECTIONS)
    points = read_checkpoints(tmp_path / "c.jsonl")
    assert "not this station's" in checkpoint_faults(journal, points, ours)[0]
