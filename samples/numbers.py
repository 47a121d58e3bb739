"""Made-up numbers that are right in form: VINs, identity numbers, engine numbers, plates.

Identity numbers use area codes 3799xx, which no place has, so that none belongs to a person.
"""

from __future__ import annotations

from datetime import date

import numpy as np

from lane.register.checks import citizen_id_check
from vision.grammar import VIN_CHARACTERS, check_digit, plate_grammar

_YEARS = "ABCDEFGHJKLMNPRSTVWXY123456789"
_SERIAL_LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZ"


def vin_of(wmi: str, description: str, year: int, plant: str, serial: int) -> str:
    """A VIN with the right check digit: maker, five characters, model year, plant, six digits."""
    head = f"{wmi}{description}"
    tail = f"{_YEARS[(year - 1980) % len(_YEARS)]}{plant}{serial:06}"
    return head + check_digit(f"{head}0{tail}") + tail


def random_vin(wmi: str, year: int, rng: np.random.Generator) -> str:
    """A VIN of this maker and model year."""
    description = "".join(rng.choice(list(VIN_CHARACTERS), 5))
    return vin_of(wmi, description, year, str(rng.choice(list("ABCDEFGHJ123"))), _serial(rng))


def citizen_id(born: date, order: int, area: int = 379901) -> str:
    """An identity number (公民身份号码) of nobody: its area code belongs to no place."""
    first = f"{area}{born:%Y%m%d}{order:03}"
    return first + citizen_id_check(first)


def engine_number(model: str, rng: np.random.Generator) -> str:
    """An engine or motor number; empty where there is none (trailers)."""
    return f"{model}{_serial(rng):06}" if model else ""


def plate_of(kind: str, office: str, rng: np.random.Generator, pure_electric: bool = True) -> str:
    """A plate of a grammar kind of an office such as 鲁J, as it stands on the plate."""
    if kind == "new_energy_small":
        return f"{office}{rng.choice(list('DA' if pure_electric else 'FG'))}{_digits(5, rng)}"
    if kind == "new_energy_large":
        return f"{office}{_digits(5, rng)}{'D' if pure_electric else 'F'}"
    last = {"coach": "学", "police": "警", "trailer": "挂", "hong_kong": "港"}.get(kind, "")
    office = "粤Z" if kind == "hong_kong" else office
    return office + _mixed(4 if last else 5, rng) + last


def plate_code(kind: str) -> str:
    """号牌种类 (hpzl) of a grammar kind."""
    return next(each.codes[0] for each in plate_grammar().kinds if each.kind == kind)


def _mixed(length: int, rng: np.random.Generator) -> str:
    """Digits, with one letter in two of three numbers."""
    characters = list(_digits(length, rng))
    if rng.random() < 0.66:
        characters[int(rng.integers(length))] = str(rng.choice(list(_SERIAL_LETTERS)))
    return "".join(characters)


def _digits(length: int, rng: np.random.Generator) -> str:
    return "".join(str(digit) for digit in rng.integers(0, 10, length))


def _serial(rng: np.random.Generator) -> int:
    return int(rng.integers(1, 999_999))
