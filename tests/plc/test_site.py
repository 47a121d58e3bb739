"""Site files: read, written, and refused with the fault named."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path

import pytest

from plc.errors import ProfileError, SiteError
from plc.profile import load_profile
from plc.site import load_site, parse_site, save_site

REFERENCE = load_site()


def test_reference_lane():
    assert [s.id for s in REFERENCE.station] == ["brake", "speed_gas", "lamp_slip"]
    for device in REFERENCE.device:
        assert load_profile(device.profile).device.kind == device.kind == device.name
    assert REFERENCE.device_named("headlamp").port == 15024


def test_saved_site_comes_back_the_same(tmp_path):
    moved = REFERENCE.with_ports({"headlamp": 4711})
    save_site(moved, tmp_path / "site.toml")
    assert load_site(tmp_path / "site.toml") == moved
    assert [p.name for p in tmp_path.iterdir()] == ["site.toml"]
    assert moved.device_named("headlamp").port == 4711
    assert moved.device_named("axle_scale").port == 15021


def own_profile(folder: Path, kind: str = "lane_io", old: str = "", new: str = "") -> Path:
    """A site whose lane control box has a profile of its own, which lies beside the site file."""
    device = REFERENCE.device_named("lane_io").model_copy(update={"profile": "mine.toml"})
    site = REFERENCE.model_copy(update={"device": (device, *REFERENCE.device[1:])})
    save_site(site, folder / "site.toml")
    text = (files("plc") / "profiles" / f"{kind}_reference.toml").read_text(encoding="utf-8")
    assert old in text
    (folder / "mine.toml").write_text(text.replace(old, new), encoding="utf-8")
    return folder / "site.toml"


def test_own_profile_is_looked_up_beside_the_site_file(tmp_path):
    profile = load_site(own_profile(tmp_path)).device[0].profile
    assert profile == str(tmp_path / "mine.toml")


def test_own_profile_is_found_from_any_folder_when_the_site_file_is_given_relatively(
    tmp_path, monkeypatch
):
    (tmp_path / "lane").mkdir()
    (tmp_path / "elsewhere").mkdir()
    own_profile(tmp_path / "lane")
    monkeypatch.chdir(tmp_path)
    site = load_site("lane/site.toml")
    assert site.device[0].profile == str(tmp_path / "lane" / "mine.toml")
    save_site(site, tmp_path / "elsewhere" / "site.toml")
    monkeypatch.chdir(tmp_path / "elsewhere")
    assert load_site("site.toml") == site


def test_kind_of_a_device_must_be_its_profiles_kind(tmp_path):
    path = own_profile(tmp_path, kind="headlamp")
    with pytest.raises(
        SiteError, match=r"lane_io has kind lane_io, but .* for kind headlamp"
    ) as no:
        load_site(path)
    assert str(no.value).startswith(f"{path}: ")


def test_every_station_must_be_on_the_lane_control_box(tmp_path):
    path = own_profile(tmp_path, old="light_3", new="lamp_3")
    with pytest.raises(SiteError, match=r"station 3 .* needs a point light_3 \(enum\)"):
        load_site(path)


def test_wrong_profile_is_told_by_its_own_file(tmp_path):
    path = own_profile(tmp_path, old="light_1", new="lamp_1")
    with pytest.raises(ProfileError, match=r"mine\.toml, line 11: .* light_1"):
        load_site(path)


TEXT = """
[lane]
id = "1"
name_zh = "1号线"
name_en = "Lane 1"
[[device]]
name = "a"
kind = "lane_io"
profile = "lane_io_reference"
port = 1
[[station]]
number = 1
id = "x"
name_zh = "甲"
name_en = "X"
devices = ["a"]
"""


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('devices = ["a"]', 'devices = ["b"]', r"station x: unknown devices \['b'\]"),
        ("number = 1", "number = 2", "must have number 1"),
        ("port = 1", "port = 70000", "device.0.port"),
        ("port = 1", "prt = 1", "device.0"),
        ('id = "1"', "id = ", "not TOML"),
        ("[[station]]", '[[device]]\nname = "a"\nkind = "k"\nprofile = "p"\nport = 2\n[[station]]',
         "two devices have the same name"),
    ],
)  # fmt: skip
def test_faults_are_named(old, new, said):
    with pytest.raises(SiteError, match=said) as refused:
        parse_site(TEXT.replace(old, new, 1), "lane1.toml")
    assert str(refused.value).startswith("lane1.toml: ")


def test_missing_file(tmp_path):
    with pytest.raises(SiteError, match="cannot be read"):
        load_site(tmp_path / "gone.toml")
