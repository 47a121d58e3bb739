"""The log of everything that was ever written to a device: one JSON object a line."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import TextIO

from plc.port import WriteContext


class WriteLog:
    """Appends to ``path``; every line is on its way to the disk before the write goes out."""

    def __init__(self, path: Path) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        self._file: TextIO = path.open("a", encoding="utf-8")

    def record(
        self,
        device: str,
        what: str,
        by: WriteContext,
        before: Sequence[object],
        after: Sequence[object],
        outcome: str = "asked",
    ) -> None:
        """One write: ``what`` is the verb or point, ``before`` and ``after`` its registers.

        ``outcome`` is "asked" before it goes out; a second line tells when it failed.
        """
        entry = {
            "at": datetime.now(UTC).isoformat(timespec="milliseconds"),
            "device": device,
            "what": what,
            "operator": by.operator,
            "inspection": by.inspection,
            "before": list(before),
            "after": list(after),
            "outcome": outcome,
        }
        self._file.write(json.dumps(entry, ensure_ascii=False) + "\n")
        self._file.flush()

    def close(self) -> None:
        """Close the file."""
        self._file.close()
