"""Arithmetic of the verdict: exact decimals, rounded half up, compared after rounding."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal


def exact(number: float) -> Decimal:
    """The number as it is written, free of binary residue (0.1 is one tenth)."""
    return Decimal(repr(number))


def half_up(value: Decimal, decimals: int) -> Decimal:
    """四舍五入: round to ``decimals`` places, halves away from zero."""
    whole = value.scaleb(decimals).to_integral_value(rounding=ROUND_HALF_UP)
    return Decimal(int(whole)).scaleb(-decimals)


def plain(value: Decimal | float) -> str:
    """A number as a person writes it: ``60``, ``32.8``, without exponent or trailing zeros."""
    number = value if isinstance(value, Decimal) else exact(value)
    text = f"{number:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
