"""The doctor: every fault of the machine with its mend."""

from __future__ import annotations

import json
from importlib.resources import files
from pathlib import Path

import pytest

from lane.cli.main import main
from lane.doctor import Check, check_all
from lane.settings import DataFolder


def by_name(checks: list[Check]) -> dict[str, Check]:
    return {check.name: check for check in checks}


def test_this_machine_can_run_a_lane(tmp_path: Path):
    found = by_name(check_all(tmp_path))
    for name in ("Python", "cv2", "reading", "Chinese font", "disk"):
        assert found[name].good, found[name]
    assert not list(tmp_path.iterdir())


def test_what_is_not_good_says_how_to_mend_it(tmp_path: Path):
    checks = check_all(tmp_path / "nothing")
    assert all(check.mend for check in checks if not check.good)
    missing = by_name(checks)
    for name in ("station file", "people file", "site file"):
        assert not missing[name].good and str(tmp_path / "nothing") in missing[name].found


def test_a_good_data_folder_is_found_good(data: DataFolder):
    found = by_name(check_all(data.root))
    assert all(found[name].good for name in ("station file", "people file", "site file"))


@pytest.mark.parametrize("name", ["station", "people", "site"])
def test_a_broken_file_is_named(data: DataFolder, name: str):
    path = data.root / f"{name}.toml"
    path.write_text("[[[", encoding="utf-8")
    broken = by_name(check_all(data.root))[f"{name} file"]
    assert not broken.good and str(path) in broken.found and "\n" not in broken.found


def test_a_profile_with_a_register_outside_its_block_is_named(data: DataFolder):
    """As `lane serve` would find it, before anything starts."""
    text = data.site_file.read_text(encoding="utf-8")
    profile = data.root / "own.toml"
    good = files("plc") / "profiles" / "roller_brake_reference.toml"
    wrong = good.read_text(encoding="utf-8").replace("at = 10,", "at = 999,", 1)
    profile.write_text(wrong, encoding="utf-8")
    first = next(line for line in text.splitlines() if "roller_brake_reference" in line)
    data.site_file.write_text(text.replace(first, 'profile = "own.toml"', 1), encoding="utf-8")
    found = by_name(check_all(data.root))["tester profiles"]
    assert not found.good and "outside its block" in found.found
    assert f"{profile}, line " in found.found


def test_the_command_prints_one_json_array_and_tells_by_its_exit(data: DataFolder, capsys):
    assert main(["doctor", "--data", str(data.root), "--json"]) == 0
    checks = json.loads(capsys.readouterr().out)
    assert {"name", "good", "found", "mend", "needed"} == set(checks[0])
    data.people_file.unlink()
    assert main(["doctor", "--data", str(data.root)]) == 1
    assert str(data.people_file) in capsys.readouterr().out
