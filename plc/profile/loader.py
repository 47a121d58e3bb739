"""Reads register profiles and refuses wrong ones, naming file and line."""

from __future__ import annotations

import re
import tomllib
from importlib.resources import files
from itertools import chain
from pathlib import Path

from pydantic import ValidationError

from plc.errors import ProfileError
from plc.profile.checks import problems
from plc.profile.kinds import kind_problems
from plc.profile.lines import LineMap
from plc.profile.model import Profile


def builtin_profiles() -> list[str]:
    """Names of the profiles that come with the package."""
    folder = files("plc") / "profiles"
    return sorted(f.name.removesuffix(".toml") for f in folder.iterdir() if f.name[-5:] == ".toml")


def load_profile(name_or_path: str | Path) -> Profile:
    """The checked profile: a built-in one by name, or a file by its path.

    ProfileError names the file, the line and what to change.
    """
    path = Path(name_or_path)
    if path.suffix != ".toml":
        return _builtin(str(name_or_path))
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise ProfileError(path, 1, f"cannot be read: {error}") from error
    return parse_profile(text, path)


def parse_profile(text: str, file: str | Path) -> Profile:
    """The checked profile in ``text``; ``file`` is named in errors."""
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise ProfileError(file, _syntax_line(error, text), f"is not TOML: {error}") from error
    lines = LineMap(text)
    try:
        profile = Profile.model_validate(data)
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        where = ".".join(str(part) for part in first["loc"])
        message = f"{where}: {first['msg']}, found {first['input']!r}"
        raise ProfileError(file, lines.line_of(first["loc"]), message) from error
    for path, message in chain(problems(profile), kind_problems(profile)):
        raise ProfileError(file, lines.line_of(path), message)
    return profile


def _builtin(name: str) -> Profile:
    file = files("plc") / "profiles" / f"{name}.toml"
    if not file.is_file():
        known = ", ".join(builtin_profiles())
        raise ProfileError(name, 1, f"there is no such profile; built in are: {known}")
    return parse_profile(file.read_text(encoding="utf-8"), f"{name}.toml")


def _syntax_line(error: tomllib.TOMLDecodeError, text: str) -> int:
    match = re.search(r"line (\d+)", str(error))
    return int(match[1]) if match else text.count("\n") + 1
