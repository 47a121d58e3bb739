"""Imports wholly or not at all, look-ups by hash, expiry, and silence."""

from __future__ import annotations

import logging
import os
import stat
from datetime import UTC, date, datetime

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from lane.watchlist import (
    KeyFileError,
    ListFileError,
    ValueRefused,
    WatchList,
    WatchListError,
    ensure_key,
    read_key,
)

PERSON = "11010519491231002X"
TODAY = date(2026, 11, 23)
GOOD = f"E1,person,{PERSON},,fugitive,1,2026-01-01,2026-12-31,泰安市公安局,0538-110,R01"


def _ids(hits):
    return [hit.list_entry_id for hit in hits]


def test_each_kind_is_found_by_any_spelling_and_no_other_kind(watch_list):
    assert _ids(watch_list.check("person", PERSON.lower(), TODAY)) == ["E1"]
    assert _ids(watch_list.check("vin", "lsvnv4187f2100013", TODAY)) == ["E3"]
    assert _ids(watch_list.check("engine_number", "*CUF812345*", TODAY)) == ["E4"]
    assert watch_list.check("engine_number", "LSVNV4187F2100013", TODAY) == []
    assert watch_list.check("person", "110105194912310038", TODAY) == []


def test_a_plate_matches_its_kind_and_entries_without_kind(watch_list):
    assert _ids(watch_list.check("plate", "鲁J12345", TODAY)) == ["E5", "E2"]
    assert _ids(watch_list.check("plate", "鲁J12345", TODAY, "02")) == ["E5", "E2"]
    assert _ids(watch_list.check("plate", "鲁J12345", TODAY, "01")) == ["E5"]


def test_a_hit_says_which_list_and_when(watch_list):
    (hit,) = watch_list.check("person", PERSON, datetime(2026, 11, 23, 2, tzinfo=UTC))
    assert (hit.list_version, hit.listed_at) == (1, datetime(2026, 11, 23, 1, tzinfo=UTC))
    assert (hit.category, hit.organisation, hit.contact) == ("fugitive", "泰安市公安局", "0538-110")


@pytest.mark.parametrize(
    ("on", "found"),
    [
        (date(2025, 12, 31), []),
        (date(2026, 1, 1), ["E2"]),
        (datetime(2026, 11, 23, 15, 59, 59, tzinfo=UTC), ["E2"]),  # 23:59:59 in China
        (datetime(2026, 11, 23, 16, 0, 0, tzinfo=UTC), []),
    ],
)
def test_an_entry_alerts_from_its_first_to_its_last_second(watch_list, write_list, on, found):
    row = "E2,plate,鲁J12345,02,stolen,2,2026-01-01,2026-11-23,泰安市公安局,0538-110,R02"
    watch_list.import_file(write_list([row]))
    assert _ids(watch_list.check("plate", "鲁J12345", on, "02")) == found


def test_an_import_replaces_the_list_and_withdrawn_entries_are_gone(watch_list, write_list):
    report = watch_list.import_file(write_list([GOOD]))
    assert (report.entries, report.version, watch_list.version) == (1, 2, 2)
    assert watch_list.check("vin", "LSVNV4187F2100013", TODAY) == []


BROKEN = [
    ("E9,person,110105194912310020,,a,1,2026-01-01,2026-12-31,o,c,R", "value"),
    ("E9,person,11010519491331002X,,a,1,2026-01-01,2026-12-31,o,c,R", "value"),
    ("E9,vin,LSVNV4187F21000I3,,a,1,2026-01-01,2026-12-31,o,c,R", "value"),
    ("E9,plate,??,02,a,1,2026-01-01,2026-12-31,o,c,R", "value"),
    ("E9,ship,ABCDE,,a,1,2026-01-01,2026-12-31,o,c,R", "kind"),
    ("E9,plate,鲁J54321,2,a,1,2026-01-01,2026-12-31,o,c,R", "plate_kind"),
    ("E9,vin,LSVNV4187F2100013,02,a,1,2026-01-01,2026-12-31,o,c,R", "plate_kind"),
    ("E9,plate,鲁J54321,02,a,0,2026-01-01,2026-12-31,o,c,R", "priority"),
    ("E9,plate,鲁J54321,02,a,1,2026-01-01,,o,c,R", "valid_until"),
    ("E9,plate,鲁J54321,02,a,1,2026-01-01,2025-12-31,o,c,R", "valid_until"),
    ("E9,plate,鲁J54321,02,a,1,2026-02-30,2026-12-31,o,c,R", "valid_from"),
    ("E9,plate,鲁J54321,02,a,1,2026-01-01,2026-12-31,o,c", "10 columns"),
    ("E1,plate,鲁J54321,02,a,1,2026-01-01,2026-12-31,o,c,R", "list_entry_id"),
    (f"E9,plate,鲁J54321,02,{'a' * 201},1,2026-01-01,2026-12-31,o,c,R", "category"),
    ('E9,plate,"鲁J54321,02,a,1,2026-01-01,2026-12-31,o,c,R', "quotation"),
]


