"""Pictures taken for an inspection, and what is read from them."""

from __future__ import annotations

from lane.events.fold import InspectionState, apply
from lane.events.kinds import (
    Character,
    PictureTaken,
    PlateRead,
    ReadCorrected,
    ReadFailed,
    VinRead,
)
from lane.events.phases import Phase
from lane.inspection.check_in import NotNow
from lane.inspection.look_up import leads_elsewhere, look_up_again, refuse_another_vehicle
from lane.inspection.workplace import Workplace
from vision.grammar.vin import VIN_LENGTH
from vision.picture import load_picture
from vision.results import CharacterReading, PlateReading, VinReading

PLATE_PHOTO = ("0111", "左前方斜视45度照片")
STAMP_PHOTO = ("0113", "车辆识别代号照片")
NAMEPLATE_PHOTO = ("0164", "产品标牌")


async def add_picture(
    place: Workplace, inspection: str, code: str, name: str, content: bytes, by: str
) -> str:
    """Keep a picture for a photo code; raises `PictureError`, `EvidenceError`. Gives its hash."""
    place.book.state(inspection)
    load_picture(content)
    digest = place.evidence.put(content, ".jpg")
    taken = PictureTaken(code=code, name=name, sha256=digest)
    place.book.record(inspection, taken, by=by)
    return digest


async def read_plate(place: Workplace, inspection: str, content: bytes, by: str) -> PlateReading:
    """Read the plate from the front picture; an unreadable one is kept and named."""
    place.book.state(inspection)
    reading = await place.readers.plate(content)
    digest = place.evidence.put(content, ".jpg")
    taken = PictureTaken(code=PLATE_PHOTO[0], name=PLATE_PHOTO[1], sha256=digest)
    if not reading.text:
        failed = ReadFailed(what="plate", reason=reading.reason_zh, picture=digest)
        place.book.record(inspection, taken, failed, by=by)
        return reading
    read = PlateRead(
        text=reading.text,
        kind=reading.kind,
        plate_kind=reading.plate_kind_code,
        confidence=reading.confidence,
        characters=_characters(reading.characters),
        picture=digest,
    )
    place.screening.plate(inspection, reading.text, reading.plate_kind_code, content)
    _take(place, inspection, by, taken, read)
    return reading


async def read_vin(
    place: Workplace, inspection: str, content: bytes, where: str, by: str
) -> VinReading:
    """Read the VIN from the stamp (打刻) or the nameplate (产品标牌).

    One that is not whole is given back with its reason, and counts as not read.
    """
    state = place.book.state(inspection)
    reading = await place.readers.vin(content)
    digest = place.evidence.put(content, ".jpg")
    code, name = STAMP_PHOTO if where == "stamp" else NAMEPLATE_PHOTO
    taken = PictureTaken(code=code, name=name, sha256=digest)
    if len(reading.text) != VIN_LENGTH:
        failed = ReadFailed(what="vin", reason=reading.reason_zh, picture=digest)
        place.book.record(inspection, taken, failed, by=by)
        return reading
    read = VinRead(
        text=reading.text,
        place="stamp" if where == "stamp" else "nameplate",
        confidence=reading.confidence,
        check_digit=reading.check_digit,
        characters=_characters(reading.characters),
        picture=digest,
    )
    place.screening.vin(inspection, reading.text, _plate(state), content)
    _take(place, inspection, by, taken, read)
    return reading


def _take(
    place: Workplace, inspection: str, by: str, taken: PictureTaken, read: PlateRead | VinRead
) -> None:
    """Record a read; what was already found by earlier reads is weighed again with it."""
    state = place.book.record(inspection, taken, read, by=by)
    if state.record is not None or state.record_missing:
        look_up_again(place, inspection, by)


def correct(place: Workplace, inspection: str, what: str, after: str, reason: str, by: str) -> None:
    """A person puts a read right; the read itself stays in the journal.

    What was found by it is looked up again. Raises `NotNow` where the corrected read leads to
    another vehicle than that of the checklist in work, or of the inspection that this repeats.
    """
    state = place.book.state(inspection)
    if what not in ("plate", "vin"):
        raise NotNow("only the plate and the VIN can be corrected")
    before = state.plate_text if what == "plate" else state.vin_text
    event = ReadCorrected(
        what="plate" if what == "plate" else "vin", before=before, after=after, reason=reason
    )
    after_it = apply(state, event, inspection=inspection, by=by)
    if state.phase is Phase.CHECK_IN:
        refuse_another_vehicle(place, after_it)
    if state.phase is Phase.WALK and leads_elsewhere(place, after_it):
        raise NotNow(
            "the checklist in work is for another vehicle than this: abandon this inspection and "
            "check the vehicle in anew"
        )
    if what == "plate":
        kind = state.plate.plate_kind if state.plate else ""
        place.screening.plate(inspection, after, kind, None)
    else:
        place.screening.vin(inspection, after, _plate(state), None)
    place.book.record(inspection, event, by=by)
    if state.record is not None or state.record_missing:
        look_up_again(place, inspection, by)


def _plate(state: InspectionState) -> tuple[str, str]:
    return state.plate_text, state.plate.plate_kind if state.plate else ""


def _characters(found: tuple[CharacterReading, ...]) -> tuple[Character, ...]:
    return tuple(Character(text=c.text, confidence=c.confidence) for c in found)
