"""Where in a TOML file a key stands: the parser of the standard library does not say."""

from __future__ import annotations

import re
from collections.abc import Sequence

Path = tuple[str | int, ...]

_ARRAY_TABLE = re.compile(r"^\s*\[\[\s*([\w.\-]+)\s*\]\]")
_TABLE = re.compile(r"^\s*\[\s*([\w.\-]+)\s*\]")
_KEY = re.compile(r"^\s*([\w\-]+)\s*=")
_ELEMENT = re.compile(r"^\s*\{")


class LineMap:
    """Line numbers of tables, keys and one-line array elements, by their path."""

    def __init__(self, text: str) -> None:
        self._lines: dict[Path, int] = {(): 1}
        self._table: Path = ()
        self._key: Path = ()
        self._counts: dict[Path, int] = {}
        for number, line in enumerate(text.splitlines(), start=1):
            self._take(number, line)

    def line_of(self, path: Sequence[str | int]) -> int:
        """The line of the longest known beginning of ``path``."""
        known = tuple(path)
        while known not in self._lines:
            known = known[:-1]
        return self._lines[known]

    def _take(self, number: int, line: str) -> None:
        if match := _ARRAY_TABLE.match(line):
            parent = tuple(match[1].split("."))
            self._table = self._key = (*parent, self._next(parent))
        elif match := _TABLE.match(line):
            self._table = self._key = tuple(match[1].split("."))
        elif match := _KEY.match(line):
            self._key = (*self._table, match[1])
        elif _ELEMENT.match(line):
            self._lines[(*self._key, self._next(self._key))] = number
            return
        else:
            return
        self._lines.setdefault(self._key, number)

    def _next(self, path: Path) -> int:
        count = self._counts.get(path, 0)
        self._counts[path] = count + 1
        return count
