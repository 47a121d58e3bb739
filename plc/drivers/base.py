"""What the acquisition needs of any tester, whatever protocol it speaks.

A driver turns points of a profile into requests and back. It knows nothing of polling, handshakes
or tests, so that a tester on a serial line with its own language needs a new driver only.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from plc.profile.codec import Decoded
from plc.profile.model import Profile
from plc.reading import Value

Frame = tuple[float | None, ...]


class Driver(Protocol):
    """One link to one tester. All methods raise :class:`plc.wire.faults.WireFault`."""

    profile: Profile

    @property
    def epoch(self) -> int:
        """How many times the link has come up."""
        ...

    @property
    def connected(self) -> bool:
        """True while the link is up."""
        ...

    async def connect(self) -> None:
        """Return once the link is up, however long it takes."""
        ...

    def drop(self) -> None:
        """Give the link up, as if it had been lost."""
        ...

    def close(self) -> None:
        """Close the link for good."""
        ...

    async def read_block(self, name: str) -> dict[str, Decoded]:
        """The points of one block."""
        ...

    async def read_frames(self, first: int, count: int) -> list[Frame]:
        """``count`` frames of the ring, from frame ``first`` on."""
        ...

    async def read_command(self) -> list[int]:
        """What stands in the command registers, in the order of the layout."""
        ...

    async def write_command(self, param: int, seq: int, code: int) -> None:
        """Give one command, once."""
        ...

    async def write_point(self, name: str, value: Value) -> None:
        """Write one point that the profile permits, once."""
        ...

    def counters(self) -> dict[str, int]:
        """What happened on the link."""
        ...


def ring_pieces(first: int, count: int, depth: int, most: int) -> Sequence[tuple[int, int]]:
    """Split ``count`` frames from ``first`` on into (first, count) that are each in one piece.

    No piece is longer than ``most``, none runs over the ring's end.
    """
    pieces = []
    while count > 0:
        size = min(count, most, depth - first % depth)
        pieces.append((first, size))
        first += size
        count -= size
    return pieces
