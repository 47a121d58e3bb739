"""Conditions of applicability: written as data, evaluated here in three values.

A condition is a set of fields that must all hold (``types``, ``seats_min``, ``registered_from``
…). Each field looks at one fact about the vehicle, the inspection or the value judged. A fact
nobody stated makes the outcome unknown, never true or false by guess.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from itertools import chain
from typing import Any

from pydantic import BaseModel

from checklists.operators import OPERATORS, FieldRule, field_rules

Facts = Mapping[str, Any]


class Condition(BaseModel, frozen=True, extra="forbid"):
    """All stated fields must hold. See ``checklists.operators`` for what each looks at."""

    groups: tuple[str, ...] | None = None
    not_groups: tuple[str, ...] | None = None
    types: tuple[str, ...] | None = None
    not_types: tuple[str, ...] | None = None
    names: tuple[str, ...] | None = None
    not_names: tuple[str, ...] | None = None
    uses: tuple[str, ...] | None = None
    not_uses: tuple[str, ...] | None = None
    fuels: tuple[str, ...] | None = None
    not_fuels: tuple[str, ...] | None = None
    kinds: tuple[str, ...] | None = None
    not_kinds: tuple[str, ...] | None = None
    cab: bool | None = None
    steering_axle_independent: bool | None = None
    disabled_driver_controls: bool | None = None
    injury_accident: bool | None = None
    illegal_modification: bool | None = None
    converted_from_operating: bool | None = None
    seats_min: int | None = None
    seats_max: int | None = None
    axles_min: int | None = None
    axles_max: int | None = None
    steering_axles_max: int | None = None
    total_mass_over_kg: float | None = None
    total_mass_min_kg: float | None = None
    total_mass_max_kg: float | None = None
    mass_ratio_over: float | None = None
    mass_ratio_max: float | None = None
    length_over_mm: float | None = None
    length_min_mm: float | None = None
    max_speed_below_km_h: float | None = None
    age_over_years: float | None = None
    storage_over_years: float | None = None
    registered_from: date | None = None
    manufactured_from: date | None = None
    high_beams: int | None = None
    lamp_height_over_mm: float | None = None
    lamp_height_max_mm: float | None = None
    positions: tuple[str, ...] | None = None
    places: tuple[str, ...] | None = None
    testers: tuple[str, ...] | None = None
    laden: bool | None = None
    denominators: tuple[str, ...] | None = None
    methods: tuple[str, ...] | None = None
    limit_sets: tuple[str, ...] | None = None


@dataclass(frozen=True, slots=True)
class Outcome:
    """Whether something applies (None: not decidable), why, and which facts are missing."""

    truth: bool | None
    reason_zh: str = ""
    reason_en: str = ""
    missing: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Test:
    """One field of a condition: a fact, an operator, an operand."""

    __test__ = False

    rule: FieldRule
    operand: Any
    zh: str
    en: str

    def holds(self, value: Any) -> bool:
        """Whether the value, which is known, passes."""
        return OPERATORS[self.rule.operator](value, self.operand)

    def why(self, value: Any) -> tuple[str, str]:
        """The phrase for this value: of several groups only those the vehicle is in."""
        if self.rule.operator != "shares":
            return self.zh, self.en
        return _phrases(self.rule, tuple(one for one in self.operand if one in value))


_Tests = tuple[Test, ...]
Decision = tuple[bool | None, tuple[str, ...]]
_TRUE: Decision = (True, ())
_FALSE: Decision = (False, ())


@dataclass(frozen=True, slots=True)
class Applicability:
    """Applies if any of ``any_of`` holds (or there is none) and none of ``unless`` does."""

    any_of: tuple[_Tests, ...] = ()
    unless: tuple[_Tests, ...] = ()

    @classmethod
    def of(
        cls, any_of: tuple[Condition, ...] = (), unless: tuple[Condition, ...] = ()
    ) -> Applicability:
        """Prepared once when the rules are loaded, so that evaluating is cheap."""
        return cls(tuple(map(_compile, any_of)), tuple(map(_compile, unless)))

    def tests(self) -> Iterator[Test]:
        """Every single test in it."""
        yield from chain.from_iterable(self.any_of + self.unless)

    def decide(self, facts: Facts) -> Decision:
        """True, false, or None with the facts that are missing; pure and without words."""
        wanted = _any(self.any_of, facts) if self.any_of else _TRUE
        if wanted[0] is False or not self.unless:
            return wanted
        barred = _any(self.unless, facts)
        if barred[0] is None:
            return None, wanted[1] + barred[1]
        return _FALSE if barred[0] else wanted

    def evaluate(self, facts: Facts) -> Outcome:
        """Decide against the facts and say why; pure."""
        truth, missing = self.decide(facts)
        if truth is None:
            return _unknown(missing)
        if truth:
            holding = (tests for tests in self.any_of if _all(tests, facts)[0])
            return Outcome(True, *_phrases_of(next(holding, ()), facts))
        barring = [tests for tests in self.unless if _all(tests, facts)[0]]
        if not barring:
            return _none_of(self.any_of, facts)
        zh, en = _phrases_of(barring[0], facts)
        return Outcome(False, f"除外：{zh}", f"excepted: {en}")


def _compile(condition: Condition) -> _Tests:
    stated = condition.model_dump(exclude_none=True)
    rules = field_rules()
    return tuple(Test(rules[n], value, *rules[n].phrases(value)) for n, value in stated.items())


def _any(alternatives: tuple[_Tests, ...], facts: Facts) -> Decision:
    missing: tuple[str, ...] = ()
    undecided = False
    for tests in alternatives:
        truth, lacks = _all(tests, facts)
        if truth:
            return _TRUE
        undecided = undecided or truth is None
        missing += lacks
    return (None, missing) if undecided else _FALSE


def _all(tests: _Tests, facts: Facts) -> Decision:
    missing: tuple[str, ...] = ()
    for test in tests:
        value = facts.get(test.rule.fact)
        if value is None:
            missing += (test.rule.missing,)
        elif not test.holds(value):
            return _FALSE
    return (None, missing) if missing else _TRUE


def _phrases_of(tests: _Tests, facts: Facts) -> tuple[str, str]:
    """Why all of these hold."""
    if not tests:
        return "所有车辆", "every vehicle"
    reasons = [test.why(facts[test.rule.fact]) for test in tests]
    return "、".join(zh for zh, _ in reasons), ", ".join(en for _, en in reasons)


@cache
def _phrases(rule: FieldRule, operand: tuple[str, ...]) -> tuple[str, str]:
    return rule.phrases(operand)


def _unknown(missing: tuple[str, ...]) -> Outcome:
    distinct = tuple(dict.fromkeys(missing))
    names = ", ".join(distinct)
    return Outcome(None, f"缺少 {names}，无法判断", f"{names} is not known", distinct)


def _none_of(alternatives: tuple[_Tests, ...], facts: Facts) -> Outcome:
    """None holds: name the first thing of each that the vehicle is not."""
    failed = [next(test for test in tests if not _passes(test, facts)) for tests in alternatives]
    zh = " 或 ".join(dict.fromkeys(test.zh for test in failed))
    en = " or ".join(dict.fromkeys(test.en for test in failed))
    return Outcome(False, f"仅限：{zh}", f"only for: {en}")


def _passes(test: Test, facts: Facts) -> bool:
    value = facts.get(test.rule.fact)
    return value is None or test.holds(value)
