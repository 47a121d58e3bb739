from __future__ import annotations

import socket
from pathlib import Path

import cv2
import numpy as np
import pytest

from vision.geometry import sides
from vision.text_detector import PaddleTextDetector, model_folder


@pytest.fixture
def label() -> np.ndarray:
    picture = np.full((400, 640, 3), 230, np.uint8)
    cv2.putText(
        picture, "LSVNV2182E2100001", (60, 210), cv2.FONT_HERSHEY_SIMPLEX, 1.4, (20, 20, 20), 3
    )
    return picture


def test_paddle_finds_a_line_with_the_network_cut(
    label: np.ndarray, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("the network was asked for")

    for name in ("getaddrinfo", "gethostbyname", "create_connection"):
        monkeypatch.setattr(socket, name, refuse)
    monkeypatch.setattr(socket.socket, "connect", refuse)
    found = PaddleTextDetector(folder=tmp_path).find(label)
    width, height = sides(max(found, key=lambda text: sides(text.corners)[0]).corners)
    assert 400 < width < 620
    assert 25 < height < 90


def test_the_model_folder_is_written_once_and_mended(tmp_path: Path) -> None:
    folder = model_folder(tmp_path)
    network = folder / "inference.onnx"
    whole = network.read_bytes()
    before = network.stat().st_mtime_ns
    assert model_folder(tmp_path) == folder
    assert network.stat().st_mtime_ns == before
    network.write_bytes(whole[:1000])
    (folder / "inference.yml").write_text("broken")
    model_folder(tmp_path)
    assert network.read_bytes() == whole
    assert "DBPostProcess" in (folder / "inference.yml").read_text("utf-8")
    assert sorted(path.name for path in folder.iterdir()) == ["inference.onnx", "inference.yml"]
