"""The closed list of reasons to abandon an inspection (终止原因), from the rule files."""

from __future__ import annotations

from functools import cache

from checklists.rules import editions, load
from lane.service.views import Label


@cache
def abandonment_choices() -> dict[str, Label]:
    """Reasons by code, of the newest edition held."""
    newest = next(iter(editions()))
    return {
        row.code: Label(zh=row.name_zh, en=row.name_en) for row in load(newest).abandonment.values()
    }
