"""Values as they are hashed: one spelling for each person and vehicle."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from datetime import date
from typing import Literal, get_args

from lane.register.checks import citizen_id_check
from lane.watchlist.errors import ValueRefused

Kind = Literal["person", "plate", "vin", "engine_number"]
KINDS: tuple[Kind, ...] = get_args(Kind)

_PLATE = re.compile(r"[A-Z\u4e00-\u9fff][A-Z0-9\u4e00-\u9fff]{3,9}")
_VIN = re.compile(r"[A-Z0-9]{5,25}")
_ENGINE = re.compile(r"[A-Z0-9]{4,30}")


def normalised(kind: Kind, value: str) -> str:
    """The one spelling of a value; ValueRefused says why it can't be a `kind`."""
    text = unicodedata.normalize("NFKC", value).upper()
    return _RULES[kind](re.sub(r"[\s·•.*/-]", "", text))


def _person(text: str) -> str:
    """A citizen's identity number (公民身份号码, GB 11643-1999)."""
    if not re.fullmatch(r"[0-9]{17}[0-9X]", text):
        raise ValueRefused("an identity number has 17 digits and a check character")
    try:
        date(int(text[6:10]), int(text[10:12]), int(text[12:14]))
    except ValueError as error:
        raise ValueRefused("the identity number holds no date of birth") from error
    if citizen_id_check(text[:17]) != text[17]:
        raise ValueRefused("the check character of the identity number is wrong")
    return text


def _plate(text: str) -> str:
    """A plate number (号牌号码) as on the wire: a trailer's without 挂."""
    text = text.removesuffix("挂")
    if not _PLATE.fullmatch(text):
        raise ValueRefused("this is not the form of a plate, e.g. 鲁J12345")
    return text


def _vin(text: str) -> str:
    """A VIN, or an old vehicle's frame number (车辆识别代号/车架号)."""
    if not _VIN.fullmatch(text):
        raise ValueRefused("a VIN has 17 letters and digits, an old frame number 5 to 25")
    if len(text) == 17 and re.search("[IOQ]", text):
        raise ValueRefused("a VIN has no I, O or Q")
    return text


def _engine(text: str) -> str:
    """An engine or motor number (发动机号码)."""
    if not _ENGINE.fullmatch(text):
        raise ValueRefused("an engine number has 4 to 30 letters and digits")
    return text


_RULES: dict[Kind, Callable[[str], str]] = {
    "person": _person,
    "plate": _plate,
    "vin": _vin,
    "engine_number": _engine,
}
