"""The people of the demonstration: each does at the service what a person would do at a screen."""

from __future__ import annotations

import zlib
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from lane.demo.client import LaneClient, View
from lane.demo.physical import vehicle_model
from lane.demo.samples import SampleVehicle
from lane.demo.scenarios import Visit
from lane.people import Role
from plc.simulator.control_client import SimulatorControl

PEOPLE: list[tuple[str, str, list[Role]]] = [
    ("registrar", "刘敏", [Role.REGISTRAR]),
    ("examiner", "王建国", [Role.EXAMINER]),
    ("driver", "赵师傅", [Role.DRIVER]),
    ("signatory", "孙志远", [Role.SIGNATORY, Role.REGISTRAR]),
    ("supervisor", "周站长", [Role.SUPERVISOR, Role.DRIVER]),
    ("desk", "王建国", [Role.EXAMINER, Role.DRIVER, Role.REGISTRAR]),
]
IN_LANE_TIMEOUT_S = 900.0
RETRIES = 5
HEAVY_KG = 3500
BY_HAND = ("length_mm", "width_mm", "height_mm", "kerb_mass_kg")


class TestsKeepFailing(Exception):
    """A driver gives up after this many void tests."""


@dataclass(frozen=True, slots=True)
class Crew:
    """The people on duty, and the yard from which vehicles drive up."""

    registrar: LaneClient
    examiner: LaneClient
    driver: LaneClient
    signatory: LaneClient
    supervisor: LaneClient
    yard: SimulatorControl
    seed: int
    tell: Callable[[str], None]


async def check_in(crew: Crew, vehicle: SampleVehicle, previous: str | None = None) -> View:
    """Check-in: presenter, plate, VIN from stamp and nameplate, record, exemption."""
    presenter = vehicle.presenter
    view = await crew.registrar.check_in(
        presenter_name=presenter["name"], presenter_id=presenter["citizen_id"], previous=previous
    )
    inspection = view["id"]
    for code, read in (("front", "plate"), ("0113", "stamp"), ("0164", "nameplate")):
        content = vehicle.picture(code)
        if content is None:
            continue
        found = await crew.registrar.picture(inspection, code, content, read=read)
        text = found.get("plate", found.get("vin"))
        crew.tell(f"{read}: {text or found['reason_zh']} ({found['confidence']:.2f})")
    await crew.registrar.act(inspection, "look_up")
    truth = vehicle.truth
    seen = {
        "body_colour": truth["colour"],
        "engine_number": truth["engine_number"],
        "odometer_km": truth["odometer_km"],
        "nameplate_manufactured_on": truth["nameplate"]["manufactured_on"][:7],
        "nameplate_total_mass_kg": truth["nameplate"]["total_mass_kg"],
    }
    if vehicle.record["total_mass_kg"] > HEAVY_KG:
        # heavy vehicles are measured by tape and weighed: the drawn ones are as registered
        seen |= {name: vehicle.record[name] for name in BY_HAND}
    return await crew.examiner.observe(inspection, {k: v for k, v in seen.items() if v})


async def walk(crew: Crew, view: View, vehicle: SampleVehicle, visit: Visit) -> View:
    """The examiner's walk: photos by code, questions, and every item answered."""
    inspection = view["id"]
    defects = {defect.item: defect.reason_code for defect in visit.defects}
    for code in vehicle.pictures():
        if code not in ("0113", "0164"):
            content = vehicle.picture(code)
            await crew.examiner.picture(inspection, code, content or b"", name=_photo(code))
    for item in view["items"]:
        for question in item["questions"]:
            said = _says(question, vehicle)
            if said and question["answer"] is None:
                await crew.examiner.reply(inspection, question["id"], said)
        if item["answer"] is None:
            answer: dict[str, Any] = {"item": item["code"], "answer": "conforms"}
            if item["code"] in defects:
                answer |= {"answer": "defect", "reason_code": defects[item["code"]]}
            await crew.examiner.answer(inspection, **answer)
    return await crew.examiner.act(inspection, "walk_done")


def _photo(code: str) -> str:
    from checklists.codes import photo_name

    return photo_name(code)


def _says(question: View, vehicle: SampleVehicle) -> str:
    """What the presenter answers: the truth as he knows it."""
    code = question["id"]
    if code == "Q1-owner":
        return vehicle.record["owner_name"]
    if code == "Q46-mileage":
        return str(vehicle.truth["odometer_km"])
    if code == "Q4-origin":
        return vehicle.record["registered_on"][:4]
    if code == "Q3-model":
        return vehicle.record["model"]
    if question["expected"] in ("yes", "no"):
        return "否" if question["expected"] == "no" else "是"
    return ""


async def drive(crew: Crew, inspection: str, vehicle: SampleVehicle, visit: Visit) -> View:
    """Drive the vehicle up and send it through the lane."""
    seed = zlib.crc32(f"{crew.seed}/{vehicle.name}".encode())
    model = vehicle_model(vehicle.record, seed, visit.faults)
    await crew.yard.arrive(inspection, model)
    await crew.driver.act(inspection, "send_to_lane")
    if visit.abandon:
        await crew.driver.until(inspection, lambda v: bool(v["curves"]), IN_LANE_TIMEOUT_S)
        return await crew.driver.act(
            inspection, "abandon", reason_code=visit.abandon, note="发动机故障灯亮，无法继续"
        )
    for _ in range(RETRIES + 1):
        view = await crew.driver.until(inspection, _needs_somebody, IN_LANE_TIMEOUT_S)
        if view["next_action_name"] == "resume":
            raise TestsKeepFailing(
                f"{inspection}: the lane run was interrupted: see logs/service.log"
            )
        if view["next_action_name"] != "retry_test":
            return view
        crew.tell(f"{inspection}: 本项无效，重做 / a test was void, it is repeated")
        await crew.driver.act(inspection, "retry_test")
    raise TestsKeepFailing(f"{inspection}: {RETRIES} tests in the lane were void: see the journal")


def _needs_somebody(view: View) -> bool:
    """Out of the lane and judged, or waiting there for a person's decision."""
    if view["phase"] == "in_lane":
        return view["next_action_name"] in ("retry_test", "resume")
    return view["phase"] != "measured"


async def settle(crew: Crew, view: View) -> View:
    """Sign and issue; a supervisor decides first where the identity is in doubt."""
    inspection = view["id"]
    if view["verdict"] == "held" and view["phase"] != "verdict":
        reasons = "；".join(reason["text"]["zh"] for reason in view["finding"]["reasons"][:2])
        crew.tell(f"{view['finding']['name']['zh']} {view['finding']['name']['en']}: {reasons}")
        await crew.supervisor.act(
            inspection, "release", decision="confirmed", reason=f"现场核实：{reasons}"[:200]
        )
    await crew.signatory.act(inspection, "sign")
    return await crew.registrar.act(inspection, "issue")
