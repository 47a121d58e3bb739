"""The station file: every fault is one line with file and field."""

from __future__ import annotations

from pathlib import Path

import pytest

from lane.demo.setup import write_station
from lane.settings import DataFolder, SettingsError, load_station


@pytest.fixture
def data(tmp_path: Path) -> DataFolder:
    folder = DataFolder(tmp_path)
    write_station(folder, "http://127.0.0.1:1")
    return folder


def test_the_demonstrations_file_is_whole(data: DataFolder):
    station = load_station(data.station_file)
    assert station.environment == "demo" and station.edition == "GB38900-2020"
    assert station.police_desk and len(station.police_desk.device_id) == 20


def test_everything_lies_in_the_folder(data: DataFolder):
    names = [name for name, part in vars(DataFolder).items() if isinstance(part, property)]
    places = {getattr(data, name) for name in names}
    assert len(places) == len(names) >= 11
    assert all(place.parent == data.root for place in places)


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("latitude = 36.19", "latitude = 136.19", "latitude: "),
        ("longitude = 117.09", "", "longitude: Field required"),
        ('environment = "demo"', 'environment = "play"', "environment: "),
        ('code = "', 'colour = "red"\ncode = "', "colour: Extra inputs"),
        ('device_id = "3', 'device_id = "', "police_desk.device_id: "),
        ("[police_desk]", "[police_desk", "not a TOML file"),
        ("示例", "\udcff", "not a TOML file"),
    ],
)
def test_a_fault_is_one_line_that_names_file_and_field(data: DataFolder, old, new, said):
    text = data.station_file.read_text(encoding="utf-8")
    assert old in text
    data.station_file.write_bytes(text.replace(old, new).encode("utf-8", "surrogateescape"))
    with pytest.raises(SettingsError) as fault:
        load_station(data.station_file)
    assert str(fault.value).startswith(f"{data.station_file}: ") and said in str(fault.value)
    assert "\n" not in str(fault.value)


def test_a_missing_file_is_named(tmp_path: Path):
    with pytest.raises(SettingsError, match=r"station\.toml: No such file"):
        load_station(tmp_path / "station.toml")
