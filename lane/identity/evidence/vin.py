"""The stamped VIN (车辆识别代号) in itself and against the register (GB 16735-2019)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from lane.identity.compare import Difference, difference
from lane.identity.evidence.numbers import difference_facts, is_slip, number_clues
from lane.identity.model import VinRead
from lane.identity.rules import rules
from lane.identity.weigh import Check, Clue, Missing, bound, unusable
from vision.grammar import VIN_LENGTH, check_digit_binds, check_digit_holds, maker, model_years

_PART = "reads.vin"
_YEAR_CYCLE = 30


def check_digit(read: VinRead) -> Iterator[Clue | Missing]:
    """The check digit must be right where it binds; imports need not have one."""
    if len(read.text) != VIN_LENGTH:
        length = len(read.text)
        yield unusable(_PART, f"{length}位，不是17位", f"{length} characters, not 17")
    elif "?" in read.text:
        yield unusable(_PART, "有未识读字符", "some characters were not read")
    elif check_digit_binds(read.text) and not check_digit_holds(read.text):
        yield Clue("vin_check_digit", {"read": read.text}, bound=bound(_PART, read.confidence))


def against_register(read: VinRead, recorded: str) -> Iterator[Clue | Missing]:
    """The stamped VIN against the registered one; a misreading is told from a mismatch."""
    found = difference(read.text, recorded)
    if not found.readable:
        yield unusable(_PART, "多数字符未识读", "most characters were not read")
    elif found.count:
        yield from _register_clues(found, read)


def maker_and_brand(read: VinRead, brand: str) -> Iterator[Clue | Missing]:
    """The maker in the VIN against the registered brand: a soft clue, the list is incomplete."""
    brands = rules().maker_brands.get(read.text[:3])
    if brands and not any(name in brand or brand in name for name in brands):
        known = maker(read.text)
        name = known.name_zh if known and known.name_zh else "、".join(brands)
        facts = {"wmi": read.text[:3], "maker": name, "brand": brand}
        yield Clue("vin_maker", facts, bound=bound(_PART, read.confidence, 2))


def year_of_manufacture(read: VinRead, made: date) -> Iterator[Clue | Missing]:
    """The model-year character against the date of manufacture: that year or the next."""
    year = _year(read, made)
    if year and not year - 1 <= made.year <= year:
        facts = {"code": read.text[9], "year": year, "made": f"{made:%Y-%m}"}
        yield Clue("vin_model_year", facts, bound=bound(_PART, read.confidence))


def year_of_registration(read: VinRead, registered: date) -> Iterator[Clue | Missing]:
    """No vehicle is registered more than a year before its model year."""
    year = _year(read, registered)
    if year and registered.year < year - 1:
        facts = {"code": read.text[9], "year": year, "registered": str(registered)}
        yield Clue("vin_registered_early", facts, bound=bound(_PART, read.confidence))


def _register_clues(found: Difference, read: VinRead) -> Iterator[Clue]:
    special = _explained(found, read)
    if special:
        yield special
    else:
        yield from number_clues(found, _PART, read.confidence, "vin_look_alike", "vin_differs")


def _explained(found: Difference, read: VinRead) -> Clue | None:
    """A lost character, or a single one that the check digits tell to be a slip."""
    facts = difference_facts(found)
    if len(found.read) != len(found.recorded) and found.count <= 2:
        return Clue("vin_length", facts, bound=bound(_PART, read.confidence))
    if is_slip(found):
        return Clue("vin_misread", facts)
    if is_slip(Difference(found.recorded, found.read, found.alike, found.unlike, 0)):
        return Clue("vin_record_typing", facts, bound=bound(_PART, read.confidence))
    return None


def _year(read: VinRead, near: date) -> int | None:
    """The year next to `near` that place 10 may mean; none where it binds nobody.

    Where the check digit does not bind, place 10 need not be a year either.
    """
    if len(read.text) != VIN_LENGTH or not check_digit_binds(read.text):
        return None
    years = model_years(read.text, until=near.year + _YEAR_CYCLE // 2)
    return min(years, key=lambda year: abs(year - near.year), default=None)


CHECKS = (
    Check(("reads.vin",), check_digit),
    Check(("reads.vin", "record.vin"), against_register),
    Check(("reads.vin", "record.brand"), maker_and_brand),
    Check(("reads.vin", "record.manufactured_on"), year_of_manufacture),
    Check(("reads.vin", "record.registered_on"), year_of_registration),
)
