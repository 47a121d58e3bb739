"""Reading the package's own rule files: TSV and TOML, with the line of every entry."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from checklists.errors import RuleFileError

RULES_FOLDER = Path(__file__).parent / "rules"

Model = TypeVar("Model", bound=BaseModel)


@dataclass(frozen=True, slots=True)
class Entry:
    """One row or table of a rule file, and the line it starts at."""

    line: int
    values: dict[str, Any]


def read_tsv(path: Path) -> list[Entry]:
    """Rows of a tab-separated file; ``#`` lines are comments, the first other line the header.

    Raises:
        RuleFileError: the file is missing, or a row has more or fewer fields than the header.
    """
    lines = [(n, text) for n, text in enumerate(_text(path).splitlines(), 1) if _holds_data(text)]
    if not lines:
        raise RuleFileError(path, None, "has no header line")
    header = lines[0][1].split("\t")
    return [Entry(number, _row(path, number, header, text)) for number, text in lines[1:]]


def read_toml(path: Path, table: str) -> list[Entry]:
    """The ``[[table]]`` entries of a TOML file that holds nothing else, each with its line.

    Raises:
        RuleFileError: the file is missing, is not TOML, or holds anything but these entries.
    """
    return read_tables(path, (table,))[table]


def read_tables(path: Path, tables: tuple[str, ...]) -> dict[str, list[Entry]]:
    """As ``read_toml``, for a file with several kinds of entries.

    Raises:
        RuleFileError: the file is missing, is not TOML, or holds anything but these entries.
    """
    text = _text(path)
    try:
        content = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise RuleFileError(path, _line_in(str(error)), str(error)) from error
    unknown = set(content) - set(tables)
    if unknown:
        raise RuleFileError(path, None, f"{sorted(unknown)[0]!r} does not belong here")
    return {table: _entries(text, table, content.get(table, [])) for table in tables}


def _entries(text: str, table: str, values: list[dict[str, Any]]) -> list[Entry]:
    pattern = re.compile(rf"^\[\[\s*{re.escape(table)}\s*\]\]")
    starts = [n for n, line in enumerate(text.splitlines(), 1) if pattern.match(line)]
    return [Entry(line, row) for line, row in zip(starts, values, strict=True)]


def models(path: Path, entries: list[Entry], model: type[Model]) -> Iterator[Model]:
    """Check each entry against ``model``.

    Raises:
        RuleFileError: names file, line and the faulty field of the first bad entry.
    """
    for entry in entries:
        try:
            yield model.model_validate(entry.values)
        except ValidationError as error:
            raise RuleFileError(path, entry.line, describe(error)) from error


def describe(error: ValidationError) -> str:
    """The first fault of a pydantic error in one line: the field, then what is wrong with it."""
    fault = error.errors()[0]
    message = fault["msg"].removeprefix("Value error, ")
    field = ""
    for part in fault["loc"]:
        field += f"[{part}]" if isinstance(part, int) else f".{part}"
    return f"{field.lstrip('.')}: {message}" if field else message


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except OSError as error:
        raise RuleFileError(path, None, f"cannot be read ({error.strerror})") from error


def _holds_data(line: str) -> bool:
    return bool(line.strip()) and not line.startswith("#")


def _row(path: Path, number: int, header: list[str], text: str) -> dict[str, str]:
    fields = text.split("\t")
    if len(fields) != len(header):
        fault = f"{len(fields)} fields where the header has {len(header)}"
        raise RuleFileError(path, number, fault)
    return dict(zip(header, fields, strict=True))


def _line_in(message: str) -> int | None:
    found = re.search(r"line (\d+)", message)
    return int(found.group(1)) if found else None
