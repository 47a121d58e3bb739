"""Solids of `solids.toml`, checked, and turned so that the end towards the camera comes first."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict

Point = tuple[float, float]
Strip = Literal["body", "bonnet", "glass", "trim", "board"]


class _Strict(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class End(_Strict):
    """A front or rear: lamps as inner and outer part of the half width, lowest and highest;
    grille as part of the half width, lowest and highest; the plate's middle.
    """

    lamps: tuple[float, float, float, float]
    grille: tuple[float, float, float] | None = None
    plate: float


class Solid(_Strict):
    """A vehicle as a profile drawn out to its width, millimetres (see the head of the file)."""

    profile: tuple[tuple[float, float, float, Strip], ...]
    belt: tuple[float, float, float, float]
    windows: tuple[tuple[Point, ...], ...]
    lines: tuple[tuple[Point, ...], ...]
    handles: tuple[Point, ...]
    wheels: tuple[Point, ...]
    front: End
    rear: End
    box: tuple[float, float, float, float, float] | None = None

    @property
    def length(self) -> float:
        """From the foremost to the rearmost point."""
        ends = [point[0] for point in self.profile] + ([self.box[1]] if self.box else [])
        return max(ends)

    def half_width(self, height: float) -> float:
        """Half the width of the side at a height: upright to the belt, then leaning in."""
        low, wide, high, narrow = self.belt
        part = min(1.0, max(0.0, (height - low) / (high - low)))
        return wide + (narrow - wide) * part

    def turned(self) -> Solid:
        """The same with its rear towards the camera."""
        end = self.length
        strips = [*[point[3] for point in self.profile][-2::-1], "body"]
        profile = tuple(
            (end - x, z, w, strip)
            for (x, z, w, _), strip in zip(reversed(self.profile), strips, strict=True)
        )
        box = self.box and (end - self.box[1], end - self.box[0], *self.box[2:])
        return self.model_copy(
            update={
                "profile": profile,
                "windows": tuple(_mirrored(line, end) for line in self.windows),
                "lines": tuple(_mirrored(line, end) for line in self.lines),
                "handles": _mirrored(self.handles, end),
                "wheels": _mirrored(self.wheels, end),
                "box": box,
            }
        )


@cache
def solids() -> dict[str, Solid]:
    """Every solid by the body's name."""
    text = Path(__file__).with_name("solids.toml").read_text(encoding="utf-8")
    return {name: Solid.model_validate(values) for name, values in tomllib.loads(text).items()}


def _mirrored(points: tuple[Point, ...], end: float) -> tuple[Point, ...]:
    return tuple((end - x, other) for x, other in points)
