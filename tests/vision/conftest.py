from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from vision.picture import Picture
from vision.plates import PlateReader
from vision.vins import VinReader

SHARED_DATA = Path(__file__).resolve().parents[3] / "shared" / "data"


@pytest.fixture(scope="session")
def shared_data() -> Path:
    if not SHARED_DATA.is_dir():
        pytest.skip(f"the labelled pictures are not on this machine: no folder {SHARED_DATA}")
    return SHARED_DATA


@pytest.fixture(scope="session")
def plate_reader() -> PlateReader:
    return PlateReader()


@pytest.fixture(scope="session")
def vin_reader(tmp_path_factory: pytest.TempPathFactory) -> VinReader:
    return VinReader(model_folder=tmp_path_factory.mktemp("models"))


@pytest.fixture
def encode() -> Callable[..., bytes]:
    def encoded(image: Image.Image, form: str = "PNG", **options: object) -> bytes:
        buffer = io.BytesIO()
        image.save(buffer, form, **options)
        return buffer.getvalue()

    return encoded


@pytest.fixture
def noise() -> Picture:
    return np.random.default_rng(7).integers(0, 256, (240, 320, 3), dtype=np.uint8)
