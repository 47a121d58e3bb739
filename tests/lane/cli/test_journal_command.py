"""`lane journal`: whole, or exactly what is not."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest

from lane.cli.main import main
from lane.inspection.issuing import issue, sign
from lane.inspection.walk import start_walk
from tests.lane.shop import Shop


@pytest.fixture
def written(open_shop: Callable[[], Shop]) -> Shop:
    shop = open_shop()
    inspection = shop.known("exempt")
    start_walk(shop.place, inspection, "examiner")
    sign(shop.place, inspection, shop.person("signatory"))
    issue(shop.place, inspection, shop.person("registrar"))
    shop.check_in("wanted")
    return shop


def verify(shop: Shop, capsys: pytest.CaptureFixture[str]) -> tuple[int, dict]:
    code = main(["journal", "verify", "--data", str(shop.place.data.root), "--json"])
    return code, json.loads(capsys.readouterr().out)


def test_a_whole_journal_is_said_to_be(written: Shop, capsys):
    code, found = verify(written, capsys)
    assert code == 0 and found["whole"] and found["faults"] == []
    assert found["events"] > 8 and found["files"] >= 4
    assert main(["journal", "verify", "--data", str(written.place.data.root)]) == 0
    assert "whole 完整" in capsys.readouterr().out


@pytest.mark.parametrize("harm", ["changed", "gone"])
def test_a_paper_that_was_changed_or_lost_shows(written: Shop, capsys, harm: str):
    sticker = written.state(written.place.book.ids()[0]).sticker
    assert sticker
    path: Path = written.place.evidence.path(sticker.sha256)
    if harm == "changed":
        path.write_bytes(path.read_bytes() + b"x")
    else:
        path.unlink()
    code, found = verify(written, capsys)
    assert code == 1 and len(found["faults"]) == 1
    assert sticker.sha256[:12] in found["faults"][0]


def test_a_changed_event_shows(written: Shop, capsys):
    with sqlite3.connect(written.place.data.journal) as connection:
        connection.execute(
            "UPDATE events SET data = replace(data, '赵雨桐', '王五') WHERE stream = 'inspections'"
        )
    connection.close()
    code, found = verify(written, capsys)
    assert code == 1 and "changed after it was written" in found["faults"][0]
    assert main(["journal", "verify", "--data", str(written.place.data.root)]) == 1
    assert "NOT WHOLE 不完整" in capsys.readouterr().out


def test_one_inspection_is_shown_and_all_are_exported(written: Shop, capsys):
    data = str(written.place.data.root)
    first = written.place.book.ids()[0]
    assert main(["journal", "show", first, "--data", data, "--json"]) == 0
    shown = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [line["kind"] for line in shown] == written.kinds(first)
    assert main(["journal", "export", "--data", data, "--json"]) == 0
    exported = capsys.readouterr().out
    assert len(exported.splitlines()) == len(shown) + 1
    assert "WatchListHit" not in exported and "布控" not in exported


@pytest.mark.parametrize(("more", "said"), [([], "say which"), (["209901010100001"], "2099")])
def test_an_inspection_that_is_not_there_is_named(written: Shop, capsys, more, said):
    data = str(written.place.data.root)
    assert main(["journal", "show", *more, "--data", data]) == 2
    assert said in capsys.readouterr().err
