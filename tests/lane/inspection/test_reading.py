"""Plate and VIN from pictures: real readers, and pictures that nobody can read."""

from __future__ import annotations

import io
from collections.abc import Callable

import cv2
import numpy as np
import pytest
from PIL import Image

from lane.events.phases import IllegalMove, Phase
from lane.inspection.book import UnknownInspection
from lane.inspection.check_in import NotNow
from lane.inspection.look_up import look_up
from lane.inspection.reading import add_picture, correct, read_plate, read_vin
from tests.lane.shop import Shop
from vision.errors import PictureError

Photo = Callable[[str, str], bytes]


def jpeg(pixels: np.ndarray) -> bytes:
    buffer = io.BytesIO()
    Image.fromarray(pixels).save(buffer, "JPEG")
    return buffer.getvalue()


GREY = jpeg(np.full((480, 640, 3), 128, np.uint8))


async def test_plate_and_vins_are_read_and_kept(shop: Shop, photos: Photo):
    inspection, truth = shop.check_in("pass"), shop.vehicles["pass"].truth
    front, stamp, nameplate = (photos("pass", code) for code in ("front", "0113", "0164"))
    await read_plate(shop.place, inspection, front, "registrar")
    await read_vin(shop.place, inspection, stamp, "stamp", "registrar")
    await read_vin(shop.place, inspection, nameplate, "nameplate", "registrar")
    state = shop.state(inspection)
    assert state.plate and state.plate.plate_kind == shop.vehicles["pass"].record.plate_kind
    assert state.plate_text == truth.plate and state.vin_text == truth.stamped_vin
    assert {v.text for v in state.vins.values()} == {truth.stamped_vin}
    assert len(state.plate.characters) == 7
    assert shop.place.evidence.get(state.plate.picture) == front
    assert [p.code for p in state.pictures] == ["0111", "0113", "0164"]


async def test_a_photo_without_a_plate_is_kept_and_named(shop: Shop):
    inspection = shop.check_in("pass")
    reading = await read_plate(shop.place, inspection, GREY, "registrar")
    state = shop.state(inspection)
    assert reading.text == "" and state.plate is None and state.phase is Phase.CHECK_IN
    failed = state.failed_reads[0]
    assert failed.what == "plate" and failed.reason == reading.reason_zh != ""
    assert shop.place.evidence.get(failed.picture) == GREY
    with pytest.raises(NotNow, match="take the picture"):
        look_up(shop.place, inspection, "registrar")


@pytest.mark.parametrize(
    "content", [b"", b"not a picture", GREY[: len(GREY) // 2]], ids=["empty", "text", "cut short"]
)
async def test_an_unreadable_photo_changes_nothing(shop: Shop, content: bytes):
    inspection = shop.check_in("pass")
    before = shop.state(inspection)
    for act in (
        read_plate(shop.place, inspection, content, "registrar"),
        read_vin(shop.place, inspection, content, "stamp", "registrar"),
        add_picture(shop.place, inspection, "0111", "左前方", content, "examiner"),
    ):
        with pytest.raises(PictureError):
            await act
    assert shop.state(inspection) == before
    assert not list(shop.place.data.evidence.rglob("*.jpg"))


async def test_a_vin_of_sixteen_characters_is_named_and_not_taken(shop: Shop):
    inspection = shop.check_in("pass")
    reading = await read_vin(
        shop.place, inspection, written("LVTDB21B4MD17701"), "stamp", "registrar"
    )
    state = shop.state(inspection)
    assert reading.text == "LVTDB21B4MD17701" and "16" in reading.reason_zh
    assert state.vin is None and state.failed_reads[0].reason == reading.reason_zh
    assert state.phase is Phase.CHECK_IN and len(state.pictures) == 1


def written(text: str) -> bytes:
    pixels = np.full((300, 700, 3), 235, np.uint8)
    cv2.putText(pixels, text, (30, 160), cv2.FONT_HERSHEY_DUPLEX, 1.6, (25, 25, 25), 3)
    return jpeg(pixels)


async def test_pictures_for_no_inspection_are_refused_before_they_are_kept(shop: Shop):
    for act in (
        read_plate(shop.place, "209901010100001", GREY, "registrar"),
        read_vin(shop.place, "209901010100001", GREY, "stamp", "registrar"),
        add_picture(shop.place, "209901010100001", "0111", "左前方", GREY, "examiner"),
    ):
        with pytest.raises(UnknownInspection):
            await act
    assert not list(shop.place.data.evidence.rglob("*.jpg"))


async def test_a_correction_is_in_force_and_the_read_stays(shop: Shop):
    inspection = shop.check_in("pass")
    shop.plate_read(inspection, "pass", text="鲁J2K61?")
    correct(shop.place, inspection, "plate", "鲁J2K618", "dirt", "registrar")
    state = shop.state(inspection)
    assert state.plate_text == "鲁J2K618" and state.plate and state.plate.text == "鲁J2K61?"
    event = shop.place.book.history(inspection)[-1]
    assert (event.kind, event.by, event.data["reason"]) == ("ReadCorrected", "registrar", "dirt")
    assert event.data["before"] == "鲁J2K61?"


def test_only_plate_and_vin_can_be_corrected(shop: Shop):
    inspection = shop.check_in("pass")
    with pytest.raises(NotNow, match="only the plate and the VIN"):
        correct(shop.place, inspection, "owner", "x", "y", "registrar")


def test_nothing_is_corrected_once_the_walk_is_done(shop: Shop):
    inspection = shop.walked("pass")
    before = shop.state(inspection)
    with pytest.raises(IllegalMove):
        correct(shop.place, inspection, "plate", "鲁J00000", "x", "registrar")
    assert shop.state(inspection) == before


async def test_a_vin_read_after_the_look_up_is_weighed_at_once(shop: Shop):
    inspection = shop.check_in("pass")
    shop.plate_read(inspection, "pass")
    look_up(shop.place, inspection, "registrar")
    assert shop.state(inspection).held is None
    other = shop.vehicles["brake-fail"].record.vin
    correct(shop.place, inspection, "vin", other, "as it stands on the frame", "registrar")
    assert shop.state(inspection).held
