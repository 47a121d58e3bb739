"""Records and passes as CSV files (UTF-8, comma, heading line), written and read line by line."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from lane.register.errors import RegisterFileError

Row = TypeVar("Row", bound=BaseModel)


def write_csv(path: Path, kind: type[Row], rows: Iterable[Row]) -> None:
    """Write rows of one model; a file made from the same rows is the same byte for byte."""
    text = io.StringIO(newline="")
    writer = csv.DictWriter(text, list(kind.model_fields), lineterminator="\n")
    writer.writeheader()
    writer.writerows(_cells(row) for row in rows)
    path.write_bytes(text.getvalue().encode("utf-8"))


def read_csv(path: Path, kind: type[Row]) -> Iterator[tuple[int, Row]]:
    """Each row with its line number; RegisterFileError at the first that is at fault."""
    reader = csv.reader(io.StringIO(_text(path), newline=""), strict=True)
    heading: list[str] | None = None
    for line, cells in _lines(path, reader):
        if heading is None:
            heading = _heading(path, kind, cells)
        elif cells:
            yield line, _row(path, line, kind, heading, cells)
    if heading is None:
        raise RegisterFileError(path, 1, "", "the file is empty; it needs a heading line")


def _text(path: Path) -> str:
    try:
        return path.read_bytes().decode("utf-8-sig")
    except OSError as error:
        raise RegisterFileError(path, 1, "", f"can't be read ({error.strerror})") from error
    except UnicodeDecodeError as error:
        line = error.object[: error.start].count(b"\n") + 1
        fault = "is not UTF-8; save it as “CSV UTF-8” and try again"
        raise RegisterFileError(path, line, "", fault) from error


def _lines(path: Path, reader: Any) -> Iterator[tuple[int, list[str]]]:
    # a quoted cell may run over several lines: a row is named by the line it starts on
    start = 1
    while True:
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            raise RegisterFileError(path, start, "", f"is no whole CSV line ({error})") from error
        yield start, cells
        start = reader.line_num + 1


def _heading(path: Path, kind: type[BaseModel], cells: list[str]) -> list[str]:
    names = [cell.strip() for cell in cells]
    for name in names:
        if name not in kind.model_fields:
            raise RegisterFileError(path, 1, name, "is not a column of this table; remove it")
        if names.count(name) > 1:
            raise RegisterFileError(path, 1, name, "stands in the heading twice; keep one")
    for name, field in kind.model_fields.items():
        if field.is_required() and name not in names:
            raise RegisterFileError(path, 1, name, "is missing from the heading; add the column")
    return names


def _row(path: Path, line: int, kind: type[Row], heading: list[str], cells: list[str]) -> Row:
    if len(cells) != len(heading):
        fault = f"has {len(cells)} cells where the heading has {len(heading)}"
        raise RegisterFileError(path, line, "", fault)
    written = dict(zip(heading, cells, strict=True))
    values: dict[str, Any] = dict(written)
    if "odometer" in written:
        values["odometer"] = _odometer(written["odometer"])
    try:
        return kind.model_validate(values)
    except ValidationError as error:
        first = error.errors()[0]
        column = str(first["loc"][0]) if first["loc"] else ""
        fault = f"{written.get(column)!r} can't be taken: {first['msg']}"
        raise RegisterFileError(path, line, column, fault) from error


def _cells(row: BaseModel) -> dict[str, Any]:
    values = row.model_dump(mode="json")
    readings: list[dict[str, Any]] | None = values.get("odometer")
    if readings is not None:
        values["odometer"] = ";".join(f"{each['on']}={each['km']}" for each in readings)
    return {name: int(v) if isinstance(v, bool) else v for name, v in values.items()}


def _odometer(cell: str) -> list[dict[str, str]]:
    # "date=km;date=km"; what is wrong in a part shows when the record is checked
    parts = (part.partition("=") for part in cell.split(";") if part)
    return [{"on": on, "km": km} for on, _, km in parts]
