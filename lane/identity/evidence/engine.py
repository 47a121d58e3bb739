"""The engine or motor number (发动机号码/驱动电机号码) against the register."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lane.identity.compare import difference
from lane.identity.evidence.numbers import number_clues
from lane.identity.model import EngineNumberRead
from lane.identity.weigh import Check, Clue, Missing, unusable

_PART = "reads.engine_number"
_LEAST_COMMON_END = 6


def against_register(read: EngineNumberRead, recorded: str) -> Iterator[Clue | Missing]:
    """The number on the engine against the registered one; a model in front does not count."""
    one, other = bare(read.text), bare(recorded)
    if same_engine(one, other):
        return
    found = difference(one, other)
    if not found.readable:
        yield unusable(_PART, "多数字符未识读", "most characters were not read")
    elif found.count:
        yield from number_clues(
            found, _PART, read.confidence, "engine_look_alike", "engine_differs"
        )


def bare(number: str) -> str:
    """The number without the stars and strokes around it."""
    return re.sub(r"[*/-]", "", number)


def same_engine(one: str, other: str) -> bool:
    """Whether two numbers are the same, or one has the engine's model in front."""
    shorter, longer = sorted((one, other), key=len)
    return one == other or (len(shorter) >= _LEAST_COMMON_END and longer.endswith(shorter))


CHECKS = (Check(("reads.engine_number", "record.engine_number"), against_register),)
