"""The desk's own colours for a bright hall: values stand at 7:1 or better on their ground."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Palette:
    """Named colours; ``ink`` on ``card`` is the normal text."""

    page: str = "#e9edf2"
    card: str = "#ffffff"
    sunken: str = "#f3f6f9"
    line: str = "#c9d1da"
    grid: str = "#e1e6ec"
    ink: str = "#111c28"
    quiet: str = "#404d5a"
    head: str = "#10253e"
    head_ink: str = "#ffffff"
    head_quiet: str = "#c4d3e4"
    accent: str = "#0b4f9e"
    accent_dark: str = "#083b78"
    accent_soft: str = "#dfeaf8"
    good: str = "#0b5c33"
    good_dark: str = "#07451f"
    good_soft: str = "#dcf1e3"
    bad: str = "#99121b"
    bad_dark: str = "#730a12"
    bad_soft: str = "#fbe3e3"
    warn: str = "#6b4300"
    warn_fill: str = "#ffd166"
    warn_soft: str = "#fff1cf"
    focus: str = "#f29f05"
    left: str = "#0b4f9e"
    right: str = "#b34700"
    board: str = "#000000"
    board_ink: str = "#ffffff"
    board_quiet: str = "#b8c2cc"


LIGHT = Palette()


def _channel(value: int) -> float:
    part = value / 255
    return part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4


def rgb(colour: str) -> tuple[int, int, int]:
    """``#rrggbb`` as three numbers 0–255."""
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)


def luminance(colour: str) -> float:
    """Relative luminance of ``#rrggbb``, 0–1 (WCAG 2.2)."""
    red, green, blue = (_channel(part) for part in rgb(colour))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """Contrast ratio of two colours, 1–21 (WCAG 2.2)."""
    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def blend(one: str, other: str, share: float) -> str:
    """A colour between two, ``share`` of the first."""
    parts = (round(a * share + b * (1 - share)) for a, b in zip(rgb(one), rgb(other), strict=True))
    return "#" + "".join(f"{part:02x}" for part in parts)
