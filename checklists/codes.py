"""Code tables of the ministry's interface: vehicle types, uses, fuels, lamps, photos, groups."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from checklists.tables import RULES_FOLDER, read_toml, read_tsv

_FOLDER = RULES_FOLDER / "codes"


@dataclass(frozen=True, slots=True)
class Code:
    """One code with its names. ``name_en`` repeats the Chinese where no English is held."""

    code: str
    name_zh: str
    name_en: str


@dataclass(frozen=True, slots=True)
class HeadlampSystem:
    """前照灯制: how many high beams there are, and which lamps (H1 to H4) are measured."""

    code: str
    name_zh: str
    name_en: str
    high_beams: int
    lamps: tuple[str, ...]


@cache
def table(name: str) -> dict[str, Code]:
    """A code table by its file name: ``vehicle_types``, ``uses``, ``fuels``, ``photo_codes``,
    ``lamps``, ``kinds``, ``headlamp_systems`` or ``groups``.

    Raises:
        RuleFileError: there is no such table, or it is faulty.
    """
    if name == "groups":
        rows = [entry.values for entry in read_toml(_FOLDER / "groups.toml", "group")]
    else:
        rows = [entry.values for entry in read_tsv(_FOLDER / f"{name}.tsv")]
    return {
        row["code"]: Code(row["code"], row["name_zh"], row.get("name_en", row["name_zh"]))
        for row in rows
    }


@cache
def headlamp_systems() -> dict[str, HeadlampSystem]:
    """前照灯制 by code (qzdz 01 to 05)."""
    return {
        row["code"]: HeadlampSystem(
            code=row["code"],
            name_zh=row["name_zh"],
            name_en=row["name_en"],
            high_beams=int(row["high_beams"]),
            lamps=tuple(row["lamps"].split()),
        )
        for row in (entry.values for entry in read_tsv(_FOLDER / "headlamp_systems.tsv"))
    }


def photo_name(code: str) -> str:
    """The Chinese name of a photo code, or the code itself when it is not in the table."""
    held = table("photo_codes").get(code)
    return held.name_zh if held else code
