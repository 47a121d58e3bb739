"""What a run found, as a table for people and as JSON for tests; no times in it, so that equal
seeds give equal files."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from lane.demo.client import View
from lane.demo.run import paper_name
from lane.demo.scenarios import Scenario


def summary(scenario_name: str, scenario: Scenario, done: list[list[View]]) -> dict[str, Any]:
    """Everything found in a run."""
    return {
        "scenario": scenario_name,
        "visits": [
            {
                "vehicle": visit.vehicle,
                "expected": visit.expected,
                "reached": views[-1]["verdict"],
                "inspections": [_inspection(view, n) for n, view in enumerate(views, 1)],
            }
            for visit, views in zip(scenario.visits, done, strict=True)
        ],
    }


def _inspection(view: View, attempt: int) -> dict[str, Any]:
    return {
        "attempt": attempt,
        "plate": _text(view["plate"]),
        "vin": _text(view["vin"]),
        "verdict": view["verdict"],
        "finding": view["finding"]["finding"] if view["finding"] else None,
        "items": len(view["items"]),
        "values": {
            m["item"]: {"value": m["value"], "unit": m["unit"], "verdict": m["verdict"]}
            for m in view["measurements"]
        },
        "to_mend": [each["zh"] for each in view["to_mend"]],
        "papers": [paper["kind"] for paper in view["papers"]],
    }


def _text(read: View | None) -> str:
    return read["text"] if read else ""


def write_summary(path: Path, found: dict[str, Any]) -> None:
    """Keep the summary as JSON."""
    text = json.dumps(found, ensure_ascii=False, indent=2, sort_keys=True)
    path.write_text(text + "\n", encoding="utf-8")


def as_reached(found: dict[str, Any]) -> bool:
    """Whether every visit came out as the scenario says."""
    return all(visit["reached"] == visit["expected"] for visit in found["visits"])


def table(found: dict[str, Any], done: list[list[View]], out: Path) -> str:
    """The table that ends a run."""
    lines = [""]
    for visit, views in zip(found["visits"], done, strict=True):
        for inspection, view in zip(visit["inspections"], views, strict=True):
            lines += _inspection_lines(inspection, view, out)
        sign = "✓" if visit["reached"] == visit["expected"] else "✗ expected " + visit["expected"]
        lines.append(f"  {visit['vehicle']}: {visit['reached']} {sign}")
        lines.append("")
    return "\n".join(lines)


def _inspection_lines(inspection: dict[str, Any], view: View, out: Path) -> list[str]:
    verdict = view["verdict_name"] or {"zh": "-", "en": "-"}
    lines = [
        f"{view['serial']}  {inspection['plate']}  {inspection['vin']}",
        f"  结论 verdict   {verdict['zh']} {verdict['en']}",
    ]
    if view["finding"]:
        name = view["finding"]["name"]
        lines.append(f"  唯一性 identity {name['zh']} {name['en']}")
        shown = view["finding"]["reasons"][:3] if inspection["finding"] != "genuine" else []
        lines += [f"      {reason['text']['zh']}" for reason in shown]
    for m in view["measurements"]:
        sign = {"pass": "✓", "fail": "✗"}.get(m["verdict"], "·")
        value = m["shown"] or "-"
        why = f"  {m['reason']['zh']}" if m["reason"] else ""
        lines.append(f"    {sign} {m['name']['zh']}: {value} {m['unit']}  {m['limit']}{why}")
    for paper in view["papers"]:
        lines.append(f"  {paper['name']['zh']} {out / paper_name(view, paper['kind'])}")
    return lines
