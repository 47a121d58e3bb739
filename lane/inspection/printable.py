"""Texts that people type and papers print: refused where they are typed, not at the printer."""

from __future__ import annotations

from typing import Annotated

from pydantic import AfterValidator

from certs.glyphs import missing_glyphs


def _printable(text: str) -> str:
    if lacking := missing_glyphs(text):
        raise ValueError(f"{lacking!r} can't be printed on the papers: write it otherwise")
    return text


Printable = Annotated[str, AfterValidator(_printable)]
"""A text whose every character the papers' font has."""
