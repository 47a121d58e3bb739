"""Colours and paints."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Picture = NDArray[np.float32]
"""RGB, (height, width, 3), 0–255."""
Colour = tuple[float, float, float]


@dataclass(frozen=True, slots=True)
class Gradient:
    """Paint that runs through colours from top to bottom (or left to right) of a shape."""

    stops: tuple[tuple[float, Colour], ...]
    across: bool = False

    def over(self, height: int, width: int) -> Picture:
        """The paint over a box of this size."""
        places = np.linspace(0.0, 1.0, max(2, width if self.across else height))
        where, colours = zip(*self.stops, strict=True)
        ramp = np.stack(
            [np.interp(places, where, channel) for channel in zip(*colours, strict=True)], axis=-1
        )
        ramp = ramp[: width if self.across else height].astype(np.float32)
        shape = (height, width, 3)
        return np.broadcast_to(ramp[None] if self.across else ramp[:, None], shape)


Paint = Colour | Gradient


def vertical(*colours: Colour) -> Gradient:
    """Evenly spaced colours from top to bottom."""
    return Gradient(tuple(zip(np.linspace(0, 1, len(colours)).tolist(), colours, strict=True)))


def horizontal(*colours: Colour) -> Gradient:
    """Evenly spaced colours from left to right."""
    return Gradient(vertical(*colours).stops, across=True)


def shade(colour: Colour, factor: float) -> Colour:
    """The colour darker (factor < 1) or mixed with white (factor > 1, 2 is white)."""
    if factor <= 1:
        return (colour[0] * factor, colour[1] * factor, colour[2] * factor)
    white = factor - 1
    return tuple(c + (255 - c) * white for c in colour)  # type: ignore[return-value]  # three stay three
