"""Questions to the presenter (问): the expected answer comes from the register and is compared."""

from __future__ import annotations

from datetime import date
from typing import Any

MILEAGE_SLACK_KM = 100


def expected_answer(question: dict[str, Any], record: dict[str, Any] | None) -> str | None:
    """What the register says to this question; None where it says nothing."""
    name = question.get("register_field")
    if record is None or not name:
        return None
    if name == "last_mileage_km":
        readings = record.get("odometer") or []
        return str(readings[-1]["km"]) if readings else None
    value = record.get(name)
    if value is None or value == "":
        return None
    if isinstance(value, bool):
        return "yes" if value else "no"
    return str(value)


def matches(question: dict[str, Any], expected: str | None, answer: str) -> bool | None:
    """Whether an answer agrees with the register; None where that can't be told."""
    if expected is None or not answer.strip():
        return None
    compare = _COMPARES.get(question["compare"])
    return compare(expected, answer.strip()) if compare else None


def _text(expected: str, answer: str) -> bool:
    return _plain(expected) == _plain(answer)


def _plain(text: str) -> str:
    return "".join(text.split()).casefold()


def _year(expected: str, answer: str) -> bool | None:
    digits = "".join(c for c in answer if c.isdigit())[:4]
    if len(digits) < 4:
        return None
    return abs(date.fromisoformat(expected).year - int(digits)) <= 1


def _number(expected: str, answer: str) -> bool | None:
    try:
        return float(expected) == float(answer)
    except ValueError:
        return None


def _not_less(expected: str, answer: str) -> bool | None:
    try:
        return float(answer) >= float(expected) - MILEAGE_SLACK_KM
    except ValueError:
        return None


def _yes_no(expected: str, answer: str) -> bool | None:
    said = {"yes": True, "no": False, "是": True, "否": False}.get(answer.casefold())
    return None if said is None else said == (expected == "yes")


_COMPARES = {
    "text": _text,
    "year": _year,
    "number": _number,
    "not_less": _not_less,
    "yes_no": _yes_no,
}
