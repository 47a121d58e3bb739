"""The plate grammar: kinds of number plates read from `plates.toml` (GA 36-2018)."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from vision.errors import GrammarError
from vision.grammar.patterns import Pattern, Trust

COLOURS = ("blue", "yellow", "green", "white", "black")


@dataclass(frozen=True, slots=True)
class PlateKind:
    """One kind of plate (号牌种类).

    ``codes`` are hpzl codes of GA/T 16.7, the likeliest first; ``split`` is the height at which
    the upper row ends as a fraction, 0 for one row; ``weight`` how common the kind is, the blue
    plate being 1.
    """

    kind: str
    name_zh: str
    name_en: str
    colours: tuple[str, ...]
    codes: tuple[str, ...]
    pattern: Pattern
    size_mm: tuple[float, float]
    split: float
    weight: float

    @property
    def rows(self) -> int:
        """One or two rows of characters."""
        return 2 if self.split else 1


@dataclass(frozen=True, slots=True)
class PlateGrammar:
    """All kinds, which characters stand for which where only one of them is allowed, and how far
    each recogniser is trusted."""

    kinds: tuple[PlateKind, ...]
    look_alikes: Mapping[str, str]
    trust: Mapping[str, Trust]

    @property
    def patterns(self) -> tuple[Pattern, ...]:
        """The different patterns; several kinds may share one."""
        return tuple(dict.fromkeys(kind.pattern for kind in self.kinds))


class _Row(BaseModel):
    model_config = ConfigDict(extra="forbid")

    kind: str
    name_zh: str
    name_en: str
    colours: list[str] = Field(min_length=1)
    codes: list[Annotated[str, Field(pattern=r"^\d\d$")]] = Field(min_length=1)
    positions: list[str] = Field(min_length=1)
    size_mm: tuple[float, float]
    split: float = Field(default=0.0, ge=0.0, lt=1.0)
    weight: float = Field(gt=0.0)
    source: str = Field(min_length=1)


class _Trust(BaseModel):
    model_config = ConfigDict(extra="forbid")

    weight: float = Field(ge=0.0)
    overrated: dict[str, Annotated[float, Field(gt=0.0)]] = Field(default_factory=dict)


class _Table(BaseModel):
    model_config = ConfigDict(extra="forbid")

    standard: str
    effective: str
    source: str
    sets: dict[str, str]
    look_alikes: dict[str, str]
    trust: dict[str, _Trust]
    kind: list[_Row]


@cache
def plate_grammar(path: Path | None = None) -> PlateGrammar:
    """The grammar of `plates.toml`, or of another table of the same form.

    Raises GrammarError naming the table and the fault.
    """
    path = path or Path(__file__).with_name("plates.toml")
    try:
        table = _Table.model_validate(tomllib.loads(path.read_text(encoding="utf-8")))
    except (OSError, tomllib.TOMLDecodeError, ValidationError) as error:
        raise GrammarError(path.name, str(error)) from error
    kinds = tuple(_kind(row, table.sets, path.name) for row in table.kind)
    trust = {name: Trust(row.weight, row.overrated) for name, row in table.trust.items()}
    return PlateGrammar(kinds, table.look_alikes, trust)


def _kind(row: _Row, sets: dict[str, str], file: str) -> PlateKind:
    if unknown := [colour for colour in row.colours if colour not in COLOURS]:
        raise GrammarError(file, f"kind {row.kind}: unknown colour {unknown[0]}")
    return PlateKind(
        kind=row.kind,
        name_zh=row.name_zh,
        name_en=row.name_en,
        colours=tuple(row.colours),
        codes=tuple(row.codes),
        pattern=Pattern(tuple(_allowed(row, name, sets, file) for name in row.positions)),
        size_mm=row.size_mm,
        split=row.split,
        weight=row.weight,
    )


def _allowed(row: _Row, name: str, sets: dict[str, str], file: str) -> frozenset[str]:
    if name in sets:
        return frozenset(sets[name])
    if len(name) == 1:
        return frozenset(name)
    raise GrammarError(file, f"kind {row.kind}: no set is called {name}")
