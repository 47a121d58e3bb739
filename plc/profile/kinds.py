"""What a kind of device asks of its profile (kinds.toml), and what a given profile lacks of it."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from functools import cache
from importlib.resources import files
from typing import Literal

from pydantic import BaseModel, ConfigDict, TypeAdapter

from plc.profile.checks import Problem
from plc.profile.lines import Path
from plc.profile.model import Block, Point, Profile

AT_KIND: Path = ("device", "kind")


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class PointNeed(_Strict):
    """One point: its type, unit and, of an enum, the values it must and may have."""

    type: Literal["number", "bool", "enum"]
    unit: str = ""
    values: tuple[str, ...] = ()
    only: tuple[str, ...] | None = None
    access: Literal["r", "rw"] = "r"
    per_station: bool = False


class VerbNeed(_Strict):
    """One verb: the range its parameter must cover and the points of its result."""

    takes: tuple[int, int] = (0, 0)
    gives: tuple[str, ...] = ()


class RingNeed(_Strict):
    """The ring buffer: number of channels and their unit."""

    channels: int
    unit: str


class Kind(_Strict):
    """Everything that one kind asks for."""

    points: dict[str, PointNeed]
    verbs: dict[str, VerbNeed] = {}
    ring: RingNeed | None = None

    def verb_giving(self, point: str) -> str | None:
        """The verb whose result holds ``point``; None for a point that must be polled."""
        return next((name for name, verb in self.verbs.items() if point in verb.gives), None)


@cache
def kinds() -> Mapping[str, Kind]:
    """Every kind of device that the program knows."""
    text = (files("plc.profile") / "kinds.toml").read_text(encoding="utf-8")
    return TypeAdapter(dict[str, Kind]).validate_python(tomllib.loads(text))


def kind_problems(profile: Profile, station: int = 1) -> Iterator[Problem]:
    """What ``profile`` lacks of its kind; of the points per station those of ``station``."""
    kind = kinds().get(profile.device.kind)
    if kind is None:
        known = ", ".join(kinds())
        yield AT_KIND, f"there is no kind {profile.device.kind}; known are: {known}"
        return
    for name, need in kind.points.items():
        full = f"{name}_{station}" if need.per_station else name
        yield from _point(profile, full, need, kind.verb_giving(name))
    for name, need in kind.verbs.items():
        yield from _verb(profile, name, need)
    if kind.ring is not None:
        yield from _ring(profile, kind.ring)


def _point(profile: Profile, name: str, need: PointNeed, verb: str | None) -> Iterator[Problem]:
    found = _find(profile, name)
    if found is None:
        where = f", in the result block of {verb}" if verb else ""
        yield AT_KIND, f"kind {profile.device.kind} needs a point {name} ({_words(need)}){where}"
        return
    path, block, point = found
    if _type(point, name) != need.type:
        yield path, f"point {name} must be {_words(need)}, it is {point.type}"
    elif need.type == "number" and point.unit != need.unit:
        wanted = repr(need.unit) if need.unit else "no unit"
        yield (
            path,
            f"point {name} must have {wanted}, it has {point.unit!r}: "
            "put it right with scale and unit",
        )
    elif need.type == "enum":
        yield from _values(path, point, need)
    if need.access == "rw" and point.access != "rw":
        yield path, f"point {name} is written by the lane: it needs access = 'rw'"
    if verb is None and block.poll != "cyclic":
        yield path, f"point {name} must be in a block with poll = 'cyclic'"


def _values(path: Path, point: Point, need: PointNeed) -> Iterator[Problem]:
    names = set(point.enum or ())
    if missing := [value for value in need.values if value not in names]:
        yield path, f"point {point.name} needs the values {', '.join(missing)}"
    if need.only is not None and (unknown := sorted(names - set(need.only))):
        yield path, f"point {point.name}: {', '.join(unknown)} not among {', '.join(need.only)}"


def _verb(profile: Profile, name: str, need: VerbNeed) -> Iterator[Problem]:
    verb = profile.command.verbs.get(name) if profile.command else None
    if verb is None:
        path: Path = ("command", "verbs") if profile.command else AT_KIND
        yield path, f"kind {profile.device.kind} needs a verb {name}"
        return
    path = ("command", "verbs", name)
    low, high = need.takes
    if not (verb.param[0] <= low and high <= verb.param[1]):
        yield path, f"verb {name} must take param = [{low}, {high}] at least"
    if not need.gives:
        return
    if verb.result is None:
        yield path, f"verb {name} needs a result block with {', '.join(need.gives)}"
        return
    inside = {found for p in profile.block_named(verb.result).points for found in _names(p)}
    if missing := [point for point in need.gives if point not in inside]:
        yield path, f"verb {name}: its result block {verb.result} lacks {', '.join(missing)}"


def _ring(profile: Profile, need: RingNeed) -> Iterator[Problem]:
    ring = profile.ring
    if ring is None:
        yield AT_KIND, f"kind {profile.device.kind} needs a [ring] in {need.unit}"
        return
    if len(ring.channels) != need.channels:
        yield ("ring", "channels"), f"the ring must have {need.channels} channels"
    if ring.unit != need.unit:
        yield ("ring", "unit"), f"the ring must be in {need.unit!r}, it is in {ring.unit!r}"


def _find(profile: Profile, name: str) -> tuple[Path, Block, Point] | None:
    for i, block in enumerate(profile.block):
        for j, point in enumerate(block.points):
            if name in _names(point):
                return ("block", i, "points", j), block, point
    return None


def _names(point: Point) -> tuple[str, ...]:
    return point.name, *(point.bits or ())


def _type(point: Point, name: str) -> str:
    if point.type == "bits":
        return "bits" if name == point.name else "bool"
    return point.type if point.type in ("bool", "enum", "string") else "number"


def _words(need: PointNeed) -> str:
    return f"{need.type} in {need.unit}" if need.unit else need.type
