"""Links between the pages lead somewhere, and decisions have the parts a decision has."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))]
DECISIONS = sorted((ROOT / "docs" / "decisions").glob("*.md"))


def named(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


@pytest.mark.parametrize("page", PAGES, ids=named)
def test_links_lead_somewhere(page: Path):
    targets = re.findall(r"\]\(([^)#]+)", page.read_text(encoding="utf-8"))
    local = [target for target in targets if "://" not in target]
    assert [target for target in local if not (page.parent / target).exists()] == []


@pytest.mark.parametrize("page", DECISIONS, ids=named)
def test_decision_has_its_parts_on_one_page(page: Path):
    lines = page.read_text(encoding="utf-8").splitlines()
    assert lines[0].startswith(f"# {int(page.name[:4])}. ")
    assert re.fullmatch(r"\d{4}-\d\d-\d\d", lines[2])
    assert [line for line in lines if line.startswith("## ")] == [
        "## Context",
        "## Decision",
        "## Consequences",
    ]
    assert len(lines) <= 60


def test_decisions_are_numbered_without_gaps():
    assert [int(page.name[:4]) for page in DECISIONS] == list(range(1, len(DECISIONS) + 1))


@pytest.mark.parametrize("page", PAGES, ids=named)
def test_files_that_a_page_names_exist(page: Path):
    pattern = r"`((?:plc|vision|checklists|certs|lane|samples|tests|docs)/[\w./*-]+)`"
    paths = re.findall(pattern, page.read_text(encoding="utf-8"))
    missing = [path for path in paths if not list(ROOT.glob(path.rstrip("/")))]
    # lane/assets is named as the place where the fonts are not
    assert [path for path in missing if path != "lane/assets"] == []
