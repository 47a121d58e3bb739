from __future__ import annotations

from dataclasses import replace

import pytest

from certs.errors import MissingGlyph
from certs.glyphs import missing_glyphs, require_glyphs


def test_what_papers_usually_hold_is_drawable():
    assert missing_glyphs("京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼") == ""
    assert missing_glyphs("挂学警港澳使领≥≤±×·℃%—…（），。\nΔ²³") == ""


def test_each_missing_character_once_in_order():
    assert missing_glyphs("喆镕喆张") == "喆镕"


def test_texts_are_found_in_all_depths(passing):
    require_glyphs(passing)


@pytest.mark.parametrize("text", ["a\tb", "\u0007", "😀", "𠮷"])
def test_what_is_no_glyph_at_all(text, sticker):
    with pytest.raises(MissingGlyph, match="plate"):
        require_glyphs(replace(sticker, plate=text))
