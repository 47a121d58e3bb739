"""The code numbers of `codes.toml`."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from typing import Any

OK = 0
"""StatusCode of an object that was taken."""


@cache
def _tables() -> dict[str, Any]:
    return tomllib.loads((files("lane.alerts") / "codes.toml").read_text(encoding="utf-8"))


def code(table: str, key: str) -> str:
    """The code of `key` in `table`; its `other` where the table has one and not the key."""
    entries = _tables()[table]
    return entries[key] if key in entries else entries["other"]
