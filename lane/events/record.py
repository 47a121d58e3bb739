"""An event as the journal keeps it: content, place in its inspection, time, person and hash."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from datetime import datetime
from typing import Any

GENESIS = "0" * 64


@dataclass(frozen=True, slots=True)
class RecordedEvent:
    """One event of a stream.

    ``seq`` counts in the stream, ``position`` in the inspection (both from 1); ``hash`` covers
    the event and the hash before it, so a change anywhere shows in every later one.
    """

    stream: str
    seq: int
    inspection: str
    position: int
    kind: str
    at: datetime
    by: str
    data: dict[str, Any]
    previous_hash: str
    hash: str


def canonical(value: Any) -> str:
    """JSON with one spelling only: sorted keys, no blanks, no NaN."""
    return json.dumps(
        value, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False
    )


def event_hash(
    previous_hash: str,
    *,
    stream: str,
    seq: int,
    inspection: str,
    position: int,
    kind: str,
    at: datetime,
    by: str,
    data: dict[str, Any],
) -> str:
    """SHA-256 over the previous hash and everything the event says, as hex."""
    body = [previous_hash, stream, seq, inspection, position, kind, at.isoformat(), by, data]
    return hashlib.sha256(canonical(body).encode()).hexdigest()
