from __future__ import annotations

import numpy as np
import pytest

from vision.colours import colour_shares


@pytest.mark.parametrize(
    ("bgr", "colour"),
    [
        ((160, 60, 20), "blue"),
        ((30, 170, 220), "yellow"),
        ((120, 200, 110), "green"),
        ((70, 90, 20), "green"),
        ((235, 235, 235), "white"),
        ((25, 25, 25), "black"),
    ],
)
def test_the_ground_colour_leads(bgr: tuple[int, int, int], colour: str) -> None:
    plate = np.full((140, 440, 3), bgr, np.uint8)
    ink = 30 if sum(bgr) > 380 else 240
    plate[40:100, 30:170] = ink
    shares = colour_shares(plate)
    assert max(shares, key=lambda name: shares[name]) == colour
    assert all(0.0 <= share <= 1.0 for share in shares.values())


def test_a_single_pixel_is_enough() -> None:
    assert colour_shares(np.zeros((1, 1, 3), np.uint8))["black"] == 1.0
