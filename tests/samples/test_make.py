from __future__ import annotations

from pathlib import Path

import pytest

from checklists.codes import table
from lane.register import Register
from samples.demo_vehicles import DemoVehicle
from samples.make import READ_CODES, main
from samples.walk import photo
from vision.picture import load_picture


def files(folder: Path) -> dict[str, bytes]:
    return {str(p.relative_to(folder)): p.read_bytes() for p in folder.rglob("*") if p.is_file()}


def test_two_runs_write_the_same_bytes(tmp_path: Path) -> None:
    for name in ("a", "b"):
        assert main(["--out", str(tmp_path / name), "--only", "exempt"]) == 0
    first = files(tmp_path / "a")
    assert files(tmp_path / "b") == first
    assert len(first) == 4 + 1 + len(READ_CODES)


def test_another_seed_writes_other_pictures(
    tmp_path: Path, vehicles: dict[str, DemoVehicle]
) -> None:
    assert photo(vehicles["pass"], "0113", 1) != photo(vehicles["pass"], "0113", 2)


def test_the_lists_fit_the_register(tmp_path: Path, vehicles: dict[str, DemoVehicle]) -> None:
    main(["--out", str(tmp_path), "--only", "pass"])
    register = Register(tmp_path / "register.sqlite")
    register.import_csv(tmp_path / "register.csv")
    register.import_passes_csv(tmp_path / "passes.csv")
    for vehicle in vehicles.values():
        assert register.by_plate(vehicle.truth.plate) == [vehicle.record]


def test_an_unknown_vehicle_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as caught:
        main(["--out", str(tmp_path / "x"), "--only", "nobody"])
    assert caught.value.code == 2
    assert "no demo vehicle nobody" in capsys.readouterr().err
    assert not (tmp_path / "x").exists()


def test_any_photo_code_can_be_drawn(vehicles: dict[str, DemoVehicle]) -> None:
    for code in ("0116", "0117", "0118", "0134", "0188", "0191", "A106", "0344"):
        assert code in table("photo_codes")
        assert load_picture(photo(vehicles["busy-5"], code)).shape == (960, 1280, 3)
