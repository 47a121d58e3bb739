"""What can go wrong with watch-lists. No message ever holds a value of a list or a look-up."""

from __future__ import annotations

from pathlib import Path


class WatchListError(Exception):
    """Anything about the watch-list."""


class KeyFileError(WatchListError):
    """The key file can't be used; the message says what to do."""


class ValueRefused(WatchListError):
    """A value can't be what it is said to be; the message says why, not which."""


class ListFileError(WatchListError):
    """A list can't be imported; names file, line and column."""

    def __init__(self, path: Path, line: int, column: str, fault: str) -> None:
        where = f"line {line}, {column}" if column else f"line {line}"
        super().__init__(f"{path.name}, {where}: {fault}")
        self.line = line
        self.column = column
