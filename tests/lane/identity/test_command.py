"""`lane identity` on the command line: all files first, then one object a line."""

from __future__ import annotations

import argparse
import json

import pytest

from lane.cli import identity
from lane.cli.common import BadInput


def _run(*arguments: str) -> int:
    parser = argparse.ArgumentParser()
    identity.add_parser(parser.add_subparsers())
    args = parser.parse_args(["identity", *arguments])
    return args.run(args)


def test_one_object_a_line_with_the_documented_names(tmp_path, vehicle, capsys):
    for name, changes in (("a", {}), ("b", {"passes.0.lat": 37.3})):
        (tmp_path / f"{name}.json").write_text(json.dumps(vehicle(changes)), encoding="utf-8")
    assert _run(str(tmp_path / "a.json"), str(tmp_path / "b.json"), "--json") == 0
    first, second = (json.loads(line) for line in capsys.readouterr().out.splitlines())
    assert first["finding"] == "genuine"
    assert {"finding", "probability", "reasons", "settle", "missing"} <= set(second)
    assert {"evidence", "favours", "weight", "text"} <= set(second["reasons"][0])


def test_a_bad_second_file_prints_nothing_and_is_named(tmp_path, vehicle, capsys):
    (tmp_path / "a.json").write_text(json.dumps(vehicle({})), encoding="utf-8")
    (tmp_path / "b.json").write_text('{"here":{"lat":91,"lon":0}}', encoding="utf-8")
    with pytest.raises(BadInput, match=r"b\.json: here\.lat"):
        _run(str(tmp_path / "a.json"), str(tmp_path / "b.json"))
    assert capsys.readouterr().out == ""


@pytest.mark.parametrize("content", [b"\xff\xfe\x00", b"", b"[1]"])
def test_what_is_no_vehicle_is_bad_input(tmp_path, content):
    (tmp_path / "x.json").write_bytes(content)
    with pytest.raises(BadInput, match=r"x\.json"):
        _run(str(tmp_path / "x.json"))


def test_a_file_that_is_not_there(tmp_path):
    with pytest.raises(BadInput, match="No such file"):
        _run(str(tmp_path / "nowhere.json"))


def test_the_readable_form_says_what_would_settle_it(tmp_path, vehicle, capsys):
    (tmp_path / "a.json").write_text(json.dumps(vehicle({"record.status": "E"})), encoding="utf-8")
    _run(str(tmp_path / "a.json"))
    assert "存疑 doubtful" in (out := capsys.readouterr().out)
    assert "核查报废回收记录" in out
