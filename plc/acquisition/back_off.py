"""Longer and longer pauses between tries that fail."""

from __future__ import annotations

import asyncio

STEP = 0.5
LONGEST = 5.0


class BackOff:
    """Pauses of wall seconds: ``first``, then half a second and twice as long each time."""

    def __init__(self, first: float = STEP) -> None:
        self._first = self._next = first

    async def pause(self, most: float = LONGEST) -> None:
        """Wait before the next try, but no longer than ``most``."""
        seconds, self._next = self._next, min(max(STEP, 2 * self._next), LONGEST)
        await asyncio.sleep(min(seconds, most))

    def reset(self) -> None:
        """It worked: the next failure is the first again."""
        self._next = self._first
