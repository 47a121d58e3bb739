"""`lane watchlist` on the command line."""

from __future__ import annotations

import argparse
import io
import json

import pytest

from lane.cli import watchlist
from lane.cli.common import BadInput

ROW = "E2,plate,鲁J12345,02,stolen,2,2026-01-01,2026-11-23,泰安市公安局,0538-110,R02"


def _run(*arguments: str) -> int:
    parser = argparse.ArgumentParser()
    watchlist.add_parser(parser.add_subparsers())
    args = parser.parse_args(["watchlist", *arguments])
    return args.run(args)


def test_a_list_in_and_a_hit_out(tmp_path, write_list, capsys, monkeypatch):
    data = ["--data", str(tmp_path / "data"), "--json"]
    assert _run("import", str(write_list([ROW])), *data) == 0
    assert json.loads(capsys.readouterr().out)["entries"] == 1
    monkeypatch.setattr("sys.stdin", io.StringIO("鲁J12345\n"))
    assert _run("check", "plate", "-", "--on", "2026-11-23", *data) == 0
    hit = json.loads(capsys.readouterr().out)
    assert (hit["list_entry_id"], hit["list_version"]) == ("E2", 1)
    assert _run("check", "plate", "鲁J12345", "--on", "2026-11-24", *data) == 0
    assert capsys.readouterr().out == ""


def test_bad_input_is_one_line_without_the_value(tmp_path, write_list):
    data = ["--data", str(tmp_path / "data")]
    with pytest.raises(BadInput, match=r"list\.csv, line 2, priority"):
        _run("import", str(write_list([ROW.replace(",2,2026", ",x,2026")])), *data)
    with pytest.raises(BadInput, match="identity number") as caught:
        _run("check", "person", "110105194912310020", *data)
    assert "110105194912310020" not in str(caught.value)
    with pytest.raises(BadInput, match="nowhere"):
        _run("import", str(tmp_path / "nowhere.csv"), *data)
