"""Models of the rule files: what each row or table must hold."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, model_validator

from checklists.condition import Condition

Mark = Literal["V", "C", "M", "I", "P"]
"""How sure a fact is: V read in a source, C seen in shipped software, P read on a public page,
M from memory, I inferred."""

Sense = Literal["look", "listen", "ask", "examine"]
Slot = Literal["axle", "lamp", "steering_axle", "vehicle"]
Severity = Literal["advisory", "minor", "major", "dangerous"]
Compare = Literal["text", "year", "number", "not_less", "yes_no", "free"]


def _words(value: Any) -> Any:
    return value.split() if isinstance(value, str) else value


Words = Annotated[tuple[str, ...], BeforeValidator(_words)]


class _Row(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class EditionFile(_Row):
    """``edition.toml``: one edition of the inspection standard and what it builds on."""

    name: str
    title_zh: str
    title_en: str
    effective_from: date
    effective_to: date | None = None
    items_from: str
    limits: tuple[str, ...]
    source: str
    mark: Mark


class NamedRow(_Row):
    """A code with names: categories, walk, abandonment reasons."""

    code: str
    name_zh: str
    name_en: str


class SenseRow(NamedRow):
    """``senses.tsv``: one of 望闻问切 and what it means here."""

    note_zh: str


class SeverityRow(NamedRow):
    """``severities.tsv``: a grade of defect and whether it fails the vehicle."""

    rank: int
    fails: bool


class TestRow(NamedRow):
    """``tests.tsv``: one kind of test, in lane order, and what it is done once per."""

    __test__ = False

    per: Slot


class ManualItemRow(_Row):
    """``manual_items.tsv``: one of the official manual items."""

    number: int
    field: str
    name_zh: str
    name_en: str
    category: Literal["NQ", "UC", "F1", "DC", "C1"]
    senses: Annotated[tuple[Sense, ...], BeforeValidator(_words)]
    walk: str
    photos: Words
    clause: str
    mark: Mark


class _Applies(_Row):
    any: tuple[Condition, ...] = ()
    unless: tuple[Condition, ...] = ()


class ItemRule(_Applies):
    """``applicability.toml``: for which vehicles the named items are done."""

    items: tuple[int, ...]
    source: str = "S7"
    mark: Mark = "C"


class MethodRule(_Applies):
    """``exhaust.toml``: which exhaust method a vehicle is tested by."""

    test: Literal["double_idle", "free_acceleration", "none"]
    also: tuple[str, ...] = ()
    source: str
    mark: Mark


class DynamicLoadRule(_Applies):
    """``dynamic_load.toml``: for which vehicles a plate tester's dynamic loads count."""

    source: str
    mark: Mark


class InstrumentRow(_Applies):
    """``instruments.toml``: one measured quantity, the test it comes from, where it applies."""

    family: str
    code: str
    name_zh: str
    name_en: str
    test: str
    per: Slot
    needs: tuple[str, ...] = ()
    measured: str | None = Field(default=None, description="field of the gas values")
    required: bool = True
    judged: bool = True
    not_judged_zh: str | None = None
    not_judged_en: str | None = None
    clause: str
    mark: Mark

    @model_validator(mode="after")
    def _says_why(self) -> InstrumentRow:
        if not self.judged and not (self.not_judged_zh and self.not_judged_en):
            raise ValueError("an item that is not judged must say why (not_judged_zh, _en)")
        return self


class Within(_Row):
    """Tolerance against the record: inside either of the two is enough."""

    percent: float | None = None
    absolute: float


class LimitRow(_Applies):
    """One limit with its clause, dates and source. Exactly one kind of bound."""

    id: str
    item: str
    at_least: float | None = None
    at_most: float | None = None
    between: tuple[float, float] | None = None
    within: Within | None = None
    unit: str
    decimals: int = Field(ge=0, le=4)
    clause: str
    source: str
    mark: Mark
    effective_from: date
    effective_to: date | None = None

    @model_validator(mode="after")
    def _one_bound(self) -> LimitRow:
        bounds = (self.at_least, self.at_most, self.between, self.within)
        if sum(bound is not None for bound in bounds) != 1:
            raise ValueError("give exactly one of at_least, at_most, between, within")
        if self.between and self.between[0] > self.between[1]:
            raise ValueError("between: the lower bound is above the upper one")
        if self.effective_to and self.effective_to < self.effective_from:
            raise ValueError("effective_to lies before effective_from")
        return self


class QuestionRow(_Row):
    """``questions.toml``: a question to the presenter and the register field it is held to."""

    code: str
    item: int
    zh: str
    en: str
    register_field: str | None = None
    compare: Compare

    @model_validator(mode="after")
    def _has_field(self) -> QuestionRow:
        if (self.compare == "free") != (self.register_field is None):
            raise ValueError("register_field is given for every question that is compared")
        return self


class DefectRow(_Row):
    """``defects.tsv``: a reason code the examiner can choose for an item."""

    code: str
    item: int
    severity: Severity
    text_zh: str
    text_en: str
    mark: Mark
