"""Cut the two font files of this folder from the variable Noto Sans SC (OFL 1.1).

Run once by a maintainer, never at run time::

    pip download --no-deps justmytype-intl-cjk      # carries NotoSansSC[wght].ttf
    uv run --with fonttools python certs/assets/fonts/make.py 'NotoSansSC[wght].ttf' FOLDER
"""

from __future__ import annotations

import sys
from pathlib import Path

from fontTools import subset  # pyright: ignore[reportMissingImports]
from fontTools.ttLib import TTFont  # pyright: ignore[reportMissingImports]
from fontTools.varLib import instancer  # pyright: ignore[reportMissingImports]

PUNCTUATION = [(0x20, 0x250), (0x370, 0x400), (0x2000, 0x2070), (0x20A0, 0x20C0), (0x2100, 0x2300)]
SYMBOLS = [(0x2460, 0x2500), (0x25A0, 0x2600), (0x2605, 0x2607), (0x2713, 0x2719), (0x3000, 0x3040)]


def gb2312() -> set[int]:
    """Code points of GB 2312: what ordinary Chinese text needs, 7,445 characters."""
    found: set[int] = set()
    for point in range(0x20, 0xFFFF):
        if 0xD800 <= point < 0xE000:
            continue
        try:
            chr(point).encode("gb2312")
        except UnicodeEncodeError:
            continue
        found.add(point)
    return found


def cut(source: Path, folder: Path, style: str, weight: int) -> Path:
    """Write one static weight of ``source`` with the characters above into ``folder``."""
    font = instancer.instantiateVariableFont(TTFont(source), {"wght": weight}, updateFontNames=True)
    options = subset.Options()
    options.layout_features = ["kern", "locl"]
    options.hinting = False
    options.name_IDs = ["*"]
    options.notdef_outline = True
    wanted = gb2312()
    for first, last in PUNCTUATION + SYMBOLS:
        wanted |= set(range(first, last))
    cutter = subset.Subsetter(options)
    cutter.populate(unicodes=wanted)
    cutter.subset(font)
    target = folder / f"NotoSansSC-{style}.ttf"
    font.save(target)
    return target


if __name__ == "__main__":
    for name, value in (("Regular", 400), ("Bold", 700)):
        print(cut(Path(sys.argv[1]), Path(sys.argv[2]), name, value))
