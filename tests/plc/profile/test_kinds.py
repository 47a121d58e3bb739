"""A profile must have the names its kind asks for, in the right unit and of the right type."""

from __future__ import annotations

from importlib.resources import files
from typing import get_args

import pytest

from plc.equipment.kinds import CLASSES
from plc.equipment.lane_io import Instruction, Light
from plc.equipment.results import StopReason
from plc.errors import ProfileError
from plc.profile.kinds import kinds
from plc.profile.loader import parse_profile


def reference(kind: str) -> str:
    return (files("plc") / "profiles" / f"{kind}_reference.toml").read_text(encoding="utf-8")


def refusal(kind: str, old: str, new: str, count: int = 1) -> ProfileError:
    text = reference(kind)
    assert old in text
    with pytest.raises(ProfileError) as refused:
        parse_profile(text.replace(old, new, count), "mine.toml")
    return refused.value


def test_file_has_every_kind_and_speaks_of_the_same_names_as_the_classes():
    assert set(kinds()) == set(CLASSES)
    assert set(kinds()["lane_io"].points["instruction"].values) == set(Instruction)
    assert set(kinds()["lane_io"].points["light"].values) == set(get_args(Light))
    assert kinds()["roller_brake"].points["stop_reason"].only == get_args(StopReason)
    for kind in kinds().values():
        assert {name for verb in kind.verbs.values() for name in verb.gives} <= set(kind.points)


ASKED = [
    (name, f"{point}_1" if need.per_station else point)
    for name, kind in kinds().items()
    for point, need in kind.points.items()
]


@pytest.mark.parametrize(("kind", "point"), ASKED)
def test_each_name_is_asked_for(kind, point):
    """Renaming it in its own block; what else speaks of it may be the one to notice."""
    text = reference(kind)
    for old, new in ((f'name = "{point}"', 'name = "other"'), (f"{point} =", "other =")):
        if old in text:
            error = refusal(kind, old, new)
            break
    assert point in str(error)
    assert error.line > 1


@pytest.mark.parametrize(
    ("kind", "verb"), [(name, verb) for name, kind in kinds().items() for verb in kind.verbs]
)
def test_each_verb_is_asked_for(kind, verb):
    assert verb in str(refusal(kind, f"{verb} = {{ code", "other = { code"))


@pytest.mark.parametrize(
    ("kind", "old", "new", "said"),
    [
        ("roller_brake", '"drag_l", at = 205, type = "int16", scale = 0.1, unit = "daN"',
         '"drag_l", at = 205, type = "int16", unit = "N"', "drag_l must have 'daN', it has 'N'"),
        ("roller_brake", 'scale = 0.1\nunit = "daN"\n', 'unit = "N"\n', "ring must be in 'daN'"),
        ("roller_brake", '["force_l", "force_r"]', '["force_l"]', "2 channels"),
        ("axle_scale", '"result_left", at = 201, type = "float32", unit = "kg"',
         '"result_left", at = 201, type = "float32"', "result_left must have 'kg', it has ''"),
        ("gas_analyser", '"lambda", at = 205, type = "uint16"',
         '"lambda", at = 205, type = "uint16", unit = "%"', "lambda must have no unit"),
        ("side_slip", 'type = "int16", scale = 0.1, unit = "m/km", range = [-20, 20], '
         'invalid = [-32768] },\n]\n\n[command]', 'type = "string", length = 1 },\n]\n\n[command]',
         "side_slip must be number in m/km, it is string"),
        ("roller_brake", '"result_locked_l", at = 209, type = "bool", bit = 0',
         '"result_locked_l", at = 209, type = "uint16"', "must be bool, it is uint16"),
        ("roller_brake", "brake = 2, run_down", "braking = 2, run_down", "needs the values brake"),
        ("roller_brake", "settle = 1,", "settling = 1,", "settling not among idle"),
        ("roller_brake", "estop = 6", "emergency = 6", "emergency not among none"),
        ("lane_io", '"light_1", at = 100, type = "enum", access = "rw"',
         '"light_1", at = 100, type = "enum"', "it needs access = 'rw'"),
        ("headlamp", "param = [1, 4]", "param = [1, 2]", r"must take param = [1, 4]"),
        ("side_slip", 'requires = ["ready"], result = "result"', 'requires = ["ready"]',
         "arm needs a result block with side_slip"),
        ("side_slip", 'requires = ["ready"], result = "result"',
         'requires = ["ready"], result = "live"', "its result block live lacks side_slip"),
        ("gas_analyser", 'poll = "cyclic"\npoll_hz = 10', 'poll = "connect"',
         "state must be in a block with poll = 'cyclic'"),
        ("headlamp", 'kind = "headlamp"', 'kind = "headlight"', "no kind headlight; known are"),
    ],
)  # fmt: skip
def test_what_does_not_fit_is_named(kind, old, new, said):
    assert said in str(refusal(kind, old, new))


def test_ring_is_asked_for():
    text = reference("roller_brake")
    start, end = text.index("[ring]"), text.index("[command]")
    with pytest.raises(ProfileError, match=r"needs a \[ring\] in daN"):
        parse_profile(text[:start] + text[end:], "mine.toml")


def test_line_is_that_of_the_point_the_verb_or_the_kind():
    lines = reference("roller_brake").splitlines()
    wrong = refusal("roller_brake", '"phase", at = 17', '"stage", at = 17')
    assert lines[wrong.line - 1].startswith("kind =")
    wrong = refusal("roller_brake", "brake = 2, run_down", "braking = 2, run_down")
    assert '"phase"' in lines[wrong.line - 1]
    wrong = refusal("roller_brake", "start_parking = {", "start_hand = {")
    assert lines[wrong.line - 1].startswith("[command.verbs]")
