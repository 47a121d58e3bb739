"""The makes and models (`models.tsv`) that made-up vehicles are built from."""

from __future__ import annotations

import csv
from functools import cache
from pathlib import Path

from pydantic import BaseModel, ConfigDict


class Model(BaseModel):
    """One model: what its record says, and how it is drawn (`body`, `plate`: the kind of plate)."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    wmi: str
    maker: str
    brand: str
    model: str
    vehicle_type: str
    body: str
    plate: str
    use: str
    fuel: str
    engine: str
    seats: int
    axles: int
    kerb_kg: int
    total_kg: int
    wheelbase: int
    length: int
    width: int
    height: int
    lamps: str
    independent: bool
    from_year: int
    to_year: int
    share: int


@cache
def models() -> tuple[Model, ...]:
    """Every model of the table."""
    text = Path(__file__).with_name("models.tsv").read_text(encoding="utf-8")
    lines = (line for line in text.splitlines() if not line.startswith("#"))
    rows = csv.DictReader(lines, delimiter="\t")
    return tuple(
        Model.model_validate({name: "" if cell == "-" else cell for name, cell in row.items()})
        for row in rows
    )


def model_named(name: str) -> Model:
    """The first model of this name; KeyError if there is none."""
    for each in models():
        if each.model == name:
            return each
    raise KeyError(name)
