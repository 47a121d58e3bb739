from __future__ import annotations

import argparse
import json
from pathlib import Path
from typing import Any

import pytest

from lane.cli import due, judge
from lane.cli.common import BadInput

VEHICLE: dict[str, Any] = {
    "vehicle_type": "K33",
    "use": "A",
    "plate_kind": "02",
    "registered_on": "2017-05-10",
    "manufactured_on": "2017-03-01",
    "seats": 5,
    "total_mass_kg": 1800,
    "kerb_mass_kg": 1350,
    "axles": 2,
    "steering_axle_independent": True,
    "headlamp_system": "03",
}
JUDGE: dict[str, Any] = {
    "vehicle": VEHICLE,
    "inspection": {"kind": "periodic", "on": "2026-11-23", "edition": "GB38900-2020"},
    "measured": {
        "axle_load_kg": [[420, 415], [300, 298]],
        "brake_force_dan": [[290, 285], [160, 158]],
        "headlamp_cd": {"H1": 21000, "H4": 14000},
    },
}
DUE: dict[str, Any] = {"vehicle": VEHICLE, "on": "2026-11-23"}


def run(command: Any, *words: str) -> int:
    parser = argparse.ArgumentParser()
    command.add_parser(parser.add_subparsers())
    args = parser.parse_args([command.__name__.rpartition(".")[2], *words])
    return args.run(args)


@pytest.fixture
def write(tmp_path: Path) -> Any:
    def make(name: str, content: Any) -> str:
        path = tmp_path / name
        text = content if isinstance(content, str) else json.dumps(content)
        path.write_text(text, encoding="utf-8")
        return str(path)

    return make


def test_judge_prints_one_object_a_line_in_order(
    write: Any, capsys: pytest.CaptureFixture[str]
) -> None:
    better = json.loads(json.dumps(JUDGE))
    better["measured"]["headlamp_cd"]["H4"] = 15000
    files = [write("one.json", JUDGE), write("two.json", better)]
    assert run(judge, *files, "--json") == 0
    lines = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [line["verdict"] for line in lines] == ["fail", "incomplete"]
    first = lines[0]["items"][0]
    assert first == first | {
        "item": "brake_rate_axle_1",
        "value": 70.3,
        "unit": "%",
        "limit": ">= 60",
        "verdict": "pass",
        "reason": None,
        "source_mark": "V",
    }


def test_judge_prints_a_table(write: Any, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(judge, write("one.json", JUDGE)) == 0
    out = capsys.readouterr().out
    assert "不合格" in out
    assert "headlamp_H4" in out


def test_due_prints_the_promised_object(write: Any, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(due, write("one.json", DUE), "--json") == 0
    found = json.loads(capsys.readouterr().out)
    assert found["due_on"] == "2027-05-31"
    assert found["lane_run_required"] is True


def test_due_prints_for_people(write: Any, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(due, write("one.json", DUE)) == 0
    assert "须上线检验" in capsys.readouterr().out


def changed(base: dict[str, Any], path: str, value: Any) -> dict[str, Any]:
    copy = json.loads(json.dumps(base))
    *parents, last = path.split(".")
    place = copy
    for name in parents:
        place = place[name]
    place[last] = value
    return copy


BAD_JUDGE = [
    ("{", "JSON"),
    ("[]", "object"),
    ({}, "vehicle"),
    (changed(JUDGE, "vehicle.vehicle_type", "K99"), "K99"),
    (changed(JUDGE, "inspection.on", "yesterday"), "inspection.on"),
    (changed(JUDGE, "inspection.on", "2009-01-01"), "2021-01-01"),
    (changed(JUDGE, "inspection.edition", "GB1"), "GB1"),
    (changed(JUDGE, "measured.axle_load_kg", [[420, -1]]), "measured.axle_load_kg[0][1]"),
    (changed(JUDGE, "measured.axle_load_kg", [[420, "415"]]), "measured.axle_load_kg[0][1]"),
    (changed(JUDGE, "measured.headlamp_cd", {"H9": 1}), "headlamp_cd"),
    (changed(JUDGE, "measured.colour", "red"), "measured.colour"),
    (json.dumps(changed(JUDGE, "measured.side_slip_m_per_km", [float("nan")])), "side_slip"),
]


@pytest.mark.parametrize(("content", "words"), BAD_JUDGE)
def test_a_faulty_file_is_named_and_nothing_is_printed(
    write: Any, capsys: pytest.CaptureFixture[str], content: Any, words: str
) -> None:
    files = [write("good.json", JUDGE), write("bad.json", content)]
    with pytest.raises(BadInput) as caught:
        run(judge, *files, "--json")
    message = str(caught.value)
    assert "bad.json" in message
    assert words in message
    assert "\n" not in message
    assert capsys.readouterr().out == ""


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (changed(DUE, "vehicle.registered_on", None), "registered_on"),
        (changed(DUE, "on", "2016-01-01"), "lies after"),
        ({"vehicle": VEHICLE}, "on"),
    ],
)
def test_a_faulty_due_file_is_named(
    write: Any, capsys: pytest.CaptureFixture[str], content: Any, words: str
) -> None:
    files = [write("good.json", DUE), write("bad.json", content)]
    with pytest.raises(BadInput, match=words):
        run(due, *files)
    assert capsys.readouterr().out == ""


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match=r"gone\.json: No such file"):
        run(judge, str(tmp_path / "gone.json"))


def test_a_file_that_is_not_text_is_named(tmp_path: Path) -> None:
    path = tmp_path / "binary.json"
    path.write_bytes(b"\xff\xfe\x00")
    with pytest.raises(BadInput, match=r"binary\.json: this is not UTF-8"):
        run(due, str(path))
