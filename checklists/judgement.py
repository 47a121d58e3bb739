"""A verdict on measured values: three-valued, each with limit, clause and reason."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

Verdict = Literal["pass", "fail", "not_judged"]


@dataclass(frozen=True, slots=True)
class ItemVerdict:
    """One judged item. ``value`` is rounded as the rule says and judged as rounded.

    ``limit`` is text such as ``>= 60``; ``reason`` is given for ``not_judged`` alone;
    ``required`` says whether the vehicle can pass without it.
    """

    item: str
    name_zh: str
    name_en: str
    value: Decimal | None
    unit: str
    limit: str | None
    verdict: Verdict
    reason_zh: str | None
    reason_en: str | None
    clause: str
    source_mark: str
    required: bool = True

    @property
    def shown_value(self) -> str:
        """The value as printed, empty when there is none."""
        return "" if self.value is None else f"{self.value:f}"

    def as_json(self) -> dict[str, object]:
        """The object ``lane judge --json`` prints for this item."""
        reason = f"{self.reason_zh} / {self.reason_en}" if self.reason_zh else None
        return {
            "item": self.item,
            "value": None if self.value is None else float(self.value),
            "shown": self.shown_value,
            "unit": self.unit,
            "limit": self.limit,
            "verdict": self.verdict,
            "reason": reason,
            "clause": self.clause,
            "source_mark": self.source_mark,
            "name_zh": self.name_zh,
            "name_en": self.name_en,
            "reason_zh": self.reason_zh,
            "reason_en": self.reason_en,
            "required": self.required,
        }


@dataclass(frozen=True, slots=True)
class Judgement:
    """The verdict on everything measured: ``fail`` if anything failed, ``incomplete`` if a
    required item has no verdict, else ``pass``."""

    verdict: Literal["pass", "fail", "incomplete"]
    items: tuple[ItemVerdict, ...]
    edition: str

    def item(self, name: str) -> ItemVerdict:
        """The verdict on one item.

        Raises:
            KeyError: nothing is said about it.
        """
        for item in self.items:
            if item.item == name:
                return item
        raise KeyError(name)

    @property
    def failed(self) -> tuple[ItemVerdict, ...]:
        """The items that failed."""
        return tuple(item for item in self.items if item.verdict == "fail")

    @property
    def open(self) -> tuple[ItemVerdict, ...]:
        """The required items without a verdict."""
        return tuple(i for i in self.items if i.required and i.verdict == "not_judged")

    def as_json(self) -> dict[str, object]:
        """The object ``lane judge --json`` prints."""
        return {"verdict": self.verdict, "items": [item.as_json() for item in self.items]}


def whole(items: tuple[ItemVerdict, ...], edition: str) -> Judgement:
    """Draw the items together."""
    if any(item.verdict == "fail" for item in items):
        return Judgement("fail", items, edition)
    if any(item.required and item.verdict == "not_judged" for item in items):
        return Judgement("incomplete", items, edition)
    return Judgement("pass", items, edition)
