"""Refusals: status, words, and everything as it was."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx
import pytest

from lane.events.phases import Phase
from tests.lane.service.conftest import Service

Detail = Callable[[httpx.Response], str]
Photo = Callable[[str, str], bytes]


async def test_an_unknown_inspection(service: Service, detail: Detail):
    answer = await service.get("registrar", "/api/inspections/209901010100001")
    assert answer.status_code == 404 and "choose one from the queue" in detail(answer)


async def test_an_unknown_action_names_the_known_ones(service: Service, detail: Detail):
    inspection = service.shop.check_in("pass")
    answer = await service.act("registrar", inspection, "dance")
    assert answer.status_code == 409 and "look_up" in detail(answer)


async def test_what_must_come_first(service: Service, detail: Detail):
    inspection = service.shop.check_in("pass")
    answer = await service.act("registrar", inspection, "look_up")
    assert answer.status_code == 409 and "take the picture" in detail(answer)
    known = service.shop.known("pass")
    answer = await service.act("examiner", known, "walk_done")
    assert answer.status_code == 409 and "check_in" in detail(answer)
    answer = await service.act("driver", inspection, "retry_test")
    assert answer.status_code == 409 and "no test of this vehicle waits" in detail(answer)
    answer = await service.act("supervisor", inspection, "skip_test")
    assert answer.status_code == 409 and "say why" in detail(answer)


async def test_a_value_that_cant_be(service: Service, detail: Detail):
    inspection = service.shop.known("pass")
    path = f"/api/inspections/{inspection}/observations"
    answer = await service.post("examiner", path, {"tyre_week": "9999"})
    assert answer.status_code == 422 and "tyre_week" in detail(answer)


@pytest.mark.parametrize(
    ("path", "body", "named"),
    [
        ("/api/inspections", {"presenter_name": "张三", "presenter_id": "123"}, "presenter_id"),
        ("/api/inspections", {"presenter_name": "", "presenter_id": "x"}, "presenter_name"),
        ("/api/inspections/X/actions/abandon", {"note": "😀"}, "note"),
        ("/api/inspections/X/corrections", {"what": "owner", "text": "x", "reason": "y"}, "what"),
        ("/api/inspections/X/corrections", {"what": "plate", "text": "x"}, "reason"),
        ("/api/inspections/X/answers", {"item": "x", "answer": "perhaps"}, "answer"),
        ("/api/inspections/X/observations", {"mood": "good"}, "mood"),
    ],
)
async def test_a_field_that_is_wrong_is_named(service: Service, path, body, named):
    inspection = service.shop.known("pass")
    before = service.shop.state(inspection)
    who = "examiner" if "answers" in path else "registrar"
    answer = await service.post(who, path.replace("X", inspection), body)
    assert answer.status_code == 422
    assert named in [fault["loc"][-1] for fault in answer.json()["detail"]]
    assert service.shop.state(inspection) == before
    assert service.shop.place.book.ids() == [inspection]


@pytest.mark.parametrize("read", ["", "plate", "stamp", "nameplate"])
async def test_an_unreadable_photo(service: Service, detail: Detail, read: str):
    inspection = service.shop.check_in("pass")
    before = service.shop.state(inspection)
    path = f"/api/inspections/{inspection}/pictures/0111"
    answer = await service.post("registrar", path, content=b"\xff\xd8 cut", params={"read": read})
    assert answer.status_code == 422 and "take it again" in detail(answer)
    assert service.shop.state(inspection) == before


async def test_a_plate_nobody_knows(service: Service, detail: Detail):
    inspection = service.shop.check_in("pass")
    service.shop.plate_read(inspection, "pass", text="鲁J00000")
    answer = await service.act("registrar", inspection, "look_up")
    assert answer.status_code == 200
    assert answer.json()["vehicle"]["zh"] == "登记信息未查到"
    answer = await service.act("examiner", inspection, "start_walk")
    assert answer.status_code == 409 and "correct the read" in detail(answer)
    assert service.shop.state(inspection).phase is Phase.CHECK_IN


@contextmanager
def full_disk(folder: Path) -> Iterator[None]:
    """No room in ``folder``: a disk of 16 KiB where this may be mounted, else a size limit."""
    mount = ["mount", "-t", "tmpfs", "-o", "size=16k", "tmpfs", str(folder)]
    if (
        hasattr(os, "geteuid")
        and os.geteuid() == 0
        and subprocess.run(mount, capture_output=True).returncode == 0
    ):
        try:
            yield
        finally:
            subprocess.run(["umount", str(folder)], check=True)
        return
    resource = pytest.importorskip("resource", reason="no size limits on this system")
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (16384, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


async def test_a_full_disk_loses_nothing(service: Service, detail: Detail, photos: Photo):
    inspection = service.shop.check_in("pass")
    before = service.shop.state(inspection)
    front, folder = photos("pass", "front"), service.shop.place.data.evidence
    path = f"/api/inspections/{inspection}/pictures/0111"
    with full_disk(folder):
        answer = await service.post("registrar", path, content=front)
        assert answer.status_code == 507
        assert "free space" in detail(answer) and str(folder) in detail(answer)
        assert not [p for p in folder.rglob("*") if p.is_file()]
    assert service.shop.state(inspection) == before
    answer = await service.post("registrar", path, content=front)
    assert answer.status_code == 200
    assert service.shop.place.evidence.get(answer.json()["sha256"]) == front


async def test_a_full_journal_loses_nothing(service: Service, detail: Detail):
    inspection = service.shop.check_in("pass")
    before = service.shop.state(inspection)
    body = {"what": "plate", "text": "鲁J2K618", "reason": "unreadable"}
    path = f"/api/inspections/{inspection}/corrections"
    with service.shop.journal._writing.connect() as connection:
        pages = connection.exec_driver_sql("PRAGMA page_count").scalar()
        connection.exec_driver_sql(f"PRAGMA max_page_count={pages}")
    codes = set()
    for _ in range(40):
        answer = await service.post("registrar", path, body)
        codes.add(answer.status_code)
        if answer.status_code != 200:
            break
        before = service.shop.state(inspection)
    assert answer.status_code == 507 and "free space" in detail(answer)
    assert service.shop.state(inspection) == before == service.shop.replayed(inspection)
    with service.shop.journal._writing.connect() as connection:
        connection.exec_driver_sql("PRAGMA max_page_count=1000000")
    assert (await service.post("registrar", path, body)).status_code == 200


async def test_a_register_that_cant_be_opened(service: Service, detail: Detail):
    inspection = service.shop.check_in("pass")
    service.shop.plate_read(inspection, "pass")
    before = service.shop.state(inspection)
    service.shop.place.data.register.write_bytes(b"no database" * 100)
    answer = await service.act("registrar", inspection, "look_up")
    assert answer.status_code == 503 and "register" in detail(answer)
    assert service.shop.state(inspection) == before


@pytest.mark.parametrize(
    "digest",
    ["..%2f..%2fjournal.db", "%2e%2e", "..", "*" * 64, "%3f" * 64, "%d9%a3" * 64, "0" * 63,
     "0" * 64, "../" * 21 + "x", "%00" * 64],
)  # fmt: skip
async def test_only_hashes_fetch_evidence(service: Service, digest: str):
    service.shop.place.evidence.put(b"{}", ".json")
    for kind in ("pictures", "papers"):
        url = httpx.URL("http://lane").copy_with(raw_path=f"/api/{kind}/{digest}".encode())
        answer = await service.http.get(url, headers=service.as_("registrar"))
        assert answer.status_code in (404, 307), answer.text
        assert b"SQLite" not in answer.content and answer.content != b"{}"


async def test_changed_evidence_is_not_shown(service: Service, detail: Detail):
    digest = service.shop.place.evidence.put(b"{}", ".json")
    service.shop.place.evidence.path(digest).write_bytes(b"{ }")
    answer = await service.get("registrar", f"/api/pictures/{digest}")
    assert answer.status_code == 404 and "changed on the disk" in detail(answer)


async def test_one_missing_curve_blinds_neither_desk_nor_lane(service: Service, detail: Detail):
    shop = service.shop
    inspection = shop.walked("pass")
    state = shop.drive(inspection)
    shop.place.evidence.path(state.measurements["service_brake_1"].curve or "").unlink()
    answer = await service.get("examiner", "/api/lane")
    assert answer.status_code == 200
    shown = answer.json()["inspections"][0]
    assert sorted((c["axle"], c["kind"]) for c in shown["curves"]) == [
        (2, "parking"),
        (2, "service"),
    ]
    assert shown["phase"] == "measured" and shown["measurements"] == []
    answer = await service.act("signatory", inspection, "judge")
    assert answer.status_code == 409 and "is not in" in detail(answer)
