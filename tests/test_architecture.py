"""The tables of docs/architecture.md say what the import contracts and the code say."""

from __future__ import annotations

import ast
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
PAGE = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
LINTER = PROJECT["tool"]["importlinter"]
OURS: list[str] = LINTER["root_packages"]


def rows_of(heading: str) -> list[list[str]]:
    """The cells of the table that begins with ``heading``, without its two heading lines."""
    lines = PAGE.splitlines()
    start = next(n for n, line in enumerate(lines) if line.startswith(heading)) + 2
    found: list[list[str]] = []
    for line in lines[start:]:
        if not line.startswith("|"):
            break
        found.append([cell.strip() for cell in line.strip("|").split("|")])
    return found


def names(cell: str) -> set[str]:
    return set(re.findall(r"`([^`]+)`", cell))


def forbidden(package: str) -> set[str]:
    """What the contracts forbid to a package, directly or at all."""
    found: set[str] = set()
    for contract in LINTER["contracts"]:
        if contract["type"] == "independence":
            if package in contract["modules"]:
                found |= set(contract["modules"]) - {package}
        else:
            assert contract["type"] == "forbidden", "teach this test the new type of contract"
            if package in contract["source_modules"]:
                found |= set(contract["forbidden_modules"])
    return found


PACKAGES = {names(row[0]).pop(): row for row in rows_of("| package | what it owns")}
LIBRARIES = [
    (library, names(row[1])) for row in rows_of("| library |") for library in names(row[0])
]


def test_every_package_has_its_row():
    assert sorted(PACKAGES) == sorted(OURS)


@pytest.mark.parametrize("package", OURS)
def test_row_says_what_the_contracts_say(package: str):
    _, _, may, must_not = PACKAGES[package]
    assert names(must_not) == forbidden(package)
    assert names(may) == set(OURS) - {package} - forbidden(package)


def imports() -> Iterator[tuple[str, str]]:
    """Every (file, top-level module it imports) of our packages."""
    for package in OURS:
        for path in sorted((ROOT / package).rglob("*.py")):
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
                modules: list[str] = []
                if isinstance(node, ast.Import):
                    modules = [alias.name for alias in node.names]
                elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
                    modules = [node.module]
                for module in modules:
                    yield path.relative_to(ROOT).as_posix(), module.split(".")[0]


IMPORTS = sorted(set(imports()))


@pytest.mark.parametrize(("library", "places"), LIBRARIES, ids=[name for name, _ in LIBRARIES])
def test_library_stays_where_the_page_says(library: str, places: set[str]):
    users = {file for file, module in IMPORTS if module == library}
    assert users, f"nothing imports {library}: take it out of the table"
    for place in places:
        assert any(f"{file}/".startswith(f"{place}/") for file in users), f"not used in {place}"
    strangers = [f for f in users if not any(f"{f}/".startswith(f"{p}/") for p in places)]
    assert not strangers


def test_nothing_imports_the_samples():
    assert not [file for file, module in IMPORTS if module == "samples"]
