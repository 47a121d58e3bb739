"""The one pair of Chinese fonts that papers, samples and screens share (Noto Sans SC, OFL 1.1)."""

from __future__ import annotations

from pathlib import Path

FAMILY = "Noto Sans SC"
FOLDER = Path(__file__).parent / "assets" / "fonts"
REGULAR = FOLDER / "NotoSansSC-Regular.ttf"
BOLD = FOLDER / "NotoSansSC-Bold.ttf"
