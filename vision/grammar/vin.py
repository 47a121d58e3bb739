"""Vehicle identification numbers (车辆识别代号): GB 16735-2019, which follows ISO 3779.

Seventeen characters: maker (1–3), description (4–9, of which 9 is the check digit), model year
(10), plant (11) and serial number. The check-digit values and weights are [M], and agree with the
public package vininfo.
"""

from __future__ import annotations

from vision.grammar.patterns import Pattern

VIN_LENGTH = 17
VIN_CHARACTERS = "ABCDEFGHJKLMNPRSTUVWXYZ0123456789"
"""No I, O, Q."""
CHECK_POSITION = 8
"""Place of the check digit, counted from 0."""

_CHECK_CHARACTERS = "0123456789X"
_VALUES = {
    character: int(value)
    for character, value in zip(
        "0123456789ABCDEFGHJKLMNPRSTUVWXYZ", "012345678912345678123457923456789", strict=True
    )
}
_WEIGHTS = (8, 7, 6, 5, 4, 3, 2, 10, 0, 9, 8, 7, 6, 5, 4, 3, 2)
_YEAR_CHARACTERS = "ABCDEFGHJKLMNPRSTVWXY123456789"
_YEAR_CYCLE = 30
_FIRST_YEAR = 1980

VIN_PATTERN = Pattern((frozenset(VIN_CHARACTERS),) * VIN_LENGTH)
VIN_LOOK_ALIKES = {"0": "OQo", "1": "Iil|"} | {
    letter: letter.lower() for letter in "ABCDEFGHJKLMNPRSTUVWXYZ" if letter not in "IOQ"
}
"""What a recogniser may write for a character: I for 1, O and Q for 0, small letters."""


def is_vin(text: str) -> bool:
    """Whether ``text`` has the form of a VIN (the check digit is not asked)."""
    return VIN_PATTERN.allows(text)


def check_digit(vin: str) -> str:
    """The character that belongs at place 9 of ``vin``; ValueError if it has not the form."""
    if not is_vin(vin) or "?" in vin:
        raise ValueError(f"{vin!r} has not the form of a VIN: 17 characters without I, O, Q")
    total = sum(_VALUES[c] * weight for c, weight in zip(vin, _WEIGHTS, strict=True))
    return _CHECK_CHARACTERS[total % 11]


def check_digit_holds(vin: str) -> bool | None:
    """Whether place 9 is right; None if the VIN is incomplete (an unread character, 16 long)."""
    if "?" in vin or not is_vin(vin):
        return None
    return vin[CHECK_POSITION] == check_digit(vin)


def model_years(vin: str, until: int = 2050) -> tuple[int, ...]:
    """The years place 10 may mean, oldest first; empty if it is no year character.

    The code repeats every thirty years (1980 = A, 2010 = A); the date of manufacture decides.
    """
    if len(vin) != VIN_LENGTH or vin[9] not in _YEAR_CHARACTERS:
        return ()
    first = _FIRST_YEAR + _YEAR_CHARACTERS.index(vin[9])
    return tuple(range(first, until + 1, _YEAR_CYCLE))
