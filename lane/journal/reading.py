"""Reading a journal from outside the service: verification, export, one inspection.

Only the inspections' stream is ever printed; what the alerts' stream holds is not for the hall.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

from certs.errors import CertsError
from certs.signing import ensure_key
from lane.events.record import RecordedEvent
from lane.evidence import EvidenceMissing, EvidenceStore
from lane.journal.checkpoint import checkpoint_faults, read_checkpoints
from lane.journal.errors import JournalBroken, JournalUnopened
from lane.journal.store import INSPECTIONS, Journal
from lane.journal.verify import verify_stream
from lane.settings import DataFolder


class Broken(Exception):
    """The journal, its checkpoints or their key can't be read at all."""


def _open(data: DataFolder) -> Journal:
    try:
        return Journal(data.journal, lambda: datetime.now(UTC))
    except JournalUnopened as fault:
        raise Broken(str(fault)) from fault


def verify(data: DataFolder, *, as_json: bool) -> int:
    """Check every stream, checkpoint and evidence file; print the result, 0 if all is whole."""
    journal = _open(data)
    try:
        reports = [verify_stream(journal, stream) for stream in journal.streams()]
        faults = [f"{r.stream}: {fault}" for r in reports for fault in r.faults]
        points = read_checkpoints(data.checkpoints)
        faults += checkpoint_faults(journal, points, ensure_key(data.keys))
        digests = {digest for report in reports for digest in report.pictures}
        faults += _evidence_faults(data, digests)
    except (JournalBroken, CertsError) as fault:
        raise Broken(str(fault)) from fault
    finally:
        journal.close()
    events = next((r.events for r in reports if r.stream == INSPECTIONS), 0)
    _print(as_json, events, len(points), len(digests), faults)
    return 1 if faults else 0


def _evidence_faults(data: DataFolder, digests: set[str]) -> list[str]:
    evidence = EvidenceStore(data.evidence)
    faults: list[str] = []
    for digest in sorted(digests):
        try:
            evidence.get(digest)
        except EvidenceMissing as fault:
            faults.append(str(fault))
    return faults


def _print(as_json: bool, events: int, checkpoints: int, files: int, faults: list[str]) -> None:
    if as_json:
        found = {"whole": not faults, "events": events, "checkpoints": checkpoints}
        print(json.dumps(found | {"files": files, "faults": faults}, ensure_ascii=False))
        return
    for fault in faults:
        print(f"✗ {fault}")
    word = "NOT WHOLE 不完整" if faults else "whole 完整"
    print(f"journal {word}: {events} events, {checkpoints} checkpoints, {files} evidence files")


def export(data: DataFolder) -> Iterator[dict[str, Any]]:
    """Every event of the inspections, in chain order."""
    journal = _open(data)
    try:
        for event in journal.stream(INSPECTIONS):
            yield _line(event)
    finally:
        journal.close()


def show(data: DataFolder, inspection: str) -> list[dict[str, Any]]:
    """The events of one inspection; raises `Broken` when there is none."""
    journal = _open(data)
    try:
        found = [_line(event) for event in journal.events(inspection)]
    finally:
        journal.close()
    if not found:
        raise Broken(f"{data.journal}: there is no inspection {inspection}")
    return found


def _line(event: RecordedEvent) -> dict[str, Any]:
    return {
        "seq": event.seq,
        "inspection": event.inspection,
        "position": event.position,
        "kind": event.kind,
        "at": event.at.isoformat(),
        "by": event.by,
        "data": event.data,
        "hash": event.hash,
    }
