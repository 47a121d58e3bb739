"""The rows and drawings of the report, each from one part of the state."""

from __future__ import annotations

from typing import Any

from certs import content as c
from checklists import codes
from checklists.imbalance import read_curve
from checklists.measured import BrakeCurve
from checklists.rules import edition_for
from lane.events.fold import InspectionState
from lane.inspection.measured import curves_of, judged_curve
from lane.inspection.rule_vehicle import inspection_of
from lane.inspection.workplace import Workplace
from lane.register import codes as register_codes

_MARKS = {
    "conforms": c.Mark.PASS,
    "defect": c.Mark.FAIL,
    "not_applicable": c.Mark.INFORMATION,
    "could_not_check": c.Mark.NOT_INSPECTED,
}
_VERDICTS = {"pass": c.Mark.PASS, "fail": c.Mark.FAIL}


def plate_kind_zh(state: InspectionState) -> str:
    """号牌种类 in words."""
    kind = state.plate.plate_kind if state.plate else (state.record or {}).get("plate_kind", "")
    known = register_codes.table("plate_kind").get(kind)
    return known.name_zh if known else ""


def vehicle_rows(record: dict[str, Any]) -> tuple[c.Row, ...]:
    """The vehicle as registered; nothing where the register knows none."""
    if not record:
        return (c.Row("登记信息", "Register", "未查到"),)
    types, uses, fuels = (codes.table(name) for name in ("vehicle_types", "uses", "fuels"))
    values = (
        ("品牌型号", "Make and model", f"{record['brand']} {record['model']}"),
        ("车辆类型", "Vehicle type", types[record["vehicle_type"]].name_zh),
        ("使用性质", "Use", uses[record["use"]].name_zh),
        ("发动机号", "Engine number", record["engine_number"]),
        ("燃料种类", "Fuel", fuels[record["fuel"]].name_zh),
        ("车身颜色", "Colour", _colours(record["colour"])),
        ("出厂日期", "Manufactured", record["manufactured_on"]),
        ("初次登记日期", "First registered", record["registered_on"]),
        ("总质量", "Total mass", f"{record['total_mass_kg']} kg"),
        ("整备质量", "Kerb mass", f"{record['kerb_mass_kg']} kg"),
        ("核定载人数", "Seats", str(record["seats"])),
        ("检验有效期止", "Valid until (before)", record["inspection_valid_until"]),
    )
    return tuple(c.Row(zh, en, value) for zh, en, value in values)


def _colours(letters: str) -> str:
    table = register_codes.table("colour")
    return "、".join(table[letter].name_zh for letter in letters)


def manual_items(state: InspectionState) -> tuple[c.ManualItem, ...]:
    """Every item of the checklist with its answer, by its official number."""
    if not state.checklist:
        return ()
    categories = edition_for(inspection_of(state)).categories
    found: list[c.ManualItem] = []
    for item in sorted(state.checklist, key=lambda each: each["number"]):
        answer = state.answers.get(item["field"])
        category = categories[item["category"]]
        found.append(
            c.ManualItem(
                number=item["number"],
                name_zh=item["name_zh"],
                name_en=item["name_en"],
                category_zh=category.name_zh,
                category_en=category.name_en,
                answer=_MARKS[answer.answer] if answer else c.Mark.NOT_INSPECTED,
                note=answer.note if answer else "",
            )
        )
    return tuple(found)


def instrument_rows(place: Workplace, state: InspectionState) -> tuple[c.InstrumentRow, ...]:
    """Every judged value with limit, clause, mark and, at a retest, the value before."""
    if state.judged is None:
        return ()
    before = previous_items(place, state)
    return tuple(_row(item, before) for item in state.judged.judgement["items"])


def previous_items(place: Workplace, state: InspectionState) -> dict[str, dict[str, Any]]:
    """The failed items of the inspection that this one repeats, by name."""
    if state.carried is None:
        return {}
    judged = place.book.state(state.carried.previous).judged
    failed = judged.judgement["items"] if judged else []
    return {item["item"]: item for item in failed if item["verdict"] == "fail"}


