"""A pattern: which characters may stand at each place of a text of fixed length."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TypeAlias

LookAlikes: TypeAlias = Mapping[str, str]
"""Allowed character → characters a recogniser may write in its stead (``0`` → ``OQ``)."""


@dataclass(frozen=True, slots=True)
class Pattern:
    """One text of fixed length; ``positions`` holds the characters allowed at each place."""

    positions: tuple[frozenset[str], ...]

    def allows(self, text: str, unread: str = "?") -> bool:
        """Whether ``text`` fits; ``unread`` stands for any character."""
        return len(text) == len(self.positions) and all(
            character == unread or character in allowed
            for character, allowed in zip(text, self.positions, strict=True)
        )

    def __len__(self) -> int:
        return len(self.positions)


@dataclass(frozen=True, slots=True)
class Trust:
    """How far a recogniser is believed: the power its opinion is raised to, and factors on the
    chances of characters its training saw too often."""

    weight: float = 1.0
    overrated: Mapping[str, float] = field(default_factory=dict)
