"""Repeatable noise: one independent stream of numbers for each thing that is measured."""

from __future__ import annotations

import hashlib

import numpy as np

Key = tuple[str | int, ...]


def stream(*parts: str | int) -> np.random.Generator:
    """Return the generator that belongs to `parts`; equal parts give equal numbers."""
    digest = hashlib.blake2b(repr(parts).encode(), digest_size=16).digest()
    return np.random.Generator(np.random.PCG64(int.from_bytes(digest, "big")))


def jitter(value: float, relative: float, *parts: str | int) -> float:
    """Return `value` with normal noise of the given relative size, at most three times as far."""
    deviation = float(np.clip(stream(*parts).standard_normal(), -3.0, 3.0))
    return value * (1.0 + relative * deviation)
