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
from plc.profile.model import Profile
from plc.site import load_site

ROOT = Path(__file__).parent.parent
PAGE = (ROOT / "docs" / "equipment.md").read_text(encoding="utf-8")
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
            *("--site", str(folder / "site.toml"), "--seed", "7"),
            *("--site-out", str(folder / "running.toml"), "--exit-with-stdin"),
        ],
        cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
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
    script = [sys.executable, str(folder / "weigh.py"), str(folder / "running.toml")]
    done = subprocess.run(
        [*script, str(simulator), RATE], cwd=ROOT, capture_output=True, text=True, timeout=100,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    shown = re.search(r"```\n\$ \S+python weigh\.py.*?\n(.*?)```", PAGE, re.DOTALL)
    assert shown
    heartbeat = re.compile(r"heartbeat \d+")
    assert heartbeat.sub("", done.stdout) == heartbeat.sub("", shown[1])
    last = json.loads((folder / "writes.jsonl").read_text(encoding="utf-8").splitlines()[-1])
    assert (last["what"], last["operator"], last["after"]) == ("weigh", "engineer", [1, 32, 1])


def names_of(profile: Profile) -> set[str]:
    points = [point for block in profile.block for point in block.points]
    found = {point.name for point in points} | {bit for p in points for bit in p.bits or ()}
    found |= set(profile.command.verbs) if profile.command else set()
    return found


def rows() -> dict[str, set[str]]:
    """Kind → every name that the page's table asks of its profile."""
    table = PAGE.split("| kind | verbs |")[1].split("\n\n")[0]
    cells = [re.findall(r"`(\w+)`", line) for line in table.splitlines() if line.startswith("| `")]
    return {row[0]: {re.sub("_N$", "_1", name) for name in row[1:]} for row in cells}


def test_every_kind_of_tester_has_its_row():
    assert set(rows()) == set(CLASSES)
    assert set(DEVICE_OF_TEST.values()) <= set(CLASSES)


@pytest.mark.parametrize("kind", sorted(CLASSES))
def test_reference_profile_has_the_names_of_its_row(kind: str):
    assert rows()[kind] <= names_of(load_profile(f"{kind}_reference")) | {"rw"}
