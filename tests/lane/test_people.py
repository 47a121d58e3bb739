"""The people file: who is who, by secrets that are kept as hashes alone."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lane.people import NotAllowed, People, PeopleFileError, Role, token_hash, write_people

GOOD = f"""\
[[person]]
id = "a"
name = "王建国"
roles = ["examiner", "driver"]
token_sha256 = "{token_hash("secret")}"
"""


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "people.toml"


def test_a_person_is_known_by_the_secret(path: Path):
    path.write_text(GOOD, encoding="utf-8")
    people = People.load(path)
    found = people.by_token("secret")
    assert found and found.id == "a" and found.roles == {Role.EXAMINER, Role.DRIVER}
    for wrong in ("", "Secret", "secret ", token_hash("secret"), "密", "\x00"):
        assert people.by_token(wrong) is None
    assert people.name_of("a") == "王建国" and people.name_of("gone") == "gone"


def test_roles_open_what_they_name(path: Path):
    path.write_text(GOOD, encoding="utf-8")
    person = People.load(path).by_token("secret")
    assert person
    person.may(Role.SUPERVISOR, Role.DRIVER)
    with pytest.raises(NotAllowed, match=r"王建国 may not do this: ask .* signatory or supervisor"):
        person.may(Role.SIGNATORY, Role.SUPERVISOR)


@given(name=st.text(st.characters(codec="utf-8", exclude_categories=["Cs"]), max_size=20))
@settings(max_examples=50, deadline=None)
def test_any_name_survives_the_file(tmp_path_factory: pytest.TempPathFactory, name: str):
    path = tmp_path_factory.mktemp("people") / "people.toml"
    tokens = write_people(path, [("a", name, [Role.ENGINEER])])
    person = People.load(path).by_token(tokens["a"])
    assert person and person.name == name


def test_secrets_are_not_in_the_file(path: Path):
    tokens = write_people(path, [(n, n, [Role.DRIVER]) for n in ("a", "b")])
    assert len(set(tokens.values())) == 2
    text = path.read_text(encoding="utf-8")
    assert not any(token in text for token in tokens.values())


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "person: Field required"),
        ("person = []", "person: "),
        (GOOD.replace("driver", "boss"), "person.0.roles"),
        (GOOD.replace("name", "nmae"), "person.0.name: Field required"),
        (GOOD.replace(token_hash("secret"), "secret"), "person.0.token_sha256"),
        (GOOD + GOOD, "a stands there twice"),
        (GOOD[:-3], "not a TOML file"),
        ("\udcff", "not a TOML file"),
    ],
)
def test_a_fault_is_one_line_that_names_file_and_field(path: Path, text: str, said: str):
    path.write_bytes(text.encode("utf-8", "surrogateescape"))
    with pytest.raises(PeopleFileError) as fault:
        People.load(path)
    assert str(fault.value).startswith(f"{path}: ") and said in str(fault.value)
    assert "\n" not in str(fault.value) and token_hash("secret") not in str(fault.value)


def test_a_missing_file_is_named_once(path: Path):
    with pytest.raises(PeopleFileError) as fault:
        People.load(path)
    assert str(fault.value) == f"{path}: No such file or directory"
