"""The rule set of one edition, loaded once: items, instruments, limits, questions, defects."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import TypeVar

from pydantic import BaseModel

from checklists import schema
from checklists.condition import Applicability
from checklists.errors import DateBeforeEditionError, RuleFileError, UnknownEditionError
from checklists.tables import RULES_FOLDER, models, read_toml, read_tsv
from checklists.vehicle import Inspection

Model = TypeVar("Model", bound=BaseModel)


@dataclass(frozen=True, slots=True)
class ManualRule:
    """A manual item and when it applies."""

    row: schema.ManualItemRow
    applies: Applicability
    position: int


@dataclass(frozen=True, slots=True)
class InstrumentRule:
    """An instrument item and when it applies."""

    row: schema.InstrumentRow
    applies: Applicability


@dataclass(frozen=True, slots=True)
class MethodRule:
    """An exhaust method and the vehicles it is for."""

    test: str
    also: tuple[str, ...]
    applies: Applicability


@dataclass(frozen=True, slots=True)
class Limit:
    """A limit and when it applies."""

    row: schema.LimitRow
    standard: str
    applies: Applicability

    def in_force(self, on: date) -> bool:
        """Whether the limit holds on that day."""
        ends = self.row.effective_to
        return self.row.effective_from <= on and (ends is None or on <= ends)


@dataclass(frozen=True, slots=True)
class Edition:
    """Everything one edition of the inspection standard asks for."""

    info: schema.EditionFile
    manual: tuple[ManualRule, ...]
    instruments: tuple[InstrumentRule, ...]
    methods: tuple[MethodRule, ...]
    dynamic_load: Applicability
    limits: Mapping[str, tuple[Limit, ...]]
    tests: Mapping[str, schema.TestRow]
    questions: Mapping[int, tuple[schema.QuestionRow, ...]]
    defects: Mapping[str, schema.DefectRow]
    severities: Mapping[str, schema.SeverityRow]
    senses: Mapping[str, schema.SenseRow]
    categories: Mapping[str, schema.NamedRow]
    walk: Mapping[str, schema.NamedRow]
    abandonment: Mapping[str, schema.NamedRow]


def edition_for(inspection: Inspection) -> Edition:
    """The rules an inspection is held to.

    Raises:
        UnknownEditionError: the edition named is not held.
        DateBeforeEditionError: the day lies before that edition, or before every edition.
    """
    if inspection.edition is None:
        return load(_in_force(inspection.on))
    if inspection.edition not in editions():
        held = ", ".join(editions())
        raise UnknownEditionError(f"edition {inspection.edition!r} is not held; held are {held}")
    starts = editions()[inspection.edition].effective_from
    if inspection.on < starts:
        raise DateBeforeEditionError(
            f"{inspection.edition} holds from {starts}, the inspection is on {inspection.on}"
        )
    return load(inspection.edition)


@cache
def editions() -> dict[str, schema.EditionFile]:
    """The editions held, newest first."""
    found = []
    for path in RULES_FOLDER.glob("*/edition.toml"):
        found += models(path, read_toml(path, "edition"), schema.EditionFile)
    found.sort(key=lambda info: info.effective_from, reverse=True)
    return {info.name: info for info in found}


@cache
def load(name: str) -> Edition:
    """Load and check one edition by name; cached.

    Raises:
        RuleFileError: a file is faulty; names file and line.
    """
    info = editions()[name]
    items, own = RULES_FOLDER / info.items_from, RULES_FOLDER / name
    walk = _by_code(items / "walk.tsv", schema.NamedRow)
    return Edition(
        info=info,
        manual=_manual(items, list(walk)),
        instruments=_instruments(own / "instruments.toml"),
        methods=_methods(items / "exhaust.toml"),
        dynamic_load=_dynamic_load(items / "dynamic_load.toml"),
        limits=_limits(info.limits),
        tests=_by_code(items / "tests.tsv", schema.TestRow),
        questions=_questions(items / "questions.toml"),
        defects=_by_code(items / "defects.tsv", schema.DefectRow),
        severities=_by_code(items / "severities.tsv", schema.SeverityRow),
        senses=_by_code(items / "senses.tsv", schema.SenseRow),
        categories=_by_code(items / "categories.tsv", schema.NamedRow),
        walk=walk,
        abandonment=_by_code(items / "abandonment.tsv", schema.NamedRow),
    )


def _in_force(on: date) -> str:
    for name, info in editions().items():
        if info.effective_from <= on:
            return name
    raise DateBeforeEditionError(f"no edition of the standard is held for {on}")


def _by_code(path: Path, model: type[Model]) -> dict[str, Model]:
    found: dict[str, Model] = {}
    for entry, row in zip(entries := read_tsv(path), models(path, entries, model), strict=True):
        code = entry.values["code"]
        if code in found:
            raise RuleFileError(path, entry.line, f"code {code!r} is there twice")
        found[code] = row
    return found


def _manual(folder: Path, walk: list[str]) -> tuple[ManualRule, ...]:
    """Manual items in walking order, each with the rule that says when it applies."""
    path = folder / "manual_items.tsv"
    rules = _item_rules(folder / "applicability.toml")
    found: dict[int, ManualRule] = {}
    entries = read_tsv(path)
    for entry, row in zip(entries, models(path, entries, schema.ManualItemRow), strict=True):
        if row.walk not in walk:
            raise RuleFileError(path, entry.line, f"no position {row.walk!r} in walk.tsv")
        if row.number in found:
            raise RuleFileError(path, entry.line, f"item {row.number} is there twice")
        if row.number not in rules:
            raise RuleFileError(path, entry.line, f"item {row.number} has no applicability rule")
        applies, _ = rules[row.number]
        found[row.number] = ManualRule(row, applies, walk.index(row.walk))
    for number, (_, line) in rules.items():
        if number not in found:
            raise RuleFileError(folder / "applicability.toml", line, f"there is no item {number}")
    return tuple(sorted(found.values(), key=lambda rule: (rule.position, rule.row.number)))


def _item_rules(path: Path) -> dict[int, tuple[Applicability, int]]:
    """The rule of each item and the line it stands at."""
    found: dict[int, tuple[Applicability, int]] = {}
    entries = read_toml(path, "rule")
    for entry, rule in zip(entries, models(path, entries, schema.ItemRule), strict=True):
        for number in rule.items:
            if number in found:
                raise RuleFileError(path, entry.line, f"item {number} has two rules")
            found[number] = (Applicability.of(rule.any, rule.unless), entry.line)
    return found


def _instruments(path: Path) -> tuple[InstrumentRule, ...]:
    rows = models(path, read_toml(path, "instrument"), schema.InstrumentRow)
    return tuple(InstrumentRule(row, Applicability.of(row.any, row.unless)) for row in rows)


def _methods(path: Path) -> tuple[MethodRule, ...]:
    rows = models(path, read_toml(path, "method"), schema.MethodRule)
    return tuple(
        MethodRule(row.test, row.also, Applicability.of(row.any, row.unless)) for row in rows
    )


def _dynamic_load(path: Path) -> Applicability:
    (row,) = models(path, read_toml(path, "rule"), schema.DynamicLoadRule)
    return Applicability.of(row.any, row.unless)


def _limits(standards: tuple[str, ...]) -> dict[str, tuple[Limit, ...]]:
    found: dict[str, list[Limit]] = {}
    for standard in standards:
        for path in sorted((RULES_FOLDER / standard).glob("*.toml")):
            for row in models(path, read_toml(path, "limit"), schema.LimitRow):
                limit = Limit(row, standard, Applicability.of(row.any, row.unless))
                found.setdefault(row.item, []).append(limit)
    return {item: tuple(limits) for item, limits in found.items()}


def _questions(path: Path) -> dict[int, tuple[schema.QuestionRow, ...]]:
    found: dict[int, list[schema.QuestionRow]] = {}
    for row in models(path, read_toml(path, "question"), schema.QuestionRow):
        found.setdefault(row.item, []).append(row)
    return {item: tuple(questions) for item, questions in found.items()}
