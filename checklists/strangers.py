"""Measured values that no item of the vehicle claims: named, never dropped silently."""

from __future__ import annotations

from collections.abc import Iterator

from checklists import codes
from checklists.judgement import ItemVerdict
from checklists.reading import Case
from checklists.rounding import exact


def strangers(case: Case) -> tuple[ItemVerdict, ...]:
    """Lamps the headlamp system does not have, and side-slip beyond the steering axles."""
    return (*_lamps(case), *_side_slips(case))


def _lamps(case: Case) -> Iterator[ItemVerdict]:
    system = codes.headlamp_systems().get(case.vehicle.headlamp_system or "")
    if system is None:
        return
    for lamp, value in (case.measured.headlamp_cd or {}).items():
        if lamp not in system.lamps:
            held = codes.table("lamps")[lamp]
            yield _stranger(
                f"headlamp_{lamp}",
                (f"{held.name_zh}远光发光强度", f"{held.name_en} high beam intensity"),
                (value, "cd"),
                f"前照灯制{system.code}（{system.name_zh}）不检测{lamp}",
                f"headlamp system {system.code} ({system.name_en}) has no {lamp} to measure",
            )


def _side_slips(case: Case) -> Iterator[ItemVerdict]:
    counted = max(case.vehicle.front_axles, 1)
    for axle, value in enumerate(case.measured.side_slip_m_per_km or (), 1):
        if axle > counted and value is not None:
            yield _stranger(
                f"side_slip_{axle}",
                (f"{axle}轴侧滑量", f"axle {axle} side-slip"),
                (value, "m/km"),
                f"{axle}轴不是转向轴",
                f"axle {axle} is not a steering axle of this vehicle",
            )


def _stranger(
    item: str, names: tuple[str, str], value: tuple[float, str], zh: str, en: str
) -> ItemVerdict:
    return ItemVerdict(
        item=item,
        name_zh=names[0],
        name_en=names[1],
        value=exact(value[0]),
        unit=value[1],
        limit=None,
        verdict="not_judged",
        reason_zh=zh,
        reason_en=en,
        clause="",
        source_mark="",
        required=False,
    )
