"""The inspection sticker (检验合格标志), to the millimetre."""

from __future__ import annotations

from certs.sticker.render import render_sticker

__all__ = ["render_sticker"]
