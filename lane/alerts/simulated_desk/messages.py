"""What the desk accepts: the fields of GA/T 1400.4-2017 as far as they are known [V S15] [M]."""

from __future__ import annotations

import base64
import binascii
from datetime import datetime
from typing import Annotated, Any, Self

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, model_validator


def _moment(text: str) -> str:
    datetime.strptime(text, "%Y%m%d%H%M%S")
    return text


def _base64(text: str) -> str:
    try:
        base64.b64decode(text, validate=True)
    except binascii.Error as error:
        raise ValueError("not base64") from error
    return text


DeviceId = Annotated[str, Field(pattern=r"^\d{20}$")]
NotificationId = Annotated[str, Field(pattern=r"^\d{33}$")]
ImageId = Annotated[str, Field(pattern=r"^\d{41}$")]
ObjectId = Annotated[str, Field(pattern=r"^\d{48}$")]
Moment = Annotated[str, Field(pattern=r"^\d{14}$"), AfterValidator(_moment)]


class _Object(BaseModel):
    """The standard has more fields than are checked here."""

    model_config = ConfigDict(extra="allow")


class SubImageInfo(_Object):
    """A picture, inline or by its place."""

    ImageID: ImageId
    Type: Annotated[str, Field(pattern=r"^\d{1,3}$")]
    FileFormat: str
    ShotTime: Moment
    StoragePath: str | None = None
    Data: Annotated[str, AfterValidator(_base64)] | None = None

    @model_validator(mode="after")
    def _somewhere(self) -> Self:
        if self.Data is None and self.StoragePath is None:
            raise ValueError("a picture needs Data or StoragePath")
        return self


class Pictures(_Object):
    """Pictures of one object."""

    SubImageInfoObject: list[SubImageInfo] = []


class MotorVehicle(_Object):
    """A vehicle (机动车)."""

    MotorVehicleID: ObjectId
    InfoKind: int
    SourceID: ImageId
    DeviceID: DeviceId
    PassTime: Moment
    HasPlate: Annotated[str, Field(pattern=r"^[01]$")]
    PlateClass: Annotated[str, Field(pattern=r"^\d{2}$")]
    PlateColor: Annotated[str, Field(pattern=r"^\d{1,2}$")]
    PlateNo: Annotated[str, Field(min_length=2, max_length=15)]
    SubImageList: Pictures | None = None


class Person(_Object):
    """A person (人员)."""

    PersonID: ObjectId
    InfoKind: int
    SourceID: ImageId
    DeviceID: DeviceId
    IDType: Annotated[str, Field(pattern=r"^\d{3}$")]
    IDNumber: Annotated[str, Field(min_length=1, max_length=30)]
    SubImageList: Pictures | None = None


class DispositionNotification(_Object):
    """A notice of a hit (布控告警)."""

    NotificationID: NotificationId
    DispositionID: Annotated[str, Field(min_length=1, max_length=33)]
    Title: Annotated[str, Field(min_length=1, max_length=256)]
    TriggerTime: Moment
    CntObjectID: ObjectId
    PersonObject: Person | None = None
    MotorVehicleObject: MotorVehicle | None = None

    @model_validator(mode="after")
    def _about_one(self) -> Self:
        if (self.PersonObject is None) == (self.MotorVehicleObject is None):
            raise ValueError("a notice is about one person or one vehicle")
        return self


def objects(body: Any, listing: str, name: str) -> list[dict[str, Any]] | None:
    """The objects in a body's list; None if it is no such body."""
    found = body.get(listing, {}).get(name) if isinstance(body, dict) else None
    good = isinstance(found, list) and all(isinstance(one, dict) for one in found)
    return found if good else None
