"""The register's codes: colours and states (`tables/*.tsv`), the rest as the checklists hold it."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from checklists import codes as checklist_codes

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
    """Codes of the register's own table `name`: "colour", "plate_kind" or "status"."""
    lines = (_FOLDER / f"{name}.tsv").read_text(encoding="utf-8").splitlines()
    rows = csv.DictReader((line for line in lines if not line.startswith("#")), delimiter="\t")
    return {row["code"]: Code(**row) for row in rows}


def known(name: str, code: str) -> str:
    """The code itself; ValueError naming the choices when the table lacks it.

    `name` is "colour" or "status", or a table of `checklists.codes` ("fuels", "uses", …).
    """
    codes = table(name) if name in {"colour", "status"} else checklist_codes.table(name)
    if code not in codes:
        some = ", ".join(f"{c.code} {c.name_zh}" for c in list(codes.values())[:24])
        raise ValueError(f"{code!r} is no {name} code; use one of: {some}")
    return code
