"""What a reading says, and how it is written down as JSON (docs/cli.md)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from vision.geometry import Box

UNREAD = "?"
"""Stands for a character nobody could read; never a guess."""


@dataclass(frozen=True, slots=True)
class CharacterReading:
    """One character: its text (``?`` if unread), how sure (0–1), and what else it may be.

    ``alternatives`` are (text, confidence), likeliest first; an unread character's best guesses
    stand there too.
    """

    text: str
    confidence: float
    alternatives: tuple[tuple[str, float], ...] = ()


@dataclass(frozen=True, slots=True)
class PlateReading:
    """A plate (号牌): ``text`` is empty and ``confidence`` 0 where none was found.

    ``plate_kind_code`` is the hpzl code (号牌种类, GA/T 16.7), "" if nothing was read; ``box`` are
    the four corners in the picture's pixels; ``ms`` the time it took in milliseconds. The reasons
    say what to do where nothing, or not everything, could be read.
    """

    text: str
    kind: str
    plate_kind_code: str
    confidence: float
    characters: tuple[CharacterReading, ...]
    box: Box | None
    ms: float
    reason_zh: str = ""
    reason_en: str = ""

    def as_json(self, file: str) -> dict[str, Any]:
        """The line that `lane read plate --json` prints for ``file``."""
        return {
            "file": file,
            "plate": self.text,
            "kind": self.kind,
            "plate_kind_code": self.plate_kind_code,
            **_common(self),
        }


@dataclass(frozen=True, slots=True)
class VinReading:
    """A vehicle identification number (车辆识别代号): ``text`` is empty where none was found.

    ``check_digit`` says whether place 9 is right, None if the VIN is not wholly read. A VIN shorter
    than 17 is given as read, with a reason.
    """

    text: str
    confidence: float
    characters: tuple[CharacterReading, ...]
    check_digit: bool | None
    box: Box | None
    ms: float
    reason_zh: str = ""
    reason_en: str = ""

    def as_json(self, file: str) -> dict[str, Any]:
        """The line that `lane read vin --json` prints for ``file``."""
        return {
            "file": file,
            "vin": self.text,
            "check_digit": self.check_digit,
            **_common(self),
        }


def _common(reading: PlateReading | VinReading) -> dict[str, Any]:
    return {
        "confidence": round(reading.confidence, 4),
        "characters": [
            {
                "text": c.text,
                "confidence": round(c.confidence, 4),
                "alternatives": [[text, round(chance, 4)] for text, chance in c.alternatives],
            }
            for c in reading.characters
        ],
        "box": [list(corner) for corner in reading.box] if reading.box else None,
        "ms": round(reading.ms, 1),
        "reason_zh": reading.reason_zh,
        "reason_en": reading.reason_en,
    }
