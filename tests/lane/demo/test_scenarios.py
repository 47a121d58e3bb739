"""Every scenario through the real processes: samples drawn, read, polled, judged, printed."""

from __future__ import annotations

import json

import pytest

from tests.lane.demo.conftest import Outcome, lane

pytestmark = pytest.mark.timeout(600)


def whole(outcome: Outcome) -> None:
    """The run ended as it should, and left a whole journal."""
    assert outcome.code == 0, outcome.said
    checked = lane("journal", "verify", "--data", str(outcome.out / "data"), "--json")
    assert checked.returncode == 0, checked.stdout
    assert json.loads(checked.stdout)["whole"] is True


@pytest.mark.demo_run("pass", "--seed", "7")
def test_pass(demo: list[Outcome]):
    (outcome,) = demo
    whole(outcome)
    (inspection,) = outcome.inspections()
    assert inspection["verdict"] == "pass" and inspection["finding"] == "genuine"
    judged = {name: value["verdict"] for name, value in inspection["values"].items()}
    assert judged["brake_rate_axle_1"] == judged["imbalance_axle_2"] == "pass"
    assert judged["speedometer"] == "not_judged"
    report, sticker = outcome.text("report"), outcome.text("sticker")
    for told in (inspection["plate"], inspection["vin"], "合格", "整车制动率"):
        assert told in report
    assert str(inspection["values"]["brake_rate_total"]["value"]) in report
    assert inspection["plate"] in sticker


@pytest.mark.demo_run("brake-fail")
def test_brake_fail_and_retest(demo: list[Outcome]):
    (outcome,) = demo
    whole(outcome)
    first, second = outcome.inspections()
    failed = {n for n, value in first["values"].items() if value["verdict"] == "fail"}
    assert first["verdict"] == "fail" and failed
    assert all(name.startswith(("brake_rate", "imbalance")) for name in failed)
    assert second["verdict"] == "pass" and second["attempt"] == 2
    kept = {n: v for n, v in first["values"].items() if "axle_1" not in n and "total" not in n}
    assert all(second["values"][name] == value for name, value in kept.items())
    assert "不合格" in outcome.text("report", 0)
    assert len(list(outcome.out.glob("*-sticker.pdf"))) == 1


@pytest.mark.parametrize(
    "scenario",
    [pytest.param(name, marks=pytest.mark.demo_run(name)) for name in ("cloned", "assembled")],
)
def test_a_doubtful_vehicle_gets_no_sticker(demo: list[Outcome], scenario: str):
    (outcome,) = demo
    whole(outcome)
    (inspection,) = outcome.inspections()
    assert inspection["verdict"] == "held" and inspection["finding"] == scenario
    assert inspection["papers"] == ["report"]
    assert not list(outcome.out.glob("*-sticker.pdf"))


@pytest.mark.demo_run("wanted")
def test_wanted_is_told_to_the_police_and_to_nobody_else(demo: list[Outcome]):
    (outcome,) = demo
    whole(outcome)
    (inspection,) = outcome.inspections()
    assert inspection["verdict"] == "pass"
    lines = (outcome.out / "police-desk" / "notifications.jsonl").read_text().splitlines()
    ids = [json.loads(line)["NotificationID"] for line in lines]
    assert len(ids) == len(set(ids)) >= 2
    elsewhere = [
        outcome.said.partition("\n")[2],  # the first line is the scenario's title
        outcome.text("report"),
        outcome.text("sticker"),
        *(p.read_text() for p in (outcome.out / "logs").glob("*.log")),
        lane("journal", "export", "--data", str(outcome.out / "data"), "--json").stdout,
    ]
    for text in elsewhere:
        assert not any(
            secret in text for secret in (*ids, "W-000", "wanted_person", "R101", "布控")
        )


@pytest.mark.demo_run("exempt")
def test_exempt_goes_straight_to_the_sticker(demo: list[Outcome]):
    (outcome,) = demo
    whole(outcome)
    (inspection,) = outcome.inspections()
    assert inspection["verdict"] == "exempt" and inspection["papers"] == ["sticker"]
    assert inspection["values"] == {} and inspection["items"] == 0
    assert inspection["plate"] in outcome.text("sticker")


@pytest.mark.demo_run("abandoned")
def test_abandoned_has_a_notice_and_no_verdict(demo: list[Outcome]):
    (outcome,) = demo
    whole(outcome)
    (inspection,) = outcome.inspections()
    assert inspection["verdict"] == "abandoned" and inspection["papers"] == ["report"]
    assert "终止" in outcome.text("report")


@pytest.mark.demo_run("busy")
def test_busy_has_three_in_the_lane_and_mixes_nothing_up(demo: list[Outcome]):
    (outcome,) = demo
    whole(outcome)
    exported = lane("journal", "export", "--data", str(outcome.out / "data"), "--json").stdout
    inside: set[str] = set()
    most = 0
    for line in exported.splitlines():
        event = json.loads(line)
        if event["kind"] == "StationEntered":
            inside.add(event["inspection"])
        elif event["kind"] == "LaneLeft":
            inside.discard(event["inspection"])
        most = max(most, len(inside))
    assert most == 3
    names = ("brake_rate_axle_1", "brake_rate_axle_2", "imbalance_axle_1")
    measured = [tuple(i["values"][n]["value"] for n in names) for i in outcome.inspections()]
    assert len(set(measured)) == 6
    verdicts = [i["verdict"] for i in outcome.inspections()]
    assert verdicts == ["pass", "pass", "fail", "pass", "pass", "pass"]


@pytest.mark.demo_run("pass", "--seed", "7", times=2)
def test_the_same_seed_gives_the_same_summary(demo: list[Outcome]):
    first, again = demo
    assert first.code == again.code == 0
    summaries = [(each.out / "summary.json").read_bytes() for each in demo]
    assert summaries[0] == summaries[1]
