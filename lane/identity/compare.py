"""Two texts that should be the same: which characters differ, and which only look alike."""

from __future__ import annotations

from dataclasses import dataclass

from lane.identity.rules import rules


@dataclass(frozen=True, slots=True)
class Difference:
    """How far `read` is from `recorded`.

    `alike` and `unlike` are places (from 1) of look-alike and of other differing characters,
    `unread` how many characters could not be read. Where the lengths differ, `unlike` holds as
    many places as insertions, deletions and changes are needed.
    """

    read: str
    recorded: str
    alike: tuple[int, ...]
    unlike: tuple[int, ...]
    unread: int

    @property
    def count(self) -> int:
        """How many characters differ; unread ones don't."""
        return len(self.alike) + len(self.unlike)

    @property
    def readable(self) -> bool:
        """Whether at least half of the characters were read: less is no comparison."""
        return self.unread * 2 <= len(self.read)


def difference(read: str, recorded: str) -> Difference:
    """Compare a reading with what it should be."""
    unread = read.count("?")
    if len(read) != len(recorded):
        steps = max(1, _distance(read, recorded) - unread)
        return Difference(read, recorded, (), tuple(range(1, steps + 1)), unread)
    alike: list[int] = []
    unlike: list[int] = []
    for place, (one, other) in enumerate(zip(read, recorded, strict=True), start=1):
        if one != other and "?" not in (one, other):
            (alike if looks_like(one, other) else unlike).append(place)
    return Difference(read, recorded, tuple(alike), tuple(unlike), unread)


def looks_like(one: str, other: str) -> bool:
    """Whether readers and typists confuse these two characters."""
    return any(one in group and other in group for group in rules().look_alikes)


def _distance(one: str, other: str) -> int:
    """Levenshtein distance."""
    row = list(range(len(other) + 1))
    for i, left in enumerate(one, start=1):
        previous, row[0] = row[0], i
        for j, right in enumerate(other, start=1):
            change = previous + (left != right)
            previous, row[j] = row[j], min(change, row[j] + 1, row[j - 1] + 1)
    return row[-1]
