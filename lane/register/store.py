"""The register's SQLite file: taken in from CSV as a whole or not at all, looked up by number."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from lane.register.errors import RegisterError, RegisterFileError
from lane.register.record import Pass, VehicleRecord, wire_number
from lane.register.table import read_csv

_SCHEMA = """
CREATE TABLE IF NOT EXISTS vehicle (
    plate_kind TEXT NOT NULL, plate TEXT NOT NULL, vin TEXT NOT NULL,
    engine_number TEXT NOT NULL, record TEXT NOT NULL, PRIMARY KEY (plate_kind, plate)
) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS vehicle_plate ON vehicle (plate);
CREATE INDEX IF NOT EXISTS vehicle_vin ON vehicle (vin);
CREATE INDEX IF NOT EXISTS vehicle_engine ON vehicle (engine_number);
CREATE TABLE IF NOT EXISTS pass (
    plate_kind TEXT NOT NULL, plate TEXT NOT NULL, at REAL NOT NULL,
    lat REAL NOT NULL, lon REAL NOT NULL, record TEXT NOT NULL,
    PRIMARY KEY (plate_kind, plate, at, lat, lon)
) WITHOUT ROWID;
"""


@dataclass(frozen=True, slots=True)
class ImportReport:
    """What an import did: rows new, rows that replaced another, rows that were there already."""

    added: int = 0
    changed: int = 0
    unchanged: int = 0


class Register:
    """The vehicle register in one SQLite file, made when it is not there.

    Every call opens the file anew, so one Register may be used from several threads. Look-ups
    by an empty number find nothing.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        with self._transaction() as db:
            for statement in _SCHEMA.split(";"):
                db.execute(statement)

    def import_csv(self, path: Path) -> ImportReport:
        """Take in a CSV of VehicleRecord; a row replaces the one with its plate and kind.

        RegisterFileError names the file, line and column at fault; then nothing has changed.
        """
        rows = [(line, record) for line, record in read_csv(path, VehicleRecord)]
        _refuse_twice(path, rows)
        with self._transaction() as db:
            outcomes = [_put_vehicle(db, record) for _, record in rows]
        return _report(outcomes)

    def import_passes_csv(self, path: Path) -> ImportReport:
        """Take in a CSV of Pass; the same pass (plate, kind, instant, place) is kept once."""
        rows = [row for _, row in read_csv(path, Pass)]
        with self._transaction() as db:
            outcomes = [_put_pass(db, row) for row in rows]
        return _report(outcomes)

    def by_plate(self, plate: str, plate_kind: str | None = None) -> list[VehicleRecord]:
        """Records with this number (挂 or not), of one kind or (None) of every kind."""
        plate = wire_number(plate)
        if plate_kind is None:
            return self._vehicles("plate = ?", plate)
        return self._vehicles("plate = ? AND plate_kind = ?", plate, plate_kind)

    def by_vin(self, vin: str) -> list[VehicleRecord]:
        """Records with this VIN; more than one is a finding in itself."""
        return self._vehicles("vin = ?", vin)

    def by_engine_number(self, engine_number: str) -> list[VehicleRecord]:
        """Records with this engine or motor number."""
        return self._vehicles("engine_number = ?", engine_number)

    def count(self) -> int:
        """How many vehicles are registered."""
        with self._transaction() as db:
            return int(db.execute("SELECT count(*) FROM vehicle").fetchone()[0])

    def passes_of(self, plate: str, plate_kind: str, since: datetime) -> list[Pass]:
        """Passes of this plate at or after `since` (with a time zone), oldest first."""
        if since.tzinfo is None:
            raise ValueError("`since` needs a time zone")
        query = "SELECT record FROM pass WHERE plate = ? AND plate_kind = ? AND at >= ? ORDER BY at"
        with self._transaction() as db:
            found = db.execute(query, (plate, plate_kind, since.timestamp())).fetchall()
        return [Pass.model_validate_json(row[0]) for row in found]

    def _vehicles(self, condition: str, *values: str) -> list[VehicleRecord]:
        if not values[0]:
            return []
        query = f"SELECT record FROM vehicle WHERE {condition} ORDER BY plate, plate_kind"
        with self._transaction() as db:
            found = db.execute(query, values).fetchall()
        return [VehicleRecord.model_validate_json(row[0]) for row in found]

    @contextmanager
    def _transaction(self) -> Iterator[sqlite3.Connection]:
        try:
            with closing(sqlite3.connect(self._path, timeout=10)) as db, db:
                yield db
        except sqlite3.Error as error:
            fault = f"the register {self._path} can't be used ({error})"
            raise RegisterError(f"{fault}; check the folder, its rights and free space") from error


def _refuse_twice(path: Path, rows: list[tuple[int, VehicleRecord]]) -> None:
    seen: dict[tuple[str, str], int] = {}
    for line, record in rows:
        key = (record.plate_kind, record.plate)
        if key in seen:
            fault = f"{record.plate} of kind {record.plate_kind} stands on line {seen[key]} already"
            raise RegisterFileError(path, line, "plate", fault)
        seen[key] = line


def _put_vehicle(db: sqlite3.Connection, record: VehicleRecord) -> str:
    key = (record.plate_kind, record.plate)
    text = record.model_dump_json()
    row = db.execute("SELECT record FROM vehicle WHERE plate_kind = ? AND plate = ?", key)
    before = row.fetchone()
    db.execute(
        "INSERT OR REPLACE INTO vehicle VALUES (?, ?, ?, ?, ?)",
        (*key, record.vin, record.engine_number, text),
    )
    return _outcome(before, text)


def _put_pass(db: sqlite3.Connection, row: Pass) -> str:
    key = (row.plate_kind, row.plate, row.at.timestamp(), row.lat, row.lon)
    text = row.model_dump_json()
    condition = "plate_kind = ? AND plate = ? AND at = ? AND lat = ? AND lon = ?"
    before = db.execute(f"SELECT record FROM pass WHERE {condition}", key).fetchone()
    db.execute("INSERT OR REPLACE INTO pass VALUES (?, ?, ?, ?, ?, ?)", (*key, text))
    return _outcome(before, text)


def _outcome(before: tuple[str] | None, after: str) -> str:
    if before is None:
        return "added"
    return "unchanged" if before[0] == after else "changed"


def _report(outcomes: list[str]) -> ImportReport:
    return ImportReport(*(outcomes.count(name) for name in ("added", "changed", "unchanged")))