def _row(item: dict[str, Any], before: dict[str, dict[str, Any]]) -> c.InstrumentRow:
    value = item["value"]
    shown = c.Mark.INFORMATION if value is not None else c.Mark.NOT_INSPECTED
    earlier = before.get(item["item"])
    return c.InstrumentRow(
        name_zh=item["name_zh"],
        name_en=item["name_en"],
        value=item["shown"],
        unit=item["unit"],
        limit=item["limit"] or "",
        clause=item["clause"],
        verdict=_VERDICTS.get(item["verdict"], shown),
        source_mark=item["source_mark"],
        previous=earlier["shown"] if earlier else "",
    )


def brake_curves(place: Workplace, state: InspectionState) -> tuple[c.BrakeCurve, ...]:
    """The curves as measured, with the point of largest difference of the service brake."""
    found: list[c.BrakeCurve] = []
    for curve in curves_of(state, place.evidence):
        service = curve["kind"] == "service"
        found.append(
            c.BrakeCurve(
                axle=curve["axle"],
                kind_zh="行车制动" if service else "驻车制动",
                kind_en="service brake" if service else "parking brake",
                interval_ms=curve["interval_ms"],
                left_dan=tuple(curve["left_dan"]),
                right_dan=tuple(curve["right_dan"]),
                largest_difference=_largest(judged_curve(curve)) if service else None,
            )
        )
    return tuple(found)


def _largest(curve: dict[str, Any]) -> c.LargestDifference:
    reading = read_curve(BrakeCurve.model_validate(curve))
    return c.LargestDifference(reading.at_ms, reading.left_dan, reading.right_dan)


def headlamps(state: InspectionState) -> tuple[c.HeadlampPoint, ...]:
    """Each far beam's intensity and direction."""
    verdicts = {i["item"]: i["verdict"] for i in _items(state)}
    lamps = codes.table("lamps")
    return tuple(
        c.HeadlampPoint(
            lamp=m.result["lamp"],
            name_zh=lamps[m.result["lamp"]].name_zh,
            name_en=lamps[m.result["lamp"]].name_en,
            intensity_cd=round(m.result["intensity_cd"]),
            horizontal_mm=m.result["horizontal_mm"],
            vertical_mm=m.result["vertical_mm"],
            verdict=_VERDICTS.get(
                verdicts.get(f"headlamp_{m.result['lamp']}", ""), c.Mark.INFORMATION
            ),
        )
        for m in state.measurements.values()
        if m.kind == "headlamp"
    )


def _items(state: InspectionState) -> list[dict[str, Any]]:
    return state.judged.judgement["items"] if state.judged else []


def identity(state: InspectionState) -> c.IdentityFinding | None:
    """The finding; an owner's report does not list what speaks for a genuine vehicle."""
    if state.finding is None or state.finding["finding"] == "unknown":
        return None
    finding = c.Finding(state.finding["finding"])
    if finding is c.Finding.GENUINE:
        return c.IdentityFinding(finding, ())
    reasons = [r["text"] for r in state.finding["reasons"] if r["favours"] != "misread"]
    return c.IdentityFinding(finding, tuple(dict.fromkeys(reasons)))


def defects(state: InspectionState) -> tuple[c.Defect, ...]:
    """What is wrong by the examiner's answers, with what must be mended."""
    items = {item["field"]: item for item in state.checklist}
    found: list[c.Defect] = []
    for answer in state.answers.values():
        item = items.get(answer.item)
        if answer.answer != "defect" or item is None:
            continue
        chosen = next((d for d in item["defects"] if d["code"] == answer.reason_code), None)
        text = chosen["text_zh"] if chosen else answer.note
        found.append(
            c.Defect(
                name_zh=f"{item['name_zh']}：{text}",
                name_en=chosen["text_en"] if chosen else item["name_en"],
                location=answer.location,
                severity=_severity(answer.severity),
                remedy=answer.note or text,
            )
        )
    return tuple(found)


def _severity(word: str) -> c.Severity:
    return c.Severity(word) if word in set(c.Severity) else c.Severity.MINOR
