"""Notices of hits (布控告警) as DispositionNotification objects of GA/T 1400.4-2017."""

from __future__ import annotations

import base64
from collections.abc import Callable
from copy import deepcopy
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal

from lane.alerts.codes import code
from lane.alerts.errors import NoNotice
from lane.alerts.identifiers import image_id, object_id, wire_time

UNCONFIRMED = "（待核实）"
_COLLECTED_BY_DEVICE = 1
_OTHER_KIND = "99"


@dataclass(frozen=True, slots=True, repr=False)
class EvidencePicture:
    """A JPEG picture: its bytes, or the name it is stored under until the notice is sent."""

    shows: Literal["vehicle", "plate", "person", "face", "scene"]
    shot_at: datetime
    data: bytes | None = None
    stored_as: str | None = None


@dataclass(frozen=True, slots=True, repr=False)
class WantedVehicle:
    """The vehicle a hit is about; `colour` and `vehicle_type` are codes of the register."""

    plate: str
    plate_kind: str
    colour: str = ""
    vehicle_type: str = ""
    brand: str = ""
    vin: str = ""


@dataclass(frozen=True, slots=True, repr=False)
class WantedPerson:
    """The person a hit is about, by citizen's identity number (公民身份号码)."""

    id_number: str
    name: str = ""


@dataclass(frozen=True, slots=True, repr=False)
class HitNotice:
    """Everything the police desk is told about one hit. Its repr shows nothing."""

    notification_id: str
    disposition_id: str
    title: str
    triggered_at: datetime
    device_id: str
    subject: WantedVehicle | WantedPerson
    pictures: tuple[EvidencePicture, ...] = ()
    confirmed: bool = False
    lane_number: int = 1


def build(notice: HitNotice) -> dict[str, Any]:
    """The body for `/VIID/DispositionNotifications`, ready for JSON."""
    key, subject = _subject(notice)
    ids = "PersonID" if key == "PersonObject" else "MotorVehicleID"
    body = {
        "NotificationID": notice.notification_id,
        "DispositionID": notice.disposition_id,
        "Title": notice.title + ("" if notice.confirmed else UNCONFIRMED),
        "TriggerTime": wire_time(notice.triggered_at),
        "CntObjectID": subject[ids],
        key: subject,
    }
    return {"DispositionNotificationListObject": {"DispositionNotificationObject": [body]}}


def arrival(vehicle: WantedVehicle, device_id: str, at: datetime, serial: int) -> dict[str, Any]:
    """The body for `/VIID/MotorVehicles`: a vehicle came in (过车)."""
    source = image_id(device_id, at, serial)
    one = _vehicle(vehicle, source, device_id, at, 1)
    return {"MotorVehicleListObject": {"MotorVehicleObject": [one]}}


def notices(payload: dict[str, Any]) -> list[dict[str, Any]]:
    """The notification objects of a body. Raises NoNotice where there are none."""
    try:
        found = payload["DispositionNotificationListObject"]["DispositionNotificationObject"]
        if found and all(one["NotificationID"] for one in found):
            return found
    except (KeyError, TypeError):
        pass
    raise NoNotice("this entry of the outbox holds no notice; it can't be sent")


def with_pictures(payload: dict[str, Any], read: Callable[[str], bytes]) -> dict[str, Any]:
    """The body with stored pictures put in (base64).

    A picture that can't be read stays out: the notice matters more than its picture.
    """
    filled = deepcopy(payload)
    for picture in _pictures(filled):
        name = picture.get("StoragePath")
        if name and "Data" not in picture:
            try:
                picture["Data"] = base64.b64encode(read(name)).decode()
            except OSError:
                continue
            del picture["StoragePath"]
    return filled


def _subject(notice: HitNotice) -> tuple[str, dict[str, Any]]:
    at, device = notice.triggered_at, notice.device_id
    first = notice.pictures[0].shot_at if notice.pictures else at
    # the serial of the notice keeps two hits of one second apart
    serial = int(notice.notification_id[-5:])
    source = image_id(device, first, serial)
    if isinstance(notice.subject, WantedPerson):
        key, body = "PersonObject", _person(notice.subject, source, device, at)
    else:
        lane = notice.lane_number
        key, body = "MotorVehicleObject", _vehicle(notice.subject, source, device, at, lane)
    pictures = [
        _picture(picture, device, serial + place) for place, picture in enumerate(notice.pictures)
    ]
    return key, body | {"SubImageList": {"SubImageInfoObject": pictures}}


def _vehicle(
    vehicle: WantedVehicle, source: str, device: str, at: datetime, lane: int
) -> dict[str, Any]:
    time = wire_time(at)
    return {
        "MotorVehicleID": object_id(source, "vehicle", 1),
        "InfoKind": _COLLECTED_BY_DEVICE,
        "SourceID": source,
        "DeviceID": device,
        "MarkTime": time,
        "AppearTime": time,
        "PassTime": time,
        "LaneNo": lane,
        "HasPlate": "1" if vehicle.plate else "0",
        "PlateClass": vehicle.plate_kind or _OTHER_KIND,
        "PlateColor": code("plate_colour", vehicle.plate_kind),
        # unread characters are written "-" there, and a vehicle without a plate 无车牌
        "PlateNo": vehicle.plate.replace("?", "-") or "无车牌",
        "VehicleClass": vehicle.vehicle_type,
        "VehicleColor": code("vehicle_colour", vehicle.colour[:1]),
        "VehicleBrandDesc": vehicle.brand,
        "VehicleBodyDesc": f"VIN {vehicle.vin}" if vehicle.vin else "",
    }


def _person(person: WantedPerson, source: str, device: str, at: datetime) -> dict[str, Any]:
    time = wire_time(at)
    return {
        "PersonID": object_id(source, "person", 1),
        "InfoKind": _COLLECTED_BY_DEVICE,
        "SourceID": source,
        "DeviceID": device,
        "LocationMarkTime": time,
        "PersonAppearTime": time,
        "PersonDisAppearTime": time,
        "IDType": code("document", "identity_card"),
        "IDNumber": person.id_number,
        "Name": person.name,
    }


def _picture(picture: EvidencePicture, device: str, serial: int) -> dict[str, Any]:
    body: dict[str, Any] = {
        "ImageID": image_id(device, picture.shot_at, serial),
        "DeviceID": device,
        "Type": code("image_type", picture.shows),
        "FileFormat": "Jpeg",
        "ShotTime": wire_time(picture.shot_at),
    }
    if picture.data is not None:
        return body | {"Data": base64.b64encode(picture.data).decode()}
    return body | {"StoragePath": picture.stored_as or ""}


def _pictures(payload: dict[str, Any]) -> list[dict[str, Any]]:
    return [
        picture
        for notice in notices(payload)
        for key in ("MotorVehicleObject", "PersonObject")
        for picture in notice.get(key, {}).get("SubImageList", {}).get("SubImageInfoObject", [])
    ]
