"""Pictures, curves and papers as content-addressed files, on disk before an event names them."""

from __future__ import annotations

import contextlib
import hashlib
import os
import tempfile
from pathlib import Path


class EvidenceError(Exception):
    """The evidence could not be kept; nothing was recorded, so the step can be repeated."""


class EvidenceMissing(EvidenceError):
    """A file named by an event is not there or was changed."""


class EvidenceStore:
    """Files under their SHA-256: ``ab/abcdef….jpg``; written once, never changed."""

    def __init__(self, folder: Path) -> None:
        """Use ``folder``, made if it is not there."""
        self._folder = folder
        folder.mkdir(parents=True, exist_ok=True)

    def put(self, content: bytes, suffix: str) -> str:
        """Keep ``content`` for good and give its SHA-256.

        The file is complete and flushed to disk before the call returns. Raises `EvidenceError`
        where the disk is full or can't be written.
        """
        digest = hashlib.sha256(content).hexdigest()
        target = self._folder / digest[:2] / f"{digest}{suffix}"
        if target.exists():
            return digest
        try:
            target.parent.mkdir(exist_ok=True)
            self._write(target, content)
        except OSError as fault:
            raise EvidenceError(
                f"the evidence could not be saved ({fault.strerror or fault}): free space on the "
                f"disk of {self._folder}, then repeat the step; nothing was recorded"
            ) from fault
        return digest

    def _write(self, target: Path, content: bytes) -> None:
        handle, name = tempfile.mkstemp(dir=target.parent, prefix=".new-")
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(content)
                file.flush()
                os.fsync(file.fileno())
            os.replace(name, target)  # noqa: PTH105 - atomic on both systems
        except BaseException:
            with contextlib.suppress(FileNotFoundError):
                Path(name).unlink()
            raise
        _sync_folder(target.parent)

    def path(self, digest: str) -> Path:
        """Where the file with this hash lies; raises `EvidenceMissing`."""
        if len(digest) == 64 and digest.isalnum():
            for found in (self._folder / digest[:2]).glob(f"{digest}.*"):
                return found
        raise EvidenceMissing(f"evidence {digest[:12]}… is not in {self._folder}")

    def get(self, digest: str) -> bytes:
        """The content under this hash, checked against it; raises `EvidenceMissing`."""
        content = self.path(digest).read_bytes()
        if hashlib.sha256(content).hexdigest() != digest:
            raise EvidenceMissing(f"evidence {digest[:12]}… was changed on the disk")
        return content


def _sync_folder(folder: Path) -> None:
    """Flush the folder's entry, where the system can (Windows can't open folders)."""
    if os.name == "nt":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
