"""The register's code tables (`tables/*.tsv`): codes, names in both languages, source marks."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from functools import cache
from pathlib import Path

_FOLDER = Path(__file__).parent / "tables"


@dataclass(frozen=True, slots=True)
class Code:
    """One code with its names and where it comes from (V read, M from memory)."""

    code: str
    name_zh: str
    name_en: str
    source: str


@cache
def table(name: str) -> dict[str, Code]:
    """Codes of the table `name` ("fuel", "colour", "use" or "status")."""
    lines = (_FOLDER / f"{name}.tsv").read_text(encoding="utf-8").splitlines()
    rows = csv.DictReader((line for line in lines if not line.startswith("#")), delimiter="\t")
    return {row["code"]: Code(**row) for row in rows}


def known(name: str, code: str) -> str:
    """The code itself; ValueError naming the choices when the table lacks it."""
    codes = table(name)
    if code not in codes:
        choices = ", ".join(f"{c.code} {c.name_zh}" for c in codes.values())
        raise ValueError(f"{code!r} is no {name} code; use one of {choices}")
    return code
