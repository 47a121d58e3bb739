"""Judging: every measured value against the limit in force, in three values, pure.

Pass, fail, or not judged with the reason. A value that applies, is measured and has exactly one
limit is rounded half up as the rule says and judged as rounded; anything else is not judged.
"""

from __future__ import annotations

from decimal import Decimal

from checklists import limits
from checklists.facts import facts_of
from checklists.instruments import InstrumentItem, axle_facts, every_instrument
from checklists.judgement import ItemVerdict, Judgement, Verdict, whole
from checklists.measured import Measured
from checklists.quantities import quantity_for
from checklists.reading import Absent, Case, Reading
from checklists.rounding import half_up
from checklists.rules import edition_for
from checklists.strangers import strangers
from checklists.vehicle import Inspection, Vehicle


def judge(vehicle: Vehicle, inspection: Inspection, measured: Measured) -> Judgement:
    """The verdict on everything measured, and on what is required but was not.

    Raises:
        UnknownEditionError, DateBeforeEditionError: see ``edition_for``.
    """
    case = Case(vehicle, inspection, measured, edition_for(inspection))
    method = measured.gas.method if measured.gas else None
    verdicts = [_judge(case, item) for item in every_instrument(vehicle, inspection, method)]
    said = tuple(verdict for verdict in verdicts if verdict is not None)
    return whole(said + strangers(case), case.edition.info.name)


def _judge(case: Case, item: InstrumentItem) -> ItemVerdict | None:
    """The verdict on one item; None when there is nothing to say about it."""
    reading = quantity_for(case, item)
    if isinstance(reading, Absent):
        return _absent(case, item, reading)
    if item.applies is False:
        zh = f"该车不检此项（{item.reason_zh}）"
        en = f"not required for this vehicle ({item.reason_en})"
        return _not_judged(case, item, reading, zh, en, required=False)
    if not item.judged:
        zh, en = item.not_judged_zh or "", item.not_judged_en or ""
        return _not_judged(case, item, reading, zh, en, required=False)
    if item.applies is None:
        return _not_judged(case, item, reading, item.reason_zh, item.reason_en)
    return _against_limit(case, item, reading)


def _against_limit(case: Case, item: InstrumentItem, reading: Reading) -> ItemVerdict:
    facts = {**facts_of(case.vehicle, case.inspection), **_value_facts(case, item), **reading.facts}
    limit = limits.limit_for(case.edition, item.family, facts, case.inspection.on)
    if isinstance(limit, limits.NoLimit):
        return _not_judged(case, item, reading, limit.reason_zh, limit.reason_en)
    return ItemVerdict(
        item=item.item,
        name_zh=item.name_zh,
        name_en=item.name_en,
        value=limits.rounded(limit, reading.quantity),
        unit=limit.row.unit,
        limit=limits.text(limit),
        verdict="pass" if limits.passes(limit, reading.quantity) else "fail",
        reason_zh=None,
        reason_en=None,
        clause=limit.row.clause,
        source_mark=limit.row.mark,
        required=item.required,
    )


def _value_facts(case: Case, item: InstrumentItem) -> dict[str, object]:
    """Facts that choose among limits: where the axle stands, and how it was measured."""
    measured = case.measured
    facts: dict[str, object] = {"tester": measured.brake_tester, "laden": measured.laden}
    if measured.gas is not None:
        facts["method"] = measured.gas.method
    if item.axle is not None:
        facts |= axle_facts(case.vehicle, item.axle)
    return facts


def _absent(case: Case, item: InstrumentItem, absent: Absent) -> ItemVerdict | None:
    if item.applies is False or not (item.required or absent.given):
        return None
    zh, en = absent.reason_zh, absent.reason_en
    if item.applies is None:
        zh, en = f"{zh}；{item.reason_zh}", f"{en}; {item.reason_en}"
    return _verdict(case, item, None, "not_judged", zh, en, item.required)


def _not_judged(
    case: Case, item: InstrumentItem, reading: Reading, zh: str, en: str, required: bool = True
) -> ItemVerdict:
    value = reading.quantity.value
    return _verdict(case, item, value, "not_judged", zh, en, required and item.required)


def _verdict(
    case: Case,
    item: InstrumentItem,
    value: Decimal | None,
    verdict: Verdict,
    zh: str,
    en: str,
    required: bool,
) -> ItemVerdict:
    unit, decimals = _shown_as(case, item)
    return ItemVerdict(
        item=item.item,
        name_zh=item.name_zh,
        name_en=item.name_en,
        value=None if value is None else half_up(value, decimals),
        unit=unit,
        limit=None,
        verdict=verdict,
        reason_zh=zh,
        reason_en=en,
        clause=item.clause,
        source_mark=item.source_mark,
        required=required,
    )


def _shown_as(case: Case, item: InstrumentItem) -> tuple[str, int]:
    """Unit and decimals of a value without a limit: those of the family's limits."""
    held = case.edition.limits.get(item.family)
    return (held[0].row.unit, held[0].row.decimals) if held else ("", 1)
