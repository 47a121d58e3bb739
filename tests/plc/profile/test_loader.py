"""Wrong profiles are refused, and the message names the file, the line and the fault."""

from __future__ import annotations

import pytest

from plc.errors import ProfileError
from plc.profile import builtin_profiles, load_profile
from plc.profile.loader import parse_profile

GOOD = """\
profile = 1
[device]
vendor = "V"
model = "M"
kind = "side_slip"
name_zh = "台"
name_en = "tester"
source = "made up for this test"
address_base = 0
word_order = "CDAB"
[identity]
block = "ident"
expect = { type_code = 3501 }
[[block]]
name = "ident"
address = 0
count = 4
poll = "connect"
points = [
  { name = "type_code", at = 0, type = "uint16" },
]
[[block]]
name = "live"
address = 10
count = 14
poll = "cyclic"
poll_hz = 20
points = [
  { name = "heartbeat", at = 10, type = "uint16", role = "heartbeat", stale_ms = 400 },
  { name = "status", at = 11, type = "bits", bits = { ready = 0, wheel_l = 2 } },
  { name = "force", at = 12, type = "float32", unit = "kg" },
  { name = "state", at = 14, type = "enum", enum = { idle = 0, busy = 1, done = 2, error = 3 } },
  { name = "ack_seq", at = 15, type = "uint16" },
  { name = "error_code", at = 16, type = "uint16" },
  { name = "frame_counter", at = 17, type = "uint32" },
  { name = "lamp", at = 19, type = "uint16" },
]
[[block]]
name = "result"
address = 200
count = 2
poll = "after_command"
points = [
  { name = "result_seq", at = 200, type = "uint16" },
  { name = "side_slip", at = 201, type = "int16", unit = "m/km" },
]
[ring]
counter = "frame_counter"
address = 1000
depth = 1024
channels = ["force_l", "force_r"]
rate_hz = 100
max_frames = 60
[command]
address = 100
layout = ["param", "seq", "cmd"]
ack = "ack_seq"
state = "state"
error = "error_code"
result_seq = "result_seq"
ack_ms = 500
[command.verbs]
start = { code = 2, done_ms = 15000, requires = ["wheel_l", "ready"], hazardous = true }
stop = { code = 3, done_ms = 1000, always_allowed = true }
arm = { code = 4, done_ms = 60000, result = "result" }
[write_allow]
ranges = [[100, 102]]
[safety]
on_loss = "stop"
stop_verb = "stop"
"""


def test_the_good_one_is_good():
    assert parse_profile(GOOD, "x.toml").device.model == "M"


@pytest.mark.parametrize("name", builtin_profiles())
def test_builtin_profiles_load(name):
    profile = load_profile(name)
    assert name == f"{profile.device.kind}_reference"
    assert profile.heartbeat is not None


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('"force", at = 12', '"force", at = 23', "register 23 is outside its block live"),
        ('"force", at = 12', '"force", at = 9', "outside its block"),
        ('"heartbeat", at = 10, type = "uint16"', '"heartbeat", at = 10, type = "u16"', "u16"),
        ('unit = "kg"', 'unitt = "kg"', "unitt"),
        ('name = "lamp", at = 19', 'name = "lamp", at = 19, access = "rw"', "does not cover 19"),
        ('name = "lamp"', 'name = "ready"', "ready is used twice"),
        ("address = 100\n", "address = 101\n", "does not cover the command registers 101 to 103"),
        ("count = 14", "count = 91", "overlap block live"),
        ("address = 1000", "address = 90", "overlap the ring"),
        ("count = 14", "count = 126", "at most 125"),
        ("poll_hz = 20", "", "poll_hz belongs to"),
        ('type = "bits", bits', 'type = "uint16", bits', "'bits' belongs to type 'bits'"),
        (", bits = { ready = 0, wheel_l = 2 }", "", "type 'bits' needs 'bits'"),
        ('block = "ident"', 'block = "idnt"', "no block idnt"),
        ("type_code = 3501", "typ_code = 3501", "typ_code is not in block ident"),
        ('ack = "ack_seq"', 'ack = "ack_sq"', "no point ack_sq"),
        ('["param", "seq", "cmd"]', '["param", "seq"]', "each once"),
        ('"wheel_l", "ready"]', '"wheel_x", "ready"]', "wheel_x, which is no bit"),
        ('requires = ["wheel_l", "ready"], ', "", "hazardous and requires nothing"),
        ("code = 3, done", "code = 2, done", "same code as start"),
        ('stop_verb = "stop"', 'stop_verb = "halt"', "no verb halt"),
        ('stop_verb = "stop"', "", "names no stop_verb"),
        ("always_allowed = true", "always_allowed = false", "must be always_allowed"),
        ("max_frames = 60", "max_frames = 63", "do not go into one request"),
        ('counter = "frame_counter"', 'counter = "lamp"', "must be a uint32 point"),
        ("[[100, 102]]", "[[102, 100]]", "upside down"),
        (", stale_ms = 400", "", "belong together"),
        ('name = "lamp"', 'name = "lamp", beats_per_s = 20', "belongs to role 'heartbeat'"),
        ("address_base = 0\n", "", "address_base"),
    ],
)
def test_faults_are_named(old, new, said):
    text = GOOD.replace(old, new, 1)
    assert text != GOOD
    with pytest.raises(ProfileError) as refused:
        parse_profile(text, "mine.toml")
    assert said in str(refused.value)
    assert str(refused.value).startswith("mine.toml, line ")


@pytest.mark.parametrize(
    ("marker", "old", "new"),
    [
        ('name = "force"', '"force", at = 12', '"force", at = 23'),
        ('name = "status"', 'type = "bits"', 'type = "bitz"'),
        ('[[block]]\nname = "live"', "poll_hz = 20\n", "\n"),
        ("start = {", '"wheel_l", "ready"]', '"wheel_x"]'),
        ("address = 100\n", "address = 100\n", "address = 101\n"),
        ("layout = ", '"seq", "cmd"]', '"seq", "seq"]'),
    ],
)
def test_the_line_is_the_right_one(marker, old, new):
    text = GOOD.replace(old, new, 1)
    with pytest.raises(ProfileError) as refused:
        parse_profile(text, "mine.toml")
    assert refused.value.line == GOOD[: GOOD.index(marker)].count("\n") + 1


def test_what_is_no_toml_names_its_line():
    with pytest.raises(ProfileError) as refused:
        parse_profile(GOOD.replace('vendor = "V"', "vendor = V"), "mine.toml")
    assert refused.value.line == 3


def test_unknown_name_and_missing_file(tmp_path):
    with pytest.raises(ProfileError, match="built in are: axle_scale_reference"):
        load_profile("no_such_tester")
    with pytest.raises(ProfileError, match=r"gone\.toml, line 1: cannot be read"):
        load_profile(tmp_path / "gone.toml")
    (tmp_path / "latin.toml").write_bytes(b"\xff\xfe")
    with pytest.raises(ProfileError, match="cannot be read"):
        load_profile(tmp_path / "latin.toml")


def test_address_base_one_reaches_the_wire_one_lower():
    profile = parse_profile(
        GOOD.replace("address_base = 0", "address_base = 1")
        .replace("address = 0\ncount = 4", "address = 1\ncount = 4")
        .replace('"type_code", at = 0', '"type_code", at = 1'),
        "mine.toml",
    )
    assert profile.wire_address(1) == 0
