"""A small list, its key, and how to write another."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from lane.watchlist import WatchList
from lane.watchlist.list_file import COLUMNS

LISTED_AT = datetime(2026, 11, 23, 1, 0, tzinfo=UTC)
PERSON = "11010519491231002X"
ROWS = [
    f"E1,person,{PERSON},,fugitive,1,2026-01-01,2026-12-31,泰安市公安局,0538-110,R01",
    "E2,plate,鲁J·12345,02,stolen,2,2026-01-01,2026-11-23,泰安市公安局,0538-110,R02",
    "E3,vin,LSVNV4187F2100013,,cloned,3,2026-01-01,2026-12-31,济南市公安局,0531-110,R03",
    "E4,engine_number,CUF812345,,stolen,2,2026-01-01,2026-12-31,济南市公安局,0531-110,R02",
    "E5,plate,鲁J12345,,watch,1,2026-01-01,2026-12-31,济南市公安局,0531-110,R04",
]


@pytest.fixture
def write_list(tmp_path: Path) -> Callable[..., Path]:
    """A CSV file with these rows."""

    def write(rows: list[str], name: str = "list.csv") -> Path:
        path = tmp_path / name
        path.write_text("\n".join([",".join(COLUMNS), *rows]) + "\n", encoding="utf-8")
        return path

    return write


@pytest.fixture
def watch_list(tmp_path: Path, write_list) -> Iterator[WatchList]:
    """A list in a folder of its own, imported at LISTED_AT."""
    with WatchList(tmp_path / "db", b"k" * 32, now=lambda: LISTED_AT) as opened:
        opened.import_file(write_list(ROWS))
        yield opened
