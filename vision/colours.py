"""The ground colour of a plate, as shares of the colours a plate can have."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files

import cv2
import numpy as np
from pydantic import BaseModel, ConfigDict

from vision.picture import Picture


class _Range(BaseModel):
    model_config = ConfigDict(extra="forbid")

    hue: tuple[float, float]
    saturation: tuple[float, float]
    value: tuple[float, float]


@cache
def _ranges() -> dict[str, _Range]:
    text = (files("vision.grammar") / "colours.toml").read_text(encoding="utf-8")
    return {name: _Range.model_validate(row) for name, row in tomllib.loads(text).items()}


def colour_shares(plate: Picture) -> dict[str, float]:
    """Colour → the share of the pixels of a straightened plate that have it.

    The ground covers some 70 % of a plate, so its colour leads; the shares need not sum to one.
    """
    small = cv2.resize(plate, (88, 28), interpolation=cv2.INTER_AREA)
    hsv = cv2.cvtColor(small.astype(np.float32) / 255, cv2.COLOR_BGR2HSV)
    hue, saturation, value = hsv[..., 0], hsv[..., 1], hsv[..., 2]
    return {
        name: float(
            (
                (hue >= r.hue[0])
                & (hue <= r.hue[1])
                & (saturation >= r.saturation[0])
                & (saturation <= r.saturation[1])
                & (value >= r.value[0])
                & (value <= r.value[1])
            ).mean()
        )
        for name, r in _ranges().items()
    }
