"""The plate (号牌) as read against the register, and its kind against the vehicle."""

from __future__ import annotations

from collections.abc import Iterator

from lane.identity.compare import difference
from lane.identity.evidence.numbers import number_clues
from lane.identity.model import PlateRead
from lane.identity.rules import rules
from lane.identity.weigh import Check, Clue, Missing, bound, unusable

_PART = "reads.plate"


def against_register(read: PlateRead, recorded: str) -> Iterator[Clue | Missing]:
    """The number on the vehicle against the record that was opened."""
    found = difference(read.text, recorded)
    if not found.readable:
        yield unusable(_PART, "多数字符未识读", "most characters were not read")
    elif found.count:
        yield from number_clues(found, _PART, read.confidence, "plate_look_alike", "plate_differs")


def kind_against_register(read: PlateRead, recorded: str) -> Iterator[Clue | Missing]:
    """The kind of plate (号牌种类) on the vehicle against the registered kind."""
    if read.kind is None:
        yield unusable("reads.plate.kind", "未识别", "not told by the reader")
    elif read.kind != recorded:
        yield Clue(
            "plate_kind_differs",
            {"read": read.kind, "recorded": recorded},
            bound=bound(_PART, read.confidence),
        )


def kind_against_vehicle(kind: str, vehicle_type: str) -> Iterator[Clue | Missing]:
    """A kind of plate belongs to certain vehicle types (车辆类型)."""
    allowed = rules().plate_kind_types.get(kind)
    if allowed and not vehicle_type.startswith(allowed):
        yield Clue("plate_kind_vehicle", {"kind": kind, "vehicle_type": vehicle_type})


CHECKS = (
    Check(("reads.plate", "record.plate"), against_register),
    Check(("reads.plate", "record.plate_kind"), kind_against_register),
    Check(("record.plate_kind", "record.vehicle_type"), kind_against_vehicle),
)
