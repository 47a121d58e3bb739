"""What each field of a condition looks at, how it compares, and how it reads to a person."""

from __future__ import annotations

import operator
from collections.abc import Callable
from dataclasses import dataclass
from fnmatch import fnmatchcase
from functools import cache
from typing import Any

from checklists import codes
from checklists.errors import RuleFileError
from checklists.tables import RULES_FOLDER, read_tsv

_FILE = RULES_FOLDER / "codes" / "condition_fields.tsv"
_YES_NO = {"True": ("是", "yes"), "False": ("否", "no")}
_TABLES = {"groups": "groups", "use": "uses", "fuel": "fuels", "kind": "kinds"}


@dataclass(frozen=True, slots=True)
class FieldRule:
    """``fact`` compared by ``operator``; ``zh`` and ``en`` are phrases with one ``{}``.

    ``missing`` names the record's field to ask for when the fact is not known.
    """

    field: str
    fact: str
    operator: str
    zh: str
    en: str
    missing: str

    def phrases(self, operand: Any) -> tuple[str, str]:
        """The condition as a person reads it, in Chinese and in English."""
        values = operand if isinstance(operand, tuple) else (operand,)
        names = [self._names(_as_text(value)) for value in values]
        return (
            self.zh.format("/".join(zh for zh, _ in names)),
            self.en.format(" or ".join(en for _, en in names)),
        )

    def _names(self, value: str) -> tuple[str, str]:
        if self.fact in _TABLES:
            code = codes.table(_TABLES[self.fact]).get(value)
            return (code.name_zh, code.name_en) if code else (value, value)
        return _YES_NO.get(value, (value, value))


def _as_text(value: Any) -> str:
    return f"{value:g}" if isinstance(value, float) else str(value)


def _matches(value: str, patterns: tuple[str, ...]) -> bool:
    return any(fnmatchcase(value, pattern) for pattern in patterns)


def _contains(value: str, parts: tuple[str, ...]) -> bool:
    return any(part in value for part in parts)


def _shares(value: frozenset[str], wanted: tuple[str, ...]) -> bool:
    return not value.isdisjoint(wanted)


def _among(value: str, wanted: tuple[str, ...]) -> bool:
    return value in wanted


def _negated(test: Callable[[Any, Any], bool]) -> Callable[[Any, Any], bool]:
    return lambda value, operand: not test(value, operand)


OPERATORS: dict[str, Callable[[Any, Any], bool]] = {
    "matches": _matches,
    "matches not": _negated(_matches),
    "contains": _contains,
    "contains not": _negated(_contains),
    "shares": _shares,
    "shares not": _negated(_shares),
    "among": _among,
    "among not": _negated(_among),
    "is": operator.eq,
    ">=": operator.ge,
    "<=": operator.le,
    ">": operator.gt,
    "<": operator.lt,
}


@cache
def field_rules() -> dict[str, FieldRule]:
    """Every condition field by its name.

    Raises:
        RuleFileError: the table names an operator that does not exist.
    """
    rules = {}
    for entry in read_tsv(_FILE):
        rule = FieldRule(**entry.values)
        if rule.operator not in OPERATORS:
            raise RuleFileError(_FILE, entry.line, f"no operator {rule.operator!r}")
        rules[rule.field] = rule
    return rules
