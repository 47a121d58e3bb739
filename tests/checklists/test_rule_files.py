from __future__ import annotations

import shutil
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from checklists import check, rules, schema, tables
from checklists.condition import Applicability, Condition
from checklists.errors import RuleFileError
from checklists.operators import field_rules
from checklists.tables import models, read_toml, read_tsv
from checklists.vehicle import Vehicle


def test_every_vehicle_type_finds_one_limit_for_what_applies() -> None:
    assert check.check_rules() == []


def test_a_missing_limit_shows(monkeypatch: pytest.MonkeyPatch) -> None:
    edition = rules.load("GB38900-2020")
    kept = tuple(x for x in edition.limits["brake_rate_axle"] if x.row.id != "axle-light-rear")
    broken = replace(edition, limits={**edition.limits, "brake_rate_axle": kept})
    problems = _problems(monkeypatch, broken)
    assert problems
    assert all("no limit is held" in p.fault for p in problems)
    assert any(p.where.startswith("K31 ") for p in problems)


def test_two_limits_at_once_show(monkeypatch: pytest.MonkeyPatch) -> None:
    edition = rules.load("GB38900-2020")
    wide = replace(edition.limits["side_slip"][0], applies=Applicability())
    limits = {**edition.limits, "side_slip": (*edition.limits["side_slip"], wide)}
    problems = _problems(monkeypatch, replace(edition, limits=limits))
    assert problems
    assert all("limits clash" in p.fault for p in problems)


def test_a_photo_that_does_not_exist_shows(monkeypatch: pytest.MonkeyPatch) -> None:
    edition = rules.load("GB38900-2020")
    first = edition.manual[0]
    changed = replace(first, row=first.row.model_copy(update={"photos": ("9999",)}))
    problems = _problems(monkeypatch, replace(edition, manual=(changed, *edition.manual[1:])))
    assert [p.fault for p in problems] == ["no photo code 9999"]


def _problems(monkeypatch: pytest.MonkeyPatch, edition: rules.Edition) -> list[check.Problem]:
    held = {edition.info.name: edition.info}
    monkeypatch.setattr(check, "editions", lambda: held)
    monkeypatch.setattr(check, "load", lambda name: edition)
    monkeypatch.setattr(check, "sample_vehicles", _few)
    check._facts_by_family.cache_clear()
    try:
        return check.check_rules()
    finally:
        check._facts_by_family.cache_clear()


def _few(types: Iterable[str]) -> Iterator[Vehicle]:
    assert {"K31", "H11"} <= set(types)
    yield from (check._vehicle(code, 2500, 1.6, "B") for code in ("K31", "H11"))


def test_every_condition_field_has_a_rule_and_the_other_way_round() -> None:
    assert set(field_rules()) == set(Condition.model_fields)


def test_every_limit_names_its_clause_source_and_date() -> None:
    for name in rules.editions():
        for held in rules.load(name).limits.values():
            for limit in held:
                assert limit.row.clause
                assert limit.row.source
                assert limit.row.effective_from


def write(folder: Path, text: str, name: str = "limits.toml") -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


GOOD_LIMIT = """
[[limit]]
id = "x"
item = "side_slip"
between = [-5, 5]
unit = "m/km"
decimals = 1
clause = "c"
source = "s"
mark = "C"
effective_from = 2018-01-01
"""


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("between = [-5, 5]", "", "exactly one of"),
        ("between = [-5, 5]", "between = [5, -5]", "lower bound is above"),
        ("between = [-5, 5]", "between = [-5, 5]\nat_most = 3", "exactly one of"),
        ('mark = "C"', 'mark = "X"', "mark"),
        ('unit = "m/km"', "", "unit"),
        ('id = "x"', 'id = "x"\ncolour = 3', "colour"),
        ("2018-01-01", "2018-01-01\neffective_to = 2017-01-01", "before effective_from"),
        ('id = "x"', 'id = "x"\nany = [{ wheels = 3 }]', "wheels"),
    ],
)
def test_a_faulty_limit_is_named_by_file_and_line(
    tmp_path: Path, old: str, new: str, words: str
) -> None:
    path = write(tmp_path, GOOD_LIMIT + GOOD_LIMIT.replace(old, new))
    with pytest.raises(RuleFileError, match=words) as caught:
        list(models(path, read_toml(path, "limit"), schema.LimitRow))
    assert caught.value.line == 13
    assert "limits.toml, line 13" in str(caught.value)


def test_toml_that_is_none_is_named_by_line(tmp_path: Path) -> None:
    path = write(tmp_path, "[[limit]]\nid = \n")
    with pytest.raises(RuleFileError, match="line 2"):
        read_toml(path, "limit")


def test_a_table_that_does_not_belong_is_named(tmp_path: Path) -> None:
    path = write(tmp_path, GOOD_LIMIT + "\n[[limitt]]\nid = 3\n")
    with pytest.raises(RuleFileError, match="limitt"):
        read_toml(path, "limit")


def test_a_row_with_a_field_too_few_is_named_by_line(tmp_path: Path) -> None:
    path = write(tmp_path, "# c\ncode\tname_zh\n\nA\tx\nB\n", "codes.tsv")
    with pytest.raises(RuleFileError, match="line 5: 1 fields where the header has 2"):
        read_tsv(path)


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(RuleFileError, match=r"gone\.tsv"):
        read_tsv(tmp_path / "gone.tsv")


@pytest.fixture
def copy_of_rules(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    folder = tmp_path / "rules"
    shutil.copytree(tables.RULES_FOLDER, folder)
    monkeypatch.setattr(rules, "RULES_FOLDER", folder)
    rules.editions.cache_clear()
    rules.load.cache_clear()
    yield folder / "GB38900-2020"
    monkeypatch.undo()
    rules.editions.cache_clear()
    rules.load.cache_clear()


@pytest.mark.parametrize(
    ("file", "old", "new", "words"),
    [
        ("manual_items.tsv", "\tdesk\t", "\tmoon\t", "no position 'moon'"),
        ("applicability.toml", "items = [1]\n", "items = [2]\n", "item 2 has two rules"),
        ("applicability.toml", "items = [5]\n", "items = [5, 99]\n", "there is no item 99"),
        ("manual_items.tsv", "\n3\t", "\n2\t", "item 2 is there twice"),
        ("tests.tsv", "speed\tvehicle", "headlamp\tvehicle", "'headlamp' is there twice"),
        ("instruments.toml", 'not_judged_en = "GB', 'code = "GB', "."),
        ("questions.toml", 'register_field = "owner_name"\n', "", "register_field is given"),
    ],
)
def test_a_fault_in_the_edition_is_named_by_file(
    copy_of_rules: Path, file: str, old: str, new: str, words: str
) -> None:
    path = copy_of_rules / file
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(RuleFileError, match=words) as caught:
        rules.load("GB38900-2020")
    assert caught.value.path == path
    assert caught.value.line