@pytest.mark.parametrize(
    ("line", "named"), BROKEN, ids=[b[1] + str(i) for i, b in enumerate(BROKEN)]
)
def test_a_broken_line_changes_nothing_and_is_named(watch_list, write_list, line, named):
    path = write_list([GOOD.replace("E1", "E0"), GOOD, line, GOOD.replace("E1", "E8")])
    with pytest.raises(ListFileError) as caught:
        watch_list.import_file(path)
    assert named in str(caught.value)
    assert "line 4" in str(caught.value) or named == "quotation"
    assert watch_list.version == 1
    assert _ids(watch_list.check("person", PERSON, TODAY)) == ["E1"]
    assert _ids(watch_list.check("vin", "LSVNV4187F2100013", TODAY)) == ["E3"]


@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.binary(max_size=300))
def test_any_bytes_are_refused_by_name_and_change_nothing(watch_list, tmp_path, content):
    path = tmp_path / "any.csv"
    path.write_bytes(content)
    with pytest.raises(ListFileError, match=r"any\.csv, line"):
        watch_list.import_file(path)
    assert watch_list.version == 1


def test_no_message_holds_a_value(watch_list, write_list, caplog):
    caplog.set_level(logging.DEBUG)
    for row, secret in [(BROKEN[0][0], "110105194912310020"), (BROKEN[2][0], "LSVNV4187F21000I3")]:
        with pytest.raises(ListFileError) as caught:
            watch_list.import_file(write_list([row]))
        assert secret not in str(caught.value)
        assert caught.value.__cause__ is None
    with pytest.raises(ValueRefused) as refused:
        watch_list.check("person", "110105194912310020", TODAY)
    assert "110105194912310020" not in str(refused.value)
    (hit,) = watch_list.check("person", PERSON, TODAY)
    assert "fugitive" not in repr(hit)
    assert caplog.records == []


def test_the_folder_holds_neither_values_nor_details(watch_list, tmp_path):
    stored = (tmp_path / "db" / "data.mdb").read_bytes()
    for secret in (PERSON, "LSVNV4187F2100013", "12345", "泰安市公安局", "fugitive"):
        assert secret.encode() not in stored


def test_another_key_is_refused_and_nothing_is_lost(watch_list, tmp_path):
    watch_list.close()
    with pytest.raises(WatchListError, match="another key"):
        WatchList(tmp_path / "db", b"x" * 32)
    with WatchList(tmp_path / "db", b"k" * 32) as again:
        assert _ids(again.check("person", PERSON, TODAY)) == ["E1"]


def test_details_moved_to_another_hash_are_refused(watch_list):
    entries, environment = watch_list._entries, watch_list._environment
    with environment.begin(write=True, db=entries) as transaction:
        rows = dict(transaction.cursor())
        first, second = sorted(rows)[:2]
        transaction.put(first, rows[second])
    values = (("person", PERSON), ("vin", "LSVNV4187F2100013"), ("engine_number", "CUF812345"))
    with pytest.raises(WatchListError, match="changed from outside"):
        for kind, value in (*values, ("plate", "鲁J12345")):
            watch_list.check(kind, value, TODAY)


def test_the_key_is_made_once_and_for_its_owner_alone(tmp_path):
    path = tmp_path / "keys" / "watchlist.key"
    key = ensure_key(path)
    assert len(key) == 32
    assert ensure_key(path) == key == read_key(path)
    if os.name != "nt":
        assert stat.S_IMODE(path.stat().st_mode) == 0o600


@pytest.mark.skipif(os.name == "nt", reason="Windows keeps rights in access lists")
def test_a_key_others_may_read_is_refused(tmp_path):
    path = tmp_path / "watchlist.key"
    ensure_key(path)
    path.chmod(0o644)
    with pytest.raises(KeyFileError, match="0600"):
        read_key(path)


def test_a_cut_or_missing_key_is_refused(tmp_path):
    path = tmp_path / "watchlist.key"
    with pytest.raises(KeyFileError, match="can't be read"):
        read_key(path)
    ensure_key(path)
    path.write_bytes(b"short")
    with pytest.raises(KeyFileError, match="5 bytes"):
        ensure_key(path)
