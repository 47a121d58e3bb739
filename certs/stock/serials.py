"""Serials of blanks, and ranges of them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from certs.errors import RangeInvalid

LONGEST_RANGE = 100_000

_SERIAL = re.compile(r"([A-Z]{0,4})([0-9]{1,12})")


@dataclass(frozen=True, slots=True)
class SerialRange:
    """Serials from first to last, both included; same letters and same length."""

    prefix: str
    first: int
    last: int
    width: int

    @classmethod
    def between(cls, first: str, last: str) -> SerialRange:
        """The range between two serials as printed; raises RangeInvalid."""
        one, two = _parts(first), _parts(last)
        if one[0] != two[0] or len(one[1]) != len(two[1]):
            raise RangeInvalid(f"{first} and {last} differ in letters or length: check both ends")
        found = cls(one[0], int(one[1]), int(two[1]), len(one[1]))
        if not 0 < len(found) <= LONGEST_RANGE:
            raise RangeInvalid(
                f"{first} to {last} is no range of 1 to {LONGEST_RANGE} blanks: check both ends"
            )
        return found

    def __len__(self) -> int:
        return max(0, self.last - self.first + 1)

    def __iter__(self) -> Iterator[str]:
        return (self._printed(number) for number in range(self.first, self.last + 1))

    @property
    def ends(self) -> tuple[str, str]:
        """The first and the last serial as printed."""
        return self._printed(self.first), self._printed(self.last)

    def _printed(self, number: int) -> str:
        return f"{self.prefix}{number:0{self.width}}"


def _parts(serial: str) -> tuple[str, str]:
    found = _SERIAL.fullmatch(serial)
    if found is None:
        raise RangeInvalid(
            f"{serial!r} is no blank's number: up to 4 capital letters, then up to 12 digits"
        )
    return found[1], found[2]
