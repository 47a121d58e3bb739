from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from vision.measure import main


def test_a_folder_of_nothing_is_counted_as_not_read(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "plate_photos"
    folder.mkdir()
    Image.fromarray(np.full((200, 300, 3), 90, np.uint8)).save(folder / "a.png")
    (folder / "labels.tsv").write_text(
        "file\ttext\tkind\na.png\t鲁J12345\tblue\n", encoding="utf-8"
    )
    assert main([str(tmp_path), "--misses"]) == 0
    printed = capsys.readouterr().out
    assert "plate_photos: exact 0/1 (0.0%), wrong 0, not wholly read 1" in printed
    assert "a.png\t鲁J12345\t-" in printed


def test_no_labels_is_an_error(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([str(tmp_path)]) == 2
    assert "labels.tsv" in capsys.readouterr().err
