"""Opening pictures: whatever a camera or a scanner wrote becomes one plain array.

Turned by its EXIF mark, three channels, eight bits, within bounds; a picture that is cut short
is refused, since half a plate read with confidence is worse than none.
"""

from __future__ import annotations

import io
import warnings
from pathlib import Path
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageOps, UnidentifiedImageError

from vision.errors import PictureError

Picture: TypeAlias = NDArray[np.uint8]
"""Height × width × 3, blue-green-red, 0–255."""

MAX_PIXELS = 60_000_000
"""Above this a picture is refused before it is decoded."""
MAX_SIDE = 4096
"""Longer sides are reduced to this; no plate or VIN needs more."""
MIN_SIDE = 8


def load_picture(source: Path | bytes, name: str | None = None) -> Picture:
    """Open ``source`` as height × width × 3 BGR, 8 bit, upright.

    ``name`` is what messages call it (the file's path if nothing is given). Grey, alpha, CMYK
    and 16-bit pictures are brought to the same form; transparent parts become white.

    Raises PictureError when it is missing, no picture, cut short, or outside the size bounds.
    """
    name = name or (str(source) if isinstance(source, Path) else "the picture")
    data = _read(source, name)
    try:
        return _decode(data, name)
    except PictureError:
        raise
    except UnidentifiedImageError as error:
        raise PictureError(name, "the file is in no picture format known here") from error
    except Image.DecompressionBombError as error:
        raise PictureError(
            name, f"it has more than {MAX_PIXELS // 10**6} million pixels"
        ) from error
    # damaged files make the decoders raise all of these
    except (OSError, ValueError, SyntaxError, EOFError, MemoryError, OverflowError) as error:
        raise PictureError(name, f"it is damaged or cut short ({error})") from error


def _read(source: Path | bytes, name: str) -> bytes:
    if isinstance(source, bytes):
        data = source
    else:
        try:
            data = source.read_bytes()
        except OSError as error:
            raise PictureError(name, f"the file cannot be read ({error.strerror})") from error
    if not data:
        raise PictureError(name, "the file is empty")
    return data


def _decode(data: bytes, name: str) -> Picture:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # our own bounds follow; Pillow's warning adds nothing
        with Image.open(io.BytesIO(data)) as opened:
            # a JPEG is decoded at a half or a quarter where that suffices: a telephone's 108
            # megapixels pass; other formats are left as they are and meet the bound
            opened.draft(None, (MAX_SIDE, MAX_SIDE))
            _check_size(opened.size, name)
            opened.load()
            turned = ImageOps.exif_transpose(opened)
    turned.thumbnail((MAX_SIDE, MAX_SIDE), Image.Resampling.LANCZOS)
    rgb = np.asarray(_three_channels(turned), dtype=np.uint8)
    return np.ascontiguousarray(rgb[:, :, ::-1])


def _check_size(size: tuple[int, int], name: str) -> None:
    width, height = size
    if width * height > MAX_PIXELS:
        raise PictureError(name, f"it has more than {MAX_PIXELS // 10**6} million pixels")
    if min(width, height) < MIN_SIDE:
        raise PictureError(name, f"it is only {width} × {height} pixels")


def _three_channels(image: Image.Image) -> Image.Image:
    if image.mode.startswith("I") or image.mode == "F":
        return _eight_bits(image)
    if image.mode in ("RGBA", "LA", "PA") or "transparency" in image.info:
        rgba = image.convert("RGBA")
        ground = Image.new("RGBA", rgba.size, "white")
        return Image.alpha_composite(ground, rgba).convert("RGB")
    return image.convert("RGB")


def _eight_bits(image: Image.Image) -> Image.Image:
    deep = np.asarray(image, dtype=np.float64)
    # 16-bit files hold 0–65535, whatever wider type the decoder chose for them
    scale = 257.0 if deep.max(initial=0.0) > 255 else 1.0
    return Image.fromarray(np.clip(deep / scale, 0, 255).astype(np.uint8)).convert("RGB")
