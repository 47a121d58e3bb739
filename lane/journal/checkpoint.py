"""Signed checkpoints: what shows that the newest events of a chain were cut off."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from certs.signing import Signer, Verifier
from lane.events.record import canonical
from lane.journal.errors import JournalBroken
from lane.journal.store import Journal


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """A signed statement: at ``at``, event ``seq`` of ``stream`` had hash ``hash``."""

    stream: str
    seq: int
    hash: str
    at: str
    key_id: str
    signature: str

    def message(self) -> bytes:
        """What is signed."""
        return canonical([self.stream, self.seq, self.hash, self.at]).encode()


class CheckpointFile:
    """Checkpoints as JSON lines; a copy of the file kept elsewhere is as good as the file."""

    def __init__(self, path: Path, signer: Signer, now: Callable[[], datetime]) -> None:
        """Append to ``path``, signing with ``signer``."""
        self._path = path
        self._signer = signer
        self._now = now

    def write(self, journal: Journal, stream: str) -> Checkpoint:
        """Sign the newest event of a stream and append the checkpoint."""
        seq, digest = journal.tip(stream)
        key_id = self._signer.key_id.hex()
        unsigned = Checkpoint(stream, seq, digest, self._now().isoformat(), key_id, "")
        signature = self._signer.sign(unsigned.message()).hex()
        signed = Checkpoint(stream, seq, digest, unsigned.at, key_id, signature)
        with self._path.open("a", encoding="utf-8") as file:
            fields = {name: getattr(signed, name) for name in Checkpoint.__slots__}
            file.write(canonical(fields) + "\n")
        return signed


def read_checkpoints(path: Path) -> list[Checkpoint]:
    """All checkpoints of a file; raises `JournalBroken` naming the line that can't be read."""
    if not path.exists():
        return []
    found: list[Checkpoint] = []
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        try:
            found.append(Checkpoint(**json.loads(line)))
        except (ValueError, TypeError) as fault:
            raise JournalBroken(f"{path}, line {number}: not a checkpoint: {fault}") from fault
    return found


def checkpoint_faults(
    journal: Journal, checkpoints: list[Checkpoint], verifier: Verifier
) -> list[str]:
    """What the checkpoints say against the journal: cut, changed or falsely signed."""
    wanted = {(point.stream, point.seq): point for point in checkpoints}
    held = {
        (stream, event.seq): event.hash
        for stream in journal.streams()
        for event in journal.stream(stream)
        if (stream, event.seq) in wanted
    }
    faults: list[str] = []
    for key, point in wanted.items():
        where = f"checkpoint of {point.at} (event {point.seq} of {point.stream})"
        if not verifier.verify(point.message(), bytes.fromhex(point.signature)):
            faults.append(f"{where}: its signature is not this station's")
        elif point.seq and held.get(key) is None:
            faults.append(f"{where}: the journal ends before it, events were cut off")
        elif point.seq and held[key] != point.hash:
            faults.append(f"{where}: the journal was rewritten since")
    return faults
