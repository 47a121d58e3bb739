"""Who made it and where: the first characters of a VIN, from `wmi.tsv` and `countries.tsv`.

A maker that disagrees with the record is a soft clue, never a proof: the list is incomplete.
"""

from __future__ import annotations

import csv
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from vision.errors import GrammarError

# ISO 3780 orders the second character so
_ORDER = "ABCDEFGHJKLMNPRSTUVWXYZ1234567890"


@dataclass(frozen=True, slots=True)
class Maker:
    """A maker by its identifier; either name may be empty where it is not known."""

    wmi: str
    name_zh: str
    name_en: str
    source: str


@dataclass(frozen=True, slots=True)
class _Range:
    first: str
    seconds: str
    country: str
    check_digit: bool


def maker(vin: str) -> Maker | None:
    """The maker of a VIN (or of its first three characters); None if it is not in the list."""
    return makers().get(vin[:3]) or makers().get(vin[:2])


def country(vin: str) -> str | None:
    """The country whose maker this is (English name, ISO 3780); None if unassigned."""
    found = _range(vin)
    return found.country if found else None


def check_digit_binds(vin: str) -> bool:
    """Whether the check digit must be right there: China and North America, nowhere else."""
    found = _range(vin)
    return found is not None and found.check_digit


@cache
def makers() -> dict[str, Maker]:
    """All makers of the list by their two or three characters."""
    return {
        row["wmi"]: Maker(row["wmi"], row["maker_zh"], row["maker_en"], row["source"])
        for row in _rows("wmi.tsv", ("wmi", "maker_zh", "maker_en", "source"))
    }


def _range(vin: str) -> _Range | None:
    return next((r for r in _ranges() if vin[:1] == r.first and vin[1:2] in r.seconds), None)


@cache
def _ranges() -> tuple[_Range, ...]:
    columns = ("first", "from", "to", "country", "check_digit")
    return tuple(
        _Range(row["first"], _between(row), row["country"], row["check_digit"] == "yes")
        for row in _rows("countries.tsv", columns)
    )


def _between(row: dict[str, str]) -> str:
    begin, end = _ORDER.find(row["from"]), _ORDER.find(row["to"])
    if begin < 0 or end < begin:
        raise GrammarError("countries.tsv", f"{row['from']}–{row['to']} is no range")
    return _ORDER[begin : end + 1]


def _rows(name: str, columns: tuple[str, ...]) -> list[dict[str, str]]:
    text = (files("vision.grammar") / name).read_text(encoding="utf-8")
    lines = [line for line in text.splitlines() if line and not line.startswith("#")]
    reader = csv.DictReader(lines, delimiter="\t", strict=True)
    if tuple(reader.fieldnames or ()) != columns:
        raise GrammarError(name, f"the columns must be {', '.join(columns)}")
    rows = list(reader)
    if any(None in row.values() or None in row for row in rows):
        raise GrammarError(name, "a row has too few or too many columns")
    return rows
