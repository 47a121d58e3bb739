"""Notices on the wire, field by field, and what the desk's own schema makes of them."""

from __future__ import annotations

import base64
from datetime import datetime, timedelta, timezone

import pytest

from lane.alerts.answers import Receipt, receipts
from lane.alerts.errors import AnswerUnclear, DeskRefused, NoNotice
from lane.alerts.identifiers import image_id, notification_id, object_id
from lane.alerts.notice import (
    EvidencePicture,
    WantedPerson,
    WantedVehicle,
    build,
    notices,
)
from lane.alerts.simulated_desk.messages import DispositionNotification

AT = datetime(2026, 11, 23, 9, 30, tzinfo=timezone(timedelta(hours=8)))
DEVICE = "37090000001190000001"


def test_a_vehicle_on_the_wire(notice):
    picture = EvidencePicture("plate", AT, data=b"\xff\xd8\xff")
    made = notice(
        notification_id="370900000000" + "04" + "20261123093000" + "00042", pictures=(picture,)
    )
    assert build(made) == {
        "DispositionNotificationListObject": {
            "DispositionNotificationObject": [
                {
                    "NotificationID": "370900000000042026112309300000042",
                    "DispositionID": "E2",
                    "Title": "被盗抢车辆（待核实）",
                    "TriggerTime": "20261123093000",
                    "CntObjectID": DEVICE + "02" + "20261123093000" + "00042" + "02" + "00001",
                    "MotorVehicleObject": {
                        "MotorVehicleID": DEVICE + "022026112309300000042" + "0200001",
                        "InfoKind": 1,
                        "SourceID": DEVICE + "022026112309300000042",
                        "DeviceID": DEVICE,
                        "MarkTime": "20261123093000",
                        "AppearTime": "20261123093000",
                        "PassTime": "20261123093000",
                        "LaneNo": 1,
                        "HasPlate": "1",
                        "PlateClass": "02",
                        "PlateColor": "5",
                        "PlateNo": "鲁J12345",
                        "VehicleClass": "K33",
                        "VehicleColor": "5",
                        "VehicleBrandDesc": "大众",
                        "VehicleBodyDesc": "VIN LSVNV4187F2100013",
                        "SubImageList": {
                            "SubImageInfoObject": [
                                {
                                    "ImageID": DEVICE + "022026112309300000042",
                                    "DeviceID": DEVICE,
                                    "Type": "02",
                                    "FileFormat": "Jpeg",
                                    "ShotTime": "20261123093000",
                                    "Data": base64.b64encode(b"\xff\xd8\xff").decode(),
                                }
                            ]
                        },
                    },
                }
            ]
        }
    }


@pytest.mark.parametrize(
    "subject",
    [
        WantedVehicle("鲁J12345", "02", "HA", "K33"),
        WantedVehicle("鲁J12?45", "77", "?"),
        WantedVehicle("", "", vin="LSVNV4187F2100013"),
        WantedPerson("11010519491231002X", "张三"),
    ],
)
@pytest.mark.parametrize("confirmed", [True, False])
def test_the_desk_takes_every_notice_we_build(notice, subject, confirmed):
    (one,) = notices(build(notice(subject=subject, confirmed=confirmed)))
    DispositionNotification.model_validate(one)
    assert ("待核实" in one["Title"]) is not confirmed


def test_a_person_on_the_wire(notice):
    (one,) = notices(build(notice(subject=WantedPerson("11010519491231002X", "张三"))))
    person = one["PersonObject"]
    assert (person["IDType"], person["IDNumber"]) == ("111", "11010519491231002X")
    assert "MotorVehicleObject" not in one


def test_no_repr_tells_of_a_hit(notice):
    made = notice()
    assert "鲁J12345" not in repr(made) + repr(made.subject) + repr((made,))


def test_identifiers_have_their_lengths_and_the_same_source_gives_the_same():
    image = image_id(DEVICE, AT, 7)
    lengths = [len(notification_id("370900000000", AT, 7)), len(image)]
    assert [*lengths, len(object_id(image, "person", 1))] == [33, 41, 48]
    assert image == image_id(DEVICE, AT, 7) != image_id(DEVICE, AT, 8)
    with pytest.raises(ValueError, match="organisation must have 12 digits"):
        notification_id("37", AT, 7)
    with pytest.raises(ValueError, match="negative"):
        image_id(DEVICE, AT, -1)


@pytest.mark.parametrize("payload", [{}, {"DispositionNotificationListObject": None}, {"a": 1}])
def test_what_is_no_notice_is_said(payload):
    with pytest.raises(NoNotice):
        notices(payload)


def test_answers_of_other_makes_are_understood():
    single = {"ResponseStatusObject": {"StatusCode": "0", "StatusString": "OK", "Id": "a"}}
    nested = {"ResponseStatusListObject": {"ResponseStatusObject": {"StatusCode": 0, "Id": "a"}}}
    other = {"ResponseStatus": {"StatusCode": 0, "StatusString": "OK"}}
    for answer in (single, nested, other):
        assert isinstance(receipts(answer, ["a"])["a"], Receipt)
    refused = {"ResponseStatus": {"StatusCode": 3, "StatusString": "busy"}}
    outcome = receipts(refused, ["a"])["a"]
    assert isinstance(outcome, DeskRefused)
    assert (outcome.code, outcome.text) == (3, "busy")


@pytest.mark.parametrize(
    "answer",
    [
        None,
        [],
        {},
        {"ResponseStatusListObject": {"ResponseStatusObject": []}},
        {"ResponseStatusObject": {"Id": "b", "StatusCode": 0}},
        {"ResponseStatusObject": {"Id": "a"}},
        {"ResponseStatusObject": "OK"},
        {"ResponseStatusListObject": "OK"},
    ],
)
def test_an_answer_that_says_nothing_is_no_receipt(answer):
    with pytest.raises(AnswerUnclear):
        receipts(answer, ["a"])
