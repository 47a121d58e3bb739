"""Ready words for answers that need some, from phrases.toml."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path

from lane.service.views import Label

_FILE = Path(__file__).with_name("phrases.toml")


@cache
def phrases() -> dict[str, tuple[Label, ...]]:
    """Phrases by answer."""
    with _FILE.open("rb") as file:
        content = tomllib.load(file)
    return {
        answer: tuple(Label.model_validate(each) for each in said)
        for answer, said in content.items()
    }
