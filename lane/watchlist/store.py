"""The watch-list in LMDB: one transaction per import, look-ups by many processes at once."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import lmdb

from lane.watchlist.entry import Details, Hit, instant
from lane.watchlist.errors import ListFileError, WatchListError
from lane.watchlist.list_file import read_list
from lane.watchlist.sealing import HASH_BYTES, Sealer
from lane.watchlist.values import Kind, normalised

_MAP_BYTES = 4 << 30
_ABOUT = b"about"
_COUNTER_BYTES = 4


@dataclass(frozen=True, slots=True)
class ImportReport:
    """What an import did: how many entries are listed now, and under which version."""

    entries: int
    version: int
    listed_at: datetime


class WatchList:
    """Looks persons and vehicles up by keyed hash; opens details for a hit alone.

    A folder is opened once per process. Raises WatchListError if it was written with another key.
    """

    def __init__(
        self,
        folder: Path,
        key: bytes,
        *,
        now: Callable[[], datetime] = lambda: datetime.now(UTC),
        map_bytes: int = _MAP_BYTES,
    ) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self._now = now
        self._sealer = Sealer(key)
        self._environment = lmdb.open(str(folder), max_dbs=2, map_size=map_bytes)
        self._entries = self._environment.open_db(b"entries")
        self._about = self._environment.open_db(b"about")
        self._check_key()

    def close(self) -> None:
        """Give the folder free."""
        self._environment.close()

    def __enter__(self) -> WatchList:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    @property
    def version(self) -> int:
        """Number of the list in force; 0 before the first import."""
        return int(self._read_about().get("version", 0))

    def import_file(self, path: Path) -> ImportReport:
        """Replace the list by a CSV file, wholly or not at all.

        A fault changes nothing and raises ListFileError with its line. Entries that are no longer
        in the file are gone at once.
        """
        listed_at = self._now()
        with self._environment.begin(write=True) as transaction:
            transaction.drop(self._entries, delete=False)
            count = self._put_all(transaction, path)
            version = int(self._read_about(transaction).get("version", 0)) + 1
            about = {
                "version": version,
                "listed_at": listed_at.isoformat(),
                "entries": count,
                "key": self._sealer.fingerprint().hex(),
            }
            transaction.put(_ABOUT, json.dumps(about).encode(), db=self._about)
        return ImportReport(count, version, listed_at)

    def check(
        self, kind: Kind, value: str, on: date | datetime, plate_kind: str | None = None
    ) -> list[Hit]:
        """Entries in force at `on`, most urgent first; of a plate, those of its kind.

        An entry or a look-up without a kind of plate matches every kind. Raises ValueRefused for
        a value that can't be of this kind; its message does not hold the value.
        """
        hashed = self._sealer.hash(kind, normalised(kind, value))
        moment = instant(on)
        with self._environment.begin() as transaction:
            about = self._read_about(transaction)
            found = [
                self._sealer.open(hashed, sealed) for sealed in self._sealed(transaction, hashed)
            ]
        hits = [
            _hit(details, about, moment) for details in found if details.applies(moment, plate_kind)
        ]
        return sorted(hits, key=lambda hit: (hit.priority, hit.list_entry_id))

    def _put_all(self, transaction: lmdb.Transaction, path: Path) -> int:
        lines: dict[str, int] = {}
        for number, (line, value, details) in enumerate(read_list(path)):
            first = lines.setdefault(details.list_entry_id, line)
            if first != line:
                fault = f"the same identifier as in line {first}"
                raise ListFileError(path, line, "list_entry_id", fault)
            hashed = self._sealer.hash(details.kind, value)
            key = hashed + number.to_bytes(_COUNTER_BYTES, "big")
            transaction.put(key, self._sealer.seal(hashed, details), db=self._entries)
        return len(lines)

    def _sealed(self, transaction: lmdb.Transaction, hashed: bytes) -> Iterator[bytes]:
        with transaction.cursor(db=self._entries) as cursor:
            there = cursor.set_range(hashed)
            while there and bytes(cursor.key()[:HASH_BYTES]) == hashed:
                yield bytes(cursor.value())
                there = cursor.next()

    def _read_about(self, transaction: lmdb.Transaction | None = None) -> dict[str, Any]:
        if transaction is None:
            with self._environment.begin() as own:
                return self._read_about(own)
        text = transaction.get(_ABOUT, db=self._about)
        return json.loads(bytes(text)) if text else {}

    def _check_key(self) -> None:
        written = self._read_about().get("key")
        if written and written != self._sealer.fingerprint().hex():
            self.close()
            raise WatchListError(
                "the watch-list was imported with another key; put that key back, "
                "or remove the folder and import the list again"
            )


def _hit(details: Details, about: dict[str, Any], checked_at: datetime) -> Hit:
    return Hit(
        list_entry_id=details.list_entry_id,
        kind=details.kind,
        category=details.category,
        priority=details.priority,
        valid_from=details.valid_from,
        valid_until=details.valid_until,
        organisation=details.organisation,
        contact=details.contact,
        reason_code=details.reason_code,
        list_version=about["version"],
        listed_at=datetime.fromisoformat(about["listed_at"]),
        checked_at=checked_at,
    )
