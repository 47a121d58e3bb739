from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from vision.errors import PictureError
from vision.picture import MAX_SIDE, load_picture

Encode = Callable[..., bytes]


def halves(mode: str, left: object, right: object, size: tuple[int, int] = (40, 20)) -> Image.Image:
    image = Image.new(mode, size, left)
    image.paste(right, (size[0] // 2, 0, *size))
    return image


def test_colours_come_as_blue_green_red(encode: Encode) -> None:
    picture = load_picture(encode(Image.new("RGB", (12, 10), (200, 100, 50))))
    assert picture.shape == (10, 12, 3)
    assert picture.dtype == np.uint8
    assert picture[0, 0].tolist() == [50, 100, 200]


@pytest.mark.parametrize("orientation", range(1, 9))
def test_the_exif_mark_turns_it_upright(encode: Encode, orientation: int) -> None:
    exif = Image.Exif()
    exif[0x0112] = orientation
    picture = load_picture(encode(halves("RGB", "white", "black"), "PNG", exif=exif))
    across = orientation < 5
    assert picture.shape[:2] == ((20, 40) if across else (40, 20))
    first, last = (picture[0, 0, 0], picture[-1, -1, 0])
    white_first = orientation in (1, 4, 5, 6)
    assert (first > last) == white_first


@pytest.mark.parametrize(
    ("image", "form"),
    [
        (halves("L", 255, 0), "PNG"),
        (halves("1", 1, 0), "PNG"),
        (halves("CMYK", (0, 0, 0, 0), (0, 0, 0, 255)), "JPEG"),
        (halves("LA", (255, 255), (0, 255)), "PNG"),
        (halves("RGBA", (255, 255, 255, 255), (0, 0, 0, 255)), "PNG"),
        (halves("I;16", 65535, 0), "PNG"),
        (halves("P", 255, 0), "GIF"),
        (halves("F", 255.0, 0.0), "TIFF"),
    ],
    ids=lambda value: value if isinstance(value, str) else value.mode,
)
def test_every_form_becomes_three_channels(encode: Encode, image: Image.Image, form: str) -> None:
    if image.mode == "P":
        image.putpalette([v for k in range(256) for v in (k, k, k)])
    picture = load_picture(encode(image, form))
    assert picture.shape == (20, 40, 3)
    assert picture[5, 5].min() > 245
    assert picture[5, 35].max() < 10


def test_transparent_parts_become_white(encode: Encode) -> None:
    assert load_picture(encode(Image.new("RGBA", (9, 9), (0, 0, 0, 0)))).min() == 255


@pytest.mark.parametrize("form", ["JPEG", "PNG"])
def test_a_picture_cut_short_is_refused_by_name(
    encode: Encode, tmp_path: Path, noise: np.ndarray, form: str
) -> None:
    data = encode(Image.fromarray(noise), form)
    file = tmp_path / f"cut.{form.lower()}"
    file.write_bytes(data[: len(data) * 2 // 3])
    with pytest.raises(PictureError, match=rf"cut\.{form.lower()} cannot be opened.*take it again"):
        load_picture(file)


@pytest.mark.parametrize("data", [b"", b"not a picture", b"\xff\xd8\xff", b"GIF89a"])
def test_what_is_no_picture_is_refused(data: bytes) -> None:
    with pytest.raises(PictureError, match="IMG_1 cannot be opened as a picture"):
        load_picture(data, "IMG_1")


def test_a_missing_file_and_a_folder_are_refused(tmp_path: Path) -> None:
    for path in (tmp_path / "none.jpg", tmp_path):
        with pytest.raises(PictureError, match="cannot be read"):
            load_picture(path)


@pytest.mark.parametrize("size", [(1, 1), (1, 500), (7, 7)])
def test_too_small_is_refused(encode: Encode, size: tuple[int, int]) -> None:
    with pytest.raises(PictureError, match="only"):
        load_picture(encode(Image.new("RGB", size)))


def test_a_hundred_megapixels_are_refused_unless_they_can_be_reduced(encode: Encode) -> None:
    with pytest.raises(PictureError, match="million pixels"):
        load_picture(encode(Image.new("1", (12_000, 9_000))))
    picture = load_picture(encode(Image.new("L", (12_000, 9_000), 128), "JPEG", quality=20))
    assert max(picture.shape) <= MAX_SIDE
    assert picture.shape[1] / picture.shape[0] == pytest.approx(4 / 3, rel=0.01)


@settings(max_examples=60, deadline=None)
@given(
    st.binary(max_size=300),
    st.sampled_from([b"", b"\xff\xd8\xff\xe0", b"\x89PNG\r\n\x1a\n", b"BM"]),
)
def test_any_bytes_give_a_picture_or_a_picture_error(data: bytes, head: bytes) -> None:
    try:
        picture = load_picture(head + data)
    except PictureError as error:
        assert "take it again" in str(error)
    else:
        assert picture.ndim == 3
