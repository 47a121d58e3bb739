"""A broken file leaves the register as it was, and the message names file, line and column."""

from __future__ import annotations

from pathlib import Path

import pytest

from lane.register import Register, RegisterFileError, VehicleRecord
from lane.register.table import write_csv


@pytest.fixture
def good(tmp_path: Path, record: VehicleRecord) -> Path:
    path = tmp_path / "register.csv"
    plates = ["鲁J00001", "鲁J00002", "鲁J00003"]
    write_csv(path, VehicleRecord, [record.model_copy(update={"plate": p}) for p in plates])
    return path


def edited(path: Path, line: int, old: str, new: str) -> Path:
    lines = path.read_text(encoding="utf-8").split("\n")
    assert old in lines[line - 1]
    lines[line - 1] = lines[line - 1].replace(old, new, 1)
    path.write_text("\n".join(lines), encoding="utf-8")
    return path


@pytest.mark.parametrize(
    ("line", "old", "new", "column"),
    [
        (3, "1750", "heavy", "total_mass_kg"),
        (4, "2014-11-03", "2014-13-03", "registered_on"),
        (2, "379901198001010010", "379901198001010014", "owner_id"),
        (3, "2025-11-02=98000", "2025-11-02", "odometer"),
        (3, "2025-11-02=98000", "2025-11-02=many", "odometer"),
        (1, "colour", "color", "color"),
        (1, "colour", "brand", "brand"),
        (4, "鲁J00003,", "鲁J00003,,", ""),
        (4, "鲁J00003,", '"鲁J00003,', ""),
    ],
)
def test_a_fault_is_named_and_changes_nothing(
    good: Path, register: Register, line: int, old: str, new: str, column: str
) -> None:
    edited(good, line, old, new)
    with pytest.raises(RegisterFileError) as caught:
        register.import_csv(good)
    assert (caught.value.file, caught.value.line, caught.value.column) == (good, line, column)
    assert "Nothing was imported" in str(caught.value)
    assert register.count() == 0


def test_a_missing_column_is_named(good: Path, register: Register) -> None:
    text = good.read_text(encoding="utf-8")
    good.write_text(text.replace(",vin,", ",", 1), encoding="utf-8")
    with pytest.raises(RegisterFileError, match="column vin: is missing"):
        register.import_csv(good)


def test_a_row_is_named_by_the_line_it_starts_on(good: Path, register: Register) -> None:
    edited(good, 2, "王示例", '"王\n示例"')
    with pytest.raises(RegisterFileError) as caught:
        register.import_csv(good)
    assert (caught.value.line, caught.value.column) == (2, "owner_name")


def test_other_encodings_are_told_apart(good: Path, register: Register) -> None:
    good.write_bytes(good.read_text(encoding="utf-8").encode("gb18030"))
    with pytest.raises(RegisterFileError, match="line 2: is not UTF-8; save it as"):
        register.import_csv(good)


def test_a_byte_order_mark_and_blank_lines_do_no_harm(good: Path, register: Register) -> None:
    text = good.read_text(encoding="utf-8").replace("\n", "\r\n")
    good.write_bytes(b"\xef\xbb\xbf" + text.encode() + b"\r\n\r\n")
    assert register.import_csv(good).added == 3


@pytest.mark.parametrize("content", [b"", b"\xef\xbb\xbf"])
def test_an_empty_file_is_refused(tmp_path: Path, register: Register, content: bytes) -> None:
    path = tmp_path / "empty.csv"
    path.write_bytes(content)
    with pytest.raises(RegisterFileError, match="empty"):
        register.import_csv(path)


def test_a_missing_file_is_refused(tmp_path: Path, register: Register) -> None:
    with pytest.raises(RegisterFileError, match="can't be read"):
        register.import_csv(tmp_path / "none.csv")


def test_a_broken_passes_file_changes_nothing(tmp_path: Path, register: Register) -> None:
    path = tmp_path / "passes.csv"
    heading = "plate,plate_kind,at,lat,lon,colour,vehicle_type"
    good = "鲁J00001,02,2026-11-24T09:20:00+08:00,35.1,118.3,H,K33"
    path.write_text(f"{heading}\n{good}\n{good.replace('+08:00', '')}\n", encoding="utf-8")
    with pytest.raises(RegisterFileError, match="line 3, column at"):
        register.import_passes_csv(path)
    path.write_text(f"{heading}\n{good}\n", encoding="utf-8")
    assert register.import_passes_csv(path).added == 1
