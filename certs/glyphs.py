"""Which characters the embedded font can draw: asked before anything is printed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from enum import Enum
from functools import cache

from reportlab.pdfbase.ttfonts import TTFontFace

from certs.errors import MissingGlyph
from certs.fonts import BOLD, REGULAR


def missing_glyphs(text: str) -> str:
    """The characters of ``text`` that the font lacks, each once, in order."""
    return "".join(dict.fromkeys(c for c in text if ord(c) not in _drawable()))


def require_glyphs(content: object) -> None:
    """Look through every text of a content; raises MissingGlyph naming characters and fields."""
    lacking = {place: missing_glyphs(text) for place, text in _texts(content, "")}
    places = tuple(place for place, characters in lacking.items() if characters)
    if places:
        characters = "".join(dict.fromkeys("".join(lacking[place] for place in places)))
        raise MissingGlyph(characters, places)


@cache
def _drawable() -> frozenset[int]:
    faces = [TTFontFace(str(path)) for path in (REGULAR, BOLD)]
    # a line break is no glyph, and every text may hold one
    return frozenset.intersection(*(frozenset(face.charToGlyph) for face in faces)) | {ord("\n")}


def _texts(value: object, place: str) -> Iterator[tuple[str, str]]:
    if isinstance(value, str) and not isinstance(value, Enum):
        yield place, value
    elif isinstance(value, tuple):
        for number, part in enumerate(value, 1):
            yield from _texts(part, f"{place} {number}")
    elif is_dataclass(value):
        for field in fields(value):
            yield from _texts(getattr(value, field.name), f"{place}.{field.name}".lstrip("."))
