"""Site files: read, written, and refused with the fault named."""

from __future__ import annotations

import pytest

from plc.errors import SiteError
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


def test_own_profile_is_looked_up_beside_the_site_file(tmp_path):
    device = REFERENCE.device[0].model_copy(update={"profile": "mine.toml"})
    site = REFERENCE.model_copy(update={"device": (device, *REFERENCE.device[1:])})
    save_site(site, tmp_path / "site.toml")
    profile = load_site(tmp_path / "site.toml").device[0].profile
    assert profile == str(tmp_path / "mine.toml")


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
