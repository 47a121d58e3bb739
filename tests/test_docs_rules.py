"""docs/rules.md explains every mark and source that the rule files use; its commands run."""

from __future__ import annotations

import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import get_args

import pytest

from checklists.schema import LimitRow, Mark

ROOT = Path(__file__).parent.parent
PAGE = (ROOT / "docs" / "rules.md").read_text(encoding="utf-8")
FILES = [
    *(ROOT / "checklists" / "rules").rglob("*.t[os][mv]*"),
    *(ROOT / "certs" / "rules").rglob("*.toml"),
    *(ROOT / "lane" / "alerts").glob("*.toml"),
    ROOT / "vision" / "grammar" / "plates.toml",
]


def sources() -> Iterator[tuple[str, str]]:
    """(file, number) of every source named in a comment or a source field."""
    for path in FILES:
        for line in path.read_text(encoding="utf-8").splitlines():
            if line.startswith("#") or re.match(r"\s*source\b", line):
                for number in re.findall(r"\bS\d{1,2}\b", line):
                    yield path.name, number


def test_every_source_that_a_file_names_is_explained():
    explained = set(re.findall(r"^\| (S\d+) \|", PAGE, re.MULTILINE))
    used = {number for _, number in sources()}
    assert len(FILES) > 20
    assert used
    assert used - explained == set()


def test_every_mark_is_explained():
    assert set(re.findall(r"^\| ([A-Z]) \|", PAGE, re.MULTILINE)) == set(get_args(Mark))


def test_the_row_shown_is_the_row_held():
    block = re.search(r"```toml\n(\[\[limit\]\].*?)```", PAGE, re.DOTALL)
    assert block
    (shown,) = tomllib.loads(block[1])["limit"]
    text = (ROOT / "checklists/rules/GB7258-2017/lamps.toml").read_text(encoding="utf-8")
    assert shown in tomllib.loads(text)["limit"]
    assert LimitRow.model_validate(shown).id == shown["id"]


@pytest.mark.parametrize("code", re.findall(r'\.venv/bin/python -c "(.*?)"\n', PAGE, re.DOTALL))
def test_commands_run(code: str):
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, timeout=100
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout.strip()
    if "check_rules" in code:
        assert done.stdout == "whole\n"
