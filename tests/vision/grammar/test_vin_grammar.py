from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vision.grammar import (
    VIN_CHARACTERS,
    check_digit,
    check_digit_binds,
    check_digit_holds,
    country,
    maker,
    model_years,
)
from vision.grammar.wmi import makers

vins = st.text(VIN_CHARACTERS, min_size=17, max_size=17)


@pytest.mark.parametrize(
    ("vin", "holds"),
    [
        ("11111111111111111", True),
        ("1M8GDM9AXKP042788", True),
        ("LSVNV2182E2100001", False),
        ("LVTDB21B4MD177011", True),
        ("LSVNV2182E210000", None),
        ("LSVNV2182E2100?01", None),
        ("LSVNV2182E210000O", None),
    ],
)
def test_known_check_digits(vin: str, holds: bool | None) -> None:
    assert check_digit_holds(vin) is holds


@given(vins)
def test_the_check_digit_makes_it_hold_and_no_other_does(vin: str) -> None:
    right = check_digit(vin)
    for digit in "0123456789X":
        assert check_digit_holds(vin[:8] + digit + vin[9:]) is (digit == right)


@given(st.text(max_size=20).filter(lambda text: len(text) != 17))
def test_another_length_has_no_check_digit(text: str) -> None:
    assert check_digit_holds(text) is None
    with pytest.raises(ValueError, match="form of a VIN"):
        check_digit(text)


def test_the_year_repeats_every_thirty_years() -> None:
    assert model_years("LVTDB21B4MD177011", 2030) == (1991, 2021)
    assert model_years("WVWZZZ1KZ8M284201", 2030) == (2008,)
    assert model_years("WVWZZZ1KZZM284201") == ()
    assert model_years("short") == ()


def test_makers_and_countries() -> None:
    lsv = maker("LSVNV2182E2100001")
    assert lsv is not None
    assert lsv.name_zh == "上汽大众"
    assert country("LSVNV2182E2100001") == "China"
    assert maker("LQQ") is None
    assert country("") is None


@pytest.mark.parametrize(
    ("vin", "binds"), [("LSV", True), ("HES", True), ("1G1", True), ("WVW", False), ("XW8", False)]
)
def test_the_check_digit_binds_in_china_and_north_america_alone(vin: str, binds: bool) -> None:
    assert check_digit_binds(vin) is binds


def test_every_maker_has_a_name_a_source_and_an_identifier_of_vin_characters() -> None:
    assert len(makers()) > 600
    for wmi, row in makers().items():
        assert 2 <= len(wmi) <= 3
        assert set(wmi) <= set(VIN_CHARACTERS)
        assert row.name_zh or row.name_en
        assert row.source
