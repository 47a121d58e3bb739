"""docs/dependencies.md names every direct dependency; nothing installed is under GPL or AGPL."""

from __future__ import annotations

import re
import tomllib
from importlib.metadata import Distribution, distributions
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
PAGE = (ROOT / "docs" / "dependencies.md").read_text(encoding="utf-8")
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
GPL = re.compile(r"(?<!Lesser )(?<![L\w])A?GPL|(?<!Lesser )(?<!Library or )General Public License")


def licences(of: Distribution) -> str:
    """Everything the metadata says about the licence, on one line."""
    said: list[str] = []
    for field in ("License-Expression", "License", "Classifier"):
        values = of.metadata.get_all(field) or []
        # a whole licence in the metadata begins with its name; its text names others too
        said += [v[:200] for v in values if field != "Classifier" or v.startswith("License")]
    return " ".join(said)


def names(requirements: list[str]) -> set[str]:
    return {re.split(r"[\[=<>]", requirement)[0] for requirement in requirements}


def rows(heading: str) -> set[str]:
    section = PAGE.split(f"## {heading}\n")[1].split("\n## ")[0]
    return set(re.findall(r"^\| `([\w-]+)` \|", section, re.MULTILINE))


def test_every_direct_dependency_stands_on_the_page():
    assert rows("At run time") == names(PROJECT["project"]["dependencies"])
    assert rows("For development") == names(PROJECT["dependency-groups"]["dev"])


def test_nothing_installed_is_under_gpl():
    found = {d.name: licences(d) for d in distributions()}
    assert len(found) > 50
    assert {name: text for name, text in found.items() if GPL.search(text)} == {}


def test_lgpl_packages_stand_on_the_page():
    lgpl = {d.name for d in distributions() if re.search("LGPL|Lesser", licences(d))}
    assert {name for name in lgpl if f"`{name}`" not in PAGE} == set()


@pytest.mark.parametrize(
    ("text", "is_gpl"),
    [
        ("GPL-3.0-or-later", True),
        ("AGPL-3.0", True),
        ("License :: OSI Approved :: GNU General Public License v3 (GPLv3)", True),
        ("GNU Affero General Public License v3", True),
        ("LGPL-2.1-or-later", False),
        ("GNU Lesser General Public License v2 or later (LGPLv2+)", False),
        ("GNU Library or Lesser General Public License (LGPL)", False),
        ("MIT", False),
    ],
)
def test_what_counts_as_gpl(text: str, is_gpl: bool):
    assert bool(GPL.search(text)) is is_gpl
