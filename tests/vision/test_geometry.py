from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from vision.geometry import as_box, rectify, rows_joined, sides, turned, turned_back, whole


def test_rectify_takes_out_what_lies_between_the_corners() -> None:
    picture = np.zeros((100, 200, 3), np.uint8)
    picture[20:60, 40:140] = 255
    corners = np.array([(40, 20), (140, 20), (140, 60), (40, 60)], np.float32)
    assert rectify(picture, corners, (50, 20))[1:-1, 1:-1].min() == 255
    wide = rectify(picture, corners, (60, 24), (0.1, 0.1))
    assert wide.shape == (24, 60, 3)
    assert wide[:, :3].max() == 0
    assert wide[4:-4, 8:-8].min() == 255


def test_sides_and_whole() -> None:
    picture = np.zeros((30, 70, 3), np.uint8)
    assert sides(whole(picture)) == (70.0, 30.0)
    assert as_box(whole(picture)) == ((0.0, 0.0), (70.0, 0.0), (70.0, 30.0), (0.0, 30.0))


def test_rows_are_set_one_after_the_other() -> None:
    plate = np.zeros((220, 440, 3), np.uint8)
    plate[:88] = (0, 0, 255)
    plate[88:] = (0, 255, 0)
    line = rows_joined(plate, 0.4)
    assert line.shape[0] == 48
    assert line[24, 5].tolist() == [0, 0, 255]
    assert line[24, -5].tolist() == [0, 255, 0]


@given(st.integers(0, 3), st.integers(3, 40), st.integers(3, 40), st.data())
def test_a_point_of_a_turned_picture_is_found_again(
    quarters: int, height: int, width: int, data: st.DataObject
) -> None:
    y, x = data.draw(st.integers(0, height - 1)), data.draw(st.integers(0, width - 1))
    picture = np.zeros((height, width, 3), np.uint8)
    picture[y, x] = 255
    seen_y, seen_x = np.argwhere(turned(picture, quarters)[..., 0])[0]
    middle = np.array([(seen_x + 0.5, seen_y + 0.5)], np.float32)
    assert turned_back(middle, quarters, picture)[0] == pytest.approx((x + 0.5, y + 0.5))
