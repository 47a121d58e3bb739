"""Errors speak Chinese and English, and survive the way through the process boundary."""

from __future__ import annotations

import pytest
from pydantic import TypeAdapter

from plc.acquisition.protocol import Failed
from plc.errors import (
    AcquisitionLost,
    CommandTimeout,
    EquipmentOff,
    IdentityRefused,
    NotReady,
    PlcError,
    ProfileError,
    SiteError,
    TesterFault,
    TestVoid,
    WriteRefused,
    WrongDevice,
)

EXAMPLES = [
    EquipmentOff("headlamp"),
    WrongDevice("headlamp", "type_code 1", "type_code 2"),
    IdentityRefused("headlamp", "type_code 1", 2),
    NotReady("roller_brake", ["wheel_l", "estop_ok"]),
    TestVoid("roller_brake", "掉线", "link lost"),
    TesterFault("gas_analyser", 17),
    CommandTimeout("roller_brake", "start_service", "ack"),
    CommandTimeout("roller_brake", "start_service", "done"),
    WriteRefused("lane_io", "不可写", "not writable"),
    AcquisitionLost("restarting"),
    ProfileError("mine.toml", 7, "wrong"),
    SiteError("site.toml", "wrong"),
]


def test_every_kind_is_among_the_examples():
    assert {type(e).__name__ for e in EXAMPLES} == set(PlcError.kinds)


@pytest.mark.parametrize("error", EXAMPLES, ids=lambda e: type(e).__name__)
def test_comes_through_as_json(error):
    adapter = TypeAdapter(Failed)
    again = adapter.validate_json(adapter.dump_json(Failed.of(1, error))).error()
    assert type(again) is type(error)
    assert (again.text_zh, again.text_en) == (error.text_zh, error.text_en)
    assert any("\u4e00" <= c <= "\u9fff" for c in error.text_zh)
    assert error.text_en == str(error)


def test_names_are_the_operators_words():
    error = NotReady("roller_brake", ["wheel_l"])
    assert error.text_zh == "滚筒反力式制动检验台不能启动:左轮未到位"
    assert "roller brake tester cannot start: left wheel not in place" in error.text_en
