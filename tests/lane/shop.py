"""A workplace with the people who use it, and the usual steps of an inspection in one call each."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass, field
from tempfile import TemporaryDirectory
from typing import Any

from lane.controller.lane import LaneController
from lane.events import kinds as k
from lane.events.fold import InspectionState, fold
from lane.events.kinds import decode
from lane.events.record import RecordedEvent, canonical
from lane.inspection.acts import Act, observe, perform
from lane.inspection.check_in import CheckIn, check_in
from lane.inspection.look_up import look_up
from lane.inspection.observations import Observations
from lane.inspection.walk import Answer, answer_item, complete_walk, start_walk
from lane.inspection.workplace import Workplace
from lane.journal.store import ALERTS, Journal
from lane.people import Person
from plc.acquisition.client import Acquisition
from plc.clock import Clock
from samples.demo_vehicles import DemoVehicle

STRONG, WEAK = 260.0, 90.0
"""Wheel forces in daN that pass and that fail a light car's axle."""


@dataclass
class Shop:
    """One lane's workplace under test; its testers are never switched on."""

    place: Workplace
    journal: Journal
    vehicles: dict[str, DemoVehicle]
    tokens: dict[str, str]
    controller: LaneController = field(init=False)
    _acquisition_folder: TemporaryDirectory[str] = field(init=False)

    def __post_init__(self) -> None:
        place = self.place
        acquisition = Acquisition(place.site, Clock(), place.data.write_log)
        self._acquisition_folder = acquisition._folder
        self.controller = LaneController(
            place.site, acquisition, place.book, place.evidence, Clock(), lambda: None
        )

    def close(self) -> None:
        self._acquisition_folder.cleanup()
        self.place.screening.close()
        self.place.stock._engine.dispose()
        self.journal.close()

    # -- what is there ------------------------------------------------------------------------

    def person(self, name: str) -> Person:
        found = self.place.people.by_token(self.tokens[name])
        assert found is not None
        return found

    def state(self, inspection: str) -> InspectionState:
        return self.place.book.state(inspection)

    def kinds(self, inspection: str) -> list[str]:
        return [event.kind for event in self.place.book.history(inspection)]

    def hits(self, inspection: str) -> list[RecordedEvent]:
        return self.journal.events(inspection, ALERTS)

    def outbox(self) -> int:
        with sqlite3.connect(self.place.data.journal) as connection:
            found = connection.execute("SELECT count(*) FROM outbox").fetchone()[0]
        connection.close()
        return found

    def replayed(self, inspection: str) -> InspectionState:
        events = self.journal.events(inspection)
        return fold(inspection, ((decode(e.kind, e.data), e.by) for e in events))

    # -- the steps ----------------------------------------------------------------------------

    def check_in(self, name: str, previous: str | None = None) -> str:
        presenter = self.vehicles[name].presenter
        request = CheckIn(
            presenter_name=presenter.name, presenter_id=presenter.citizen_id, previous=previous
        )
        return check_in(self.place, request, "registrar")

    def plate_read(self, inspection: str, name: str, text: str = "") -> None:
        """The plate as the camera would have read it; no picture of it is drawn."""
        vehicle = self.vehicles[name]
        read = k.PlateRead(
            text=text or vehicle.truth.plate,
            kind=vehicle.truth.plate_kind,
            plate_kind=vehicle.record.plate_kind,
            confidence=0.99,
            characters=(),
            picture=self.place.evidence.put(b"the front", ".jpg"),
        )
        self.place.book.record(inspection, read, by="registrar")

    def vin_read(self, inspection: str, text: str, place: str = "stamp") -> None:
        read = k.VinRead.model_validate(
            {
                "text": text,
                "place": place,
                "confidence": 0.99,
                "check_digit": None,
                "characters": (),
                "picture": self.place.evidence.put(place.encode(), ".jpg"),
            }
        )
        self.place.book.record(inspection, read, by="registrar")

    def known(self, name: str, previous: str | None = None) -> str:
        """Checked in, plate and VINs read as they stand on the vehicle, looked up, observed."""
        truth = self.vehicles[name].truth
        inspection = self.check_in(name, previous)
        self.plate_read(inspection, name)
        self.vin_read(inspection, truth.stamped_vin, "stamp")
        self.vin_read(inspection, truth.nameplate.vin, "nameplate")
        look_up(self.place, inspection, "registrar")
        seen = Observations(
            body_colour=truth.colour,
            engine_number=truth.engine_number,
            odometer_km=truth.odometer_km,
            nameplate_manufactured_on=truth.nameplate.manufactured_on.isoformat()[:7],
            nameplate_total_mass_kg=truth.nameplate.total_mass_kg,
        )
        observe(self.place, inspection, seen, "examiner")
        return inspection

    def walked(self, name: str, previous: str | None = None, **defects: str) -> str:
        """Known, and every item answered; ``defects`` maps items to reason codes."""
        inspection = self.known(name, previous)
        start_walk(self.place, inspection, "examiner")
        for item in self.state(inspection).checklist:
            if item["field"] not in self.state(inspection).answers:
                self.answer(inspection, item["field"], defects.get(item["field"], ""))
        complete_walk(self.place, inspection, "examiner")
        return inspection

    def answer(self, inspection: str, item: str, reason_code: str = "") -> None:
        given = Answer.model_validate(
            {
                "item": item,
                "answer": "defect" if reason_code else "conforms",
                "reason_code": reason_code,
            }
        )
        answer_item(self.place, inspection, given, "examiner")

    def drive(
        self, inspection: str, force_dan: float = STRONG, skip: tuple[str, ...] = ()
    ) -> InspectionState:
        """Through the lane: each planned test's run as the controller would record it."""
        record = self.place.book.record
        record(inspection, k.LaneEntered(lane="1"), by="driver")
        for test in self.state(inspection).tests:
            if test["id"] not in skip and test["id"] not in self.state(inspection).measurements:
                record(inspection, self._run(test, force_dan), by="lane-controller")
        return record(inspection, k.LaneLeft(not_done=skip), by="lane-controller")

    def _run(self, test: dict[str, Any], force_dan: float) -> k.MeasurementTaken:
        axle, lamp = test["axle"], test["lamp"]
        parking = test["kind"] == "parking_brake"
        results: dict[str, dict[str, Any]] = {
            "axle_load": {"axle": axle, "left_kg": 400.0, "right_kg": 400.0},
            "service_brake": brake_result(axle, "service"),
            "parking_brake": brake_result(axle, "parking"),
            "speed": {"true_km_h": 38.0},
            "headlamp": {
                "lamp": lamp,
                "intensity_cd": 24000.0,
                "horizontal_mm": 0.0,
                "vertical_mm": -10.0,
                "height_mm": 700.0,
            },
            "side_slip": {"m_per_km": 1.5},
            "double_idle": {
                "idle_co_percent": 0.05,
                "idle_hc_ppm": 20.0,
                "high_idle_co_percent": 0.05,
                "high_idle_hc_ppm": 15.0,
                "excess_air": 1.0,
            },
            "free_acceleration": {"k_per_m": 0.4},
        }
        curve = None
        if test["kind"] in ("service_brake", "parking_brake"):
            content = brake_curve(axle, "parking" if parking else "service", force_dan)
            curve = self.place.evidence.put(canonical(content).encode(), ".json")
        return k.MeasurementTaken(
            test=test["id"],
            kind=test["kind"],
            device="tester",
            result=results[test["kind"]],
            epoch=1,
            curve=curve,
        )

    async def act(self, who: str, inspection: str, action: str, **said: Any) -> InspectionState:
        await perform(
            self.place, self.controller, inspection, action, Act(**said), self.person(who)
        )
        return self.state(inspection)


def brake_result(axle: int, kind: str) -> dict[str, Any]:
    return {
        "axle": axle,
        "kind": kind,
        "interval_ms": 10.0,
        "drag_left_dan": 8.0,
        "drag_right_dan": 8.0,
        "locked_left": False,
        "locked_right": False,
        "stop_reason": "peak",
        "epoch": 1,
        "first_frame": 1,
        "lost_frames": 0,
    }


def brake_curve(axle: int, kind: str, force_dan: float) -> dict[str, Any]:
    """A pedal pressed evenly for two seconds and held; the right wheel a little behind."""
    rise = [force_dan * step / 200 for step in range(200)] + [force_dan] * 60
    return {
        "axle": axle,
        "kind": kind,
        "interval_ms": 10.0,
        "left_dan": rise,
        "right_dan": [0.97 * force for force in rise],
    }
