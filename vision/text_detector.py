"""Finding lines of text in a photo: PaddleOCR's detector on ONNX Runtime, offline.

PaddleOCR takes seconds to import, so that happens when the first VIN is read, not before. The
weights lie in an installed package; PaddleOCR wants them in a folder of its own form, which is
written once.
"""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray
from platformdirs import user_cache_path

from vision.offline import offline
from vision.picture import Picture
from vision.weights import PPOCR_V6_DETECTOR

_MODEL = "PP-OCRv6_small_det"
_CONFIGURATION = """\
Global:
  model_name: PP-OCRv6_small_det
PreProcess:
  transform_ops:
    - DetResizeForTest:
        limit_side_len: 768
        limit_type: max
    - NormalizeImage:
        mean: [0.485, 0.456, 0.406]
        std: [0.229, 0.224, 0.225]
        scale: 1./255.
        order: hwc
    - ToCHWImage: null
PostProcess:
  name: DBPostProcess
  thresh: 0.3
  box_thresh: 0.6
  unclip_ratio: 1.5
  max_candidates: 1000
"""


@dataclass(frozen=True, slots=True)
class FoundText:
    """A line of text: its corners (4 × 2, from the upper left clockwise) and a score, 0–1."""

    corners: NDArray[np.float32]
    score: float


class TextDetector(Protocol):
    """Anything that finds lines of text."""

    def find(self, picture: Picture) -> list[FoundText]:
        """Lines of text in a BGR picture."""
        ...


class PaddleTextDetector:
    """PP-OCRv6 small through PaddleOCR; ``folder`` is where its model folder is written."""

    def __init__(self, threads: int = 1, folder: Path | None = None, least: float = 0.4) -> None:
        self._threads = threads
        self._folder = folder or user_cache_path("inspection-lane") / "models"
        self._least = least
        self._detector: Any = None

    def find(self, picture: Picture) -> list[FoundText]:
        """Lines of text, in the order PaddleOCR finds them."""
        with offline():
            if self._detector is None:
                self._detector = self._load()
            result = self._detector.predict(picture, batch_size=1)[0]
        return [
            FoundText(np.asarray(corners, np.float32), float(score))
            for corners, score in zip(result["dt_polys"], result["dt_scores"], strict=True)
        ]

    def _load(self) -> Any:
        folder = model_folder(self._folder)
        # it would write into the home folder otherwise
        os.environ.setdefault("PADDLE_PDX_CACHE_HOME", str(self._folder / "paddlex"))
        from paddleocr import TextDetection

        return TextDetection(
            model_name=_MODEL,
            model_dir=str(folder),
            device="cpu",
            engine="onnxruntime",
            engine_config={
                "intra_op_num_threads": self._threads,
                "inter_op_num_threads": 1,
            },
            box_thresh=self._least,
        )


def model_folder(parent: Path) -> Path:
    """The folder PaddleOCR reads, written under ``parent`` if it is not there yet."""
    weights = PPOCR_V6_DETECTOR.path()
    folder = parent / _MODEL
    folder.mkdir(parents=True, exist_ok=True)
    network, configuration = folder / "inference.onnx", folder / "inference.yml"
    if not network.is_file() or network.stat().st_size != weights.stat().st_size:
        _put(network, weights.read_bytes())
    if not configuration.is_file() or configuration.read_text("utf-8") != _CONFIGURATION:
        _put(configuration, _CONFIGURATION.encode())
    return folder


def _put(path: Path, data: bytes) -> None:
    # written aside and moved, so that two processes starting together never see half a file
    part = path.with_suffix(f".{os.getpid()}.part")
    part.write_bytes(data)
    part.replace(path)
