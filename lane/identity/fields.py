"""Types of single fields, each refusing what can't be and saying why."""

from __future__ import annotations

import re
import unicodedata
from datetime import date
from typing import Annotated

from pydantic import AfterValidator, AwareDatetime, BeforeValidator, Field

from lane.register.checks import colours, status

_FIRST_YEAR = 1900


def _tidy(value: object) -> object:
    """Full-width and small letters, blanks and the dot of a plate are how people write."""
    if not isinstance(value, str):
        return value
    return re.sub(r"[\s·.]", "", unicodedata.normalize("NFKC", value)).upper()


def _wire_number(plate: str) -> str:
    """A trailer's number loses its 挂 (as in registers and on the wire)."""
    return plate.removesuffix("挂")


def _day(value: object) -> object:
    return (
        value
        if isinstance(value, date)
        else _parse(value, r"(\d{4})-(\d{2})-(\d{2})", "2018-03-01")
    )


def _month(value: object) -> object:
    """A month is held as its first day; a full date is taken as its month."""
    if isinstance(value, date):
        return value.replace(day=1)
    pattern = r"(\d{4})-(\d{2})(?:-\d{2})?"
    return _parse(value, pattern, "2018-03")


def _week(value: object) -> object:
    """A tyre's DOT week, four digits: week, then year of the century; held as its Monday."""
    if isinstance(value, date):
        return value
    match = re.fullmatch(r"(\d{2})(\d{2})", value) if isinstance(value, str) else None
    if match is None:
        raise ValueError("a tyre's week has four digits, week then year, e.g. 2319")
    try:
        return date.fromisocalendar(2000 + int(match[2]), int(match[1]), 1)
    except ValueError as error:
        raise ValueError(f"there is no week {match[1]} in 20{match[2]}") from error


def _parse(value: object, pattern: str, example: str) -> date:
    match = re.fullmatch(pattern, value) if isinstance(value, str) else None
    if match is None:
        raise ValueError(f"this is no date; write it like {example}")
    numbers = [int(group) for group in match.groups()]
    try:
        return date(*numbers) if len(numbers) == 3 else date(numbers[0], numbers[1], 1)
    except ValueError as error:
        raise ValueError(f"there is no such date {value}") from error


def _not_before_cars(value: date) -> date:
    if value.year < _FIRST_YEAR:
        raise ValueError(f"{value} lies before {_FIRST_YEAR}")
    return value


Confidence = Annotated[float, Field(ge=0, le=1, allow_inf_nan=False)]
Latitude = Annotated[float, Field(ge=-90, le=90, allow_inf_nan=False)]
Longitude = Annotated[float, Field(ge=-180, le=180, allow_inf_nan=False)]
Kilograms = Annotated[float, Field(gt=0, le=200_000, allow_inf_nan=False)]
Millimetres = Annotated[float, Field(gt=0, le=60_000, allow_inf_nan=False)]
Kilometres = Annotated[float, Field(ge=0, le=9_999_999, allow_inf_nan=False)]
Year = Annotated[int, Field(ge=_FIRST_YEAR, le=2200)]
Instant = AwareDatetime
Day = Annotated[date, BeforeValidator(_day), AfterValidator(_not_before_cars)]
Month = Annotated[date, BeforeValidator(_month), AfterValidator(_not_before_cars)]
Week = Annotated[date, BeforeValidator(_week)]
Vin = Annotated[str, BeforeValidator(_tidy), Field(pattern=r"^[A-Z0-9?]{1,25}$")]
EngineNumber = Annotated[str, BeforeValidator(_tidy), Field(pattern=r"^[A-Z0-9?*/-]{1,30}$")]
Plate = Annotated[
    str,
    BeforeValidator(_tidy),
    AfterValidator(_wire_number),
    Field(pattern=r"^[A-Z0-9?\u4e00-\u9fff-]{2,12}$"),
]
PlateKind = Annotated[str, Field(pattern=r"^\d{2}$")]
Colours = Annotated[str, AfterValidator(colours)]
Status = Annotated[str, AfterValidator(status)]
