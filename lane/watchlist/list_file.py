"""A list as a CSV file: every line checked, faults named by line and column, never by value."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path

from lane.watchlist.entry import Details, instant
from lane.watchlist.errors import ListFileError, ValueRefused
from lane.watchlist.values import KINDS, Kind, normalised

COLUMNS = (
    "list_entry_id",
    "kind",
    "value",
    "plate_kind",
    "category",
    "priority",
    "valid_from",
    "valid_until",
    "organisation",
    "contact",
    "reason_code",
)
_LONGEST = 200
_MAY_BE_EMPTY = {"plate_kind"}
_PRIORITIES = range(1, 10)

Row = dict[str, str]


def read_list(path: Path) -> Iterator[tuple[int, str, Details]]:
    """Line, normalised value and details of each entry. Raises ListFileError at the first fault."""
    line = 1
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            reader = csv.reader(file, strict=True)
            _check_header(path, next(reader, []))
            for cells in reader:
                line = reader.line_num
                if cells:
                    yield line, *_parsed(path, line, cells)
    except OSError as error:
        raise ListFileError(path, line, "", f"can't be read: {error.strerror}") from error
    except UnicodeDecodeError:
        raise ListFileError(path, line, "", "not UTF-8 text; save the list as UTF-8") from None
    except csv.Error:
        raise ListFileError(
            path, line + 1, "", "quotation marks or line breaks are wrong"
        ) from None


def _check_header(path: Path, header: list[str]) -> None:
    if tuple(header) != COLUMNS:
        raise ListFileError(path, 1, "", f"the columns must be {','.join(COLUMNS)}")


def _parsed(path: Path, line: int, cells: list[str]) -> tuple[str, Details]:
    if len(cells) != len(COLUMNS):
        raise ListFileError(path, line, "", f"{len(cells)} columns instead of {len(COLUMNS)}")
    row = {name: cell.strip() for name, cell in zip(COLUMNS, cells, strict=True)}
    column = ""
    try:
        for column in COLUMNS:
            _check_text(column, row[column])
        column = "kind"
        kind = _kind(row)
        column = "value"
        value = normalised(kind, row["value"])
        column = "plate_kind"
        _check_plate_kind(row)
        column = "priority"
        priority = _priority(row)
        column = "valid_from"
        begin = _moment(row["valid_from"], end=False)
        column = "valid_until"
        until = _moment(row["valid_until"], end=True)
        _check_span(begin, until)
    except ValueRefused as fault:
        # `from None`: a chained exception could carry the value into a log
        raise ListFileError(path, line, column, str(fault)) from None
    return value, Details(
        list_entry_id=row["list_entry_id"],
        kind=kind,
        plate_kind=row["plate_kind"],
        category=row["category"],
        priority=priority,
        valid_from=begin,
        valid_until=until,
        organisation=row["organisation"],
        contact=row["contact"],
        reason_code=row["reason_code"],
    )


def _check_text(column: str, text: str) -> None:
    if not text and column not in _MAY_BE_EMPTY:
        raise ValueRefused("is empty; an entry without end is not taken either")
    if len(text) > _LONGEST or not text.isprintable():
        raise ValueRefused(f"is longer than {_LONGEST} characters or not plain text")


def _kind(row: Row) -> Kind:
    for kind in KINDS:
        if row["kind"] == kind:
            return kind
    raise ValueRefused(f"must be one of {', '.join(KINDS)}")


def _check_plate_kind(row: Row) -> None:
    text = row["plate_kind"]
    if text and row["kind"] != "plate":
        raise ValueRefused("belongs to plates only")
    if text and not (len(text) == 2 and text.isascii() and text.isdigit()):
        raise ValueRefused("must be two digits, e.g. 02")


def _priority(row: Row) -> int:
    text = row["priority"]
    if not (text.isascii() and text.isdigit() and int(text) in _PRIORITIES):
        raise ValueRefused("must be 1 (highest) to 9")
    return int(text)


def _moment(text: str, *, end: bool) -> datetime:
    try:
        if len(text) == len("2026-01-01"):
            return instant(date.fromisoformat(text), end=end)
        return instant(datetime.fromisoformat(text))
    except ValueError:
        raise ValueRefused("is no date, e.g. 2026-01-31 or 2026-01-31T12:00:00+08:00") from None


def _check_span(begin: datetime, until: datetime) -> None:
    if until < begin:
        raise ValueRefused("lies before valid_from")
