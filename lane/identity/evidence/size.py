"""Mass, wheelbase and outline as measured against the register."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping

from lane.identity.rules import rules
from lane.identity.weigh import Check, Clue, Missing

_NAMES = {
    "length_mm": ("车长", "length"),
    "width_mm": ("车宽", "width"),
    "height_mm": ("车高", "height"),
}


def wheelbase(measured: float, recorded: float) -> Iterator[Clue | Missing]:
    """The wheelbase (轴距) tells a model, and nobody changes it by accident."""
    limits = rules().parameters
    allowed = max(recorded * limits.wheelbase_tolerance, limits.wheelbase_tolerance_mm)
    yield from _beyond("wheelbase_differs", measured, recorded, allowed)


def kerb_mass(measured: float, recorded: float) -> Iterator[Clue | Missing]:
    """The kerb mass (整备质量); load and fuel are allowed for."""
    limits = rules().parameters
    allowed = max(recorded * limits.mass_tolerance, limits.mass_tolerance_kg)
    yield from _beyond("mass_differs", measured, recorded, allowed)


def outline(dimension: str) -> Callable[[float, float], Iterable[Clue | Missing]]:
    """The check of one outer dimension (外廓尺寸)."""
    zh, en = _NAMES[dimension]

    def check(measured: float, recorded: float) -> Iterator[Clue | Missing]:
        limits = rules().parameters
        allowed = max(recorded * limits.size_tolerance, limits.size_tolerance_mm)
        names = {"name_zh": zh, "name_en": en}
        yield from _beyond(f"{en}_differs", measured, recorded, allowed, names)

    return check


def _beyond(
    name: str,
    measured: float,
    recorded: float,
    allowed: float,
    names: Mapping[str, object] | None = None,
) -> Iterator[Clue]:
    """A clue from the tolerance on, at full strength from twice the tolerance on."""
    beyond = abs(measured - recorded) / allowed
    if beyond > 1:
        facts = {"measured": f"{measured:g}", "recorded": f"{recorded:g}", **(names or {})}
        yield Clue(name, facts, strength=min(1.0, beyond / 2))


CHECKS = (
    Check(("measured.wheelbase_mm", "record.wheelbase_mm"), wheelbase),
    Check(("measured.kerb_mass_kg", "record.kerb_mass_kg"), kerb_mass),
    *(
        Check((f"measured.{dimension}", f"record.{dimension}"), outline(dimension))
        for dimension in _NAMES
    ),
)
