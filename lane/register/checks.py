"""Checks of single values of a record; each raises ValueError with what is wrong."""

from __future__ import annotations

from lane.register.codes import known

_ID_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_ID_CHECKS = "10X98765432"


def citizen_id_check(first17: str) -> str:
    """The 18th character of a citizen's identity number (公民身份号码, GB 11643)."""
    total = sum(int(digit) * weight for digit, weight in zip(first17, _ID_WEIGHTS, strict=True))
    return _ID_CHECKS[total % 11]


def citizen_id(value: str) -> str:
    """18 characters with the right check character (GB 11643); empty for a company's vehicle."""
    if not value:
        return value
    if len(value) != 18 or not (value[:17].isascii() and value[:17].isdigit()):
        raise ValueError("an identity number has 17 digits and a check character")
    if value[17] != citizen_id_check(value[:17]):
        raise ValueError(f"the check character of identity number {value} is wrong")
    return value


def colours(value: str) -> str:
    """One to three letters of the colour table, the main colour first."""
    if not 1 <= len(value) <= 3:
        raise ValueError("one to three colour letters, the main colour first, e.g. H or AH")
    for letter in value:
        known("colour", letter)
    return value


def fuel(value: str) -> str:
    """A code of the fuel table."""
    return known("fuels", value)


def use(value: str) -> str:
    """A code of the table of uses."""
    return known("uses", value)


def status(value: str) -> str:
    """State letters of the register, one or several joined (e.g. "GQ")."""
    if not value:
        raise ValueError("a state is missing; A is normal")
    for letter in value:
        known("status", letter)
    return value


def vehicle_type(value: str) -> str:
    """A code of the table of vehicle types (车辆类型)."""
    return known("vehicle_types", value)
