"""An inspection over HTTP alone, and the same vehicle wanted and not wanted."""

from __future__ import annotations

import asyncio
import json
import re
from pathlib import Path
from typing import Any

from lane.journal.reading import verify
from lane.watchlist.list_file import COLUMNS
from tests.lane.service.conftest import Service


async def as_far_as_the_lane(service: Service, name: str) -> dict[str, Any]:
    """Check-in to the end of the walk as the screens would ask for it; the reads are recorded."""
    shop, vehicle = service.shop, service.shop.vehicles[name]
    presenter = {
        "presenter_name": vehicle.presenter.name,
        "presenter_id": vehicle.presenter.citizen_id,
    }
    opened = await service.post("registrar", "/api/inspections", presenter)
    assert opened.status_code == 201
    inspection = opened.json()["id"]
    assert opened.json()["next_action_name"] == "read_plate"
    shop.plate_read(inspection, name)
    shop.vin_read(inspection, vehicle.truth.stamped_vin)
    assert (await service.act("registrar", inspection, "look_up")).status_code == 200
    view = (await service.act("examiner", inspection, "start_walk")).json()
    for item in view["items"]:
        body = {"item": item["code"], "answer": "conforms"}
        answer = await service.post("examiner", f"/api/inspections/{inspection}/answers", body)
        assert answer.status_code == 200
    return (await service.act("examiner", inspection, "walk_done")).json()


async def test_from_check_in_to_papers(service: Service, capsys):
    view = await as_far_as_the_lane(service, "pass")
    assert view["next_action_name"] == "send_to_lane" and view["phase"] == "ready"
    inspection = view["id"]
    service.shop.drive(inspection)
    judged = (await service.get("signatory", f"/api/inspections/{inspection}")).json()
    assert judged["verdict"] == "pass" and judged["measurements"]
    assert (await service.act("signatory", inspection, "sign")).status_code == 200
    done = (await service.act("registrar", inspection, "issue")).json()
    assert done["phase"] == "closed" and [p["kind"] for p in done["papers"]] == [
        "report",
        "sticker",
    ]
    for paper in done["papers"]:
        answer = await service.get("registrar", paper["url"])
        assert answer.headers["content-type"] == "application/pdf"
        assert answer.content.startswith(b"%PDF")
    assert verify(service.shop.place.data, as_json=True) == 0
    assert json.loads(capsys.readouterr().out)["checkpoints"] >= 1


async def test_a_checkpoint_that_cant_be_written_takes_nothing_back(service: Service, caplog):
    service.shop.place.data.checkpoints.mkdir()
    inspection = service.shop.known("exempt")
    await service.act("examiner", inspection, "start_walk")
    await service.act("signatory", inspection, "sign")
    done = await service.act("registrar", inspection, "issue")
    assert done.status_code == 200 and done.json()["phase"] == "closed"
    assert "checkpoint" in caplog.text


async def test_testers_that_are_off_interrupt_the_run_and_say_why(service: Service):
    view = await as_far_as_the_lane(service, "pass")
    inspection = view["id"]
    sent = await service.act("driver", inspection, "send_to_lane")
    assert sent.status_code == 200 and sent.json()["phase"] == "in_lane"
    for task in list(service.core.controller._tasks.values()):
        await asyncio.wait([task], timeout=20)
    view = (await service.get("driver", f"/api/inspections/{inspection}")).json()
    assert view["next_action_name"] == "resume"
    cut = [e for e in service.shop.place.book.history(inspection) if e.kind == "LaneInterrupted"]
    assert len(cut) == 1 and cut[0].data["reason"]


async def test_wanted_or_not_every_answer_is_the_same(service: Service, tmp_path: Path):
    seen: list[str] = []
    hits: list[int] = []
    for _ in ("listed", "not listed"):
        view = await as_far_as_the_lane(service, "wanted")
        inspection = view["id"]
        lane = (await service.get("supervisor", "/api/lane")).json()
        shown = next(each for each in lane["inspections"] if each["id"] == inspection)
        seen.append(re.sub(inspection, "ID", json.dumps([view, shown], sort_keys=True)))
        hits.append(len(service.shop.hits(inspection)))
        empty = tmp_path / "empty.csv"
        empty.write_text(",".join(COLUMNS) + "\n", encoding="utf-8")
        service.shop.place.screening._list.import_file(empty)
    assert hits[0] > 0 == hits[1]
    assert seen[0] == seen[1]
