"""Who works at the lane, in which roles, and how a screen proves who sits before it."""

from __future__ import annotations

import hashlib
import hmac
import json
import secrets
import tomllib
from enum import StrEnum
from pathlib import Path

from pydantic import BaseModel, ConfigDict, Field, ValidationError


class Role(StrEnum):
    """What a person may do."""

    REGISTRAR = "registrar"
    EXAMINER = "examiner"
    DRIVER = "driver"
    SIGNATORY = "signatory"
    SUPERVISOR = "supervisor"
    ENGINEER = "engineer"
    POLICE = "police"


class NotAllowed(Exception):
    """The person's roles do not include what the act needs."""

    def __init__(self, name: str, needed: tuple[Role, ...]) -> None:
        """Name the person and the roles that could do it."""
        roles = " or ".join(role.value for role in needed)
        super().__init__(f"{name} may not do this: ask somebody with the role {roles}")


class PeopleFileError(Exception):
    """The people file can't be used; the message names the file and the fault."""


class Person(BaseModel):
    """One person; ``token_sha256`` is the hash of the secret that the screen sends."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    id: str
    name: str
    roles: frozenset[Role]
    token_sha256: str = Field(pattern=r"^[0-9a-f]{64}$")

    def may(self, *needed: Role) -> None:
        """Raise `NotAllowed` unless the person has one of the roles."""
        if not self.roles & set(needed):
            raise NotAllowed(self.name, needed)


class _File(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")

    person: list[Person] = Field(min_length=1)


class People:
    """The people file (``people.toml``), looked up by token."""

    def __init__(self, people: list[Person]) -> None:
        """Hold these people."""
        self._people = people

    @classmethod
    def load(cls, path: Path) -> People:
        """Read the file; raises `PeopleFileError` naming file and field."""
        try:
            people = _File.model_validate(tomllib.loads(path.read_text(encoding="utf-8"))).person
        except OSError as fault:
            raise PeopleFileError(f"{path}: {fault.strerror or fault}") from fault
        except ValidationError as fault:
            first = fault.errors()[0]
            field = ".".join(str(part) for part in first["loc"])
            raise PeopleFileError(f"{path}: {field}: {first['msg']}") from fault
        except ValueError as fault:
            raise PeopleFileError(f"{path}: not a TOML file in UTF-8: {fault}") from fault
        ids = [person.id for person in people]
        if twice := next((each for each in ids if ids.count(each) > 1), None):
            raise PeopleFileError(f"{path}: {twice} stands there twice: give each person an id")
        return cls(people)

    def name_of(self, person: str) -> str:
        """The name behind an id; the id itself for somebody who is no longer in the file."""
        return next((each.name for each in self._people if each.id == person), person)

    def by_token(self, token: str) -> Person | None:
        """The person whose secret this is; compared in constant time."""
        digest = token_hash(token)
        for person in self._people:
            if hmac.compare_digest(person.token_sha256, digest):
                return person
        return None


def token_hash(token: str) -> str:
    """What the people file keeps of a secret."""
    return hashlib.sha256(token.encode()).hexdigest()


def write_people(path: Path, people: list[tuple[str, str, list[Role]]]) -> dict[str, str]:
    """Write a people file for (id, name, roles) with fresh secrets; gives id → secret."""
    tokens = {person: secrets.token_urlsafe(24) for person, _, _ in people}
    lines = ["# People of this lane. Secrets are handed out once; only their hashes stand here."]
    for person, name, roles in people:
        listed = ", ".join(f'"{role.value}"' for role in roles)
        lines += [
            "",
            "[[person]]",
            f"id = {_quoted(person)}",
            f"name = {_quoted(name)}",
            f"roles = [{listed}]",
            f'token_sha256 = "{token_hash(tokens[person])}"',
        ]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return tokens


def _quoted(text: str) -> str:
    """A TOML basic string; JSON's escapes are valid there, DEL excepted."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")
