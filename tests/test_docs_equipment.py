"""docs/equipment.md is followed step by step: its profile, its site file, its script."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from lane.controller.plan import DEVICE_OF_TEST
from plc.equipment.kinds import CLASSES
from plc.profile import load_profile
from plc.profile.kinds import kinds
from plc.site import load_site

ROOT = Path(__file__).parent.parent
PAGE = (ROOT / "docs" / "equipment.md").read_text(encoding="utf-8")
ENVIRONMENT = {**os.environ, "PYTHONPATH": str(ROOT)}
RATE = "4"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with the page's files in it."""
    for name, content in re.findall(r"```\w+ (\w+\.\w+)\n(.*?)```", PAGE, re.DOTALL):
        (tmp_path / name).write_text(content, encoding="utf-8")
    return tmp_path


@pytest.fixture
def simulator(folder: Path) -> Iterator[int]:
    """The page's site, simulated; gives the control port."""
    process = subprocess.Popen(
        [
            *(sys.executable, "-m", "lane", "simulate", "equipment", "--rate", RATE),
            *("--site", "site.toml", "--seed", "7"),
            *("--site-out", "running.toml", "--exit-with-stdin"),
        ],
        cwd=folder, env=ENVIRONMENT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
    )  # fmt: skip
    with process:
        assert process.stdout is not None
        assert process.stdin is not None
        yield json.loads(process.stdout.readline())["control_port"]
        process.stdin.close()
        assert process.wait(30) == 0


def test_page_has_its_files_and_they_hold(folder: Path):
    assert {path.name for path in folder.iterdir()} == {"scale.toml", "site.toml", "weigh.py"}
    profile = load_profile(folder / "scale.toml")
    site = load_site(folder / "site.toml")
    assert site.device_named("scale").kind == profile.device.kind == "axle_scale"


def test_script_weighs_an_axle_as_the_page_says(folder: Path, simulator: int):
    script = [sys.executable, "weigh.py", "running.toml", str(simulator), RATE]
    done = subprocess.run(
        script, cwd=folder, env=ENVIRONMENT, capture_output=True, text=True, timeout=100
    )
    assert done.returncode == 0, done.stderr
    shown = re.search(r"```\n\$ \S+python weigh\.py.*?\n(.*?)```", PAGE, re.DOTALL)
    assert shown
    heartbeat = re.compile(r"heartbeat \d+")
    assert heartbeat.sub("", done.stdout) == heartbeat.sub("", shown[1])
    last = json.loads((folder / "writes.jsonl").read_text(encoding="utf-8").splitlines()[-1])
    assert (last["what"], last["operator"], last["after"]) == ("weigh", "engineer", [1, 32, 1])


def asked_of(kind: str) -> set[str]:
    asked = kinds()[kind]
    points = {f"{n}_1" if need.per_station else n for n, need in asked.points.items()}
    return points | set(asked.verbs)


def rows() -> dict[str, set[str]]:
    """Kind → every name that the page's table asks of its profile."""
    table = PAGE.split("| kind | verbs |")[1].split("\n\n")[0]
    cells = [re.findall(r"`(\w+)`", line) for line in table.splitlines() if line.startswith("| `")]
    return {row[0]: {re.sub("_N$", "_1", name) for name in row[1:]} for row in cells}


def test_every_kind_of_tester_has_its_row():
    assert set(rows()) == set(CLASSES)
    assert set(DEVICE_OF_TEST.values()) <= set(CLASSES)


@pytest.mark.parametrize("kind", sorted(CLASSES))
def test_row_has_the_names_that_are_asked_for(kind: str):
    """But `state`, which the page names below the table, and `rw`, which is no name."""
    assert rows()[kind] - {"rw"} == asked_of(kind) - {"state"}
