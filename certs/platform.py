"""Where operating systems differ: files that only their owner may read."""

from __future__ import annotations

import os
import stat
import sys
from pathlib import Path


def create_private_file(path: Path, data: bytes) -> None:
    """Write a new file that only its owner reads, whole and on disk before it is seen.

    Raises FileExistsError where there is one already: it is never replaced.
    On Windows the folder's own access list protects it, as that of a user profile does.
    """
    draft = path.with_name(f"{path.name}.{os.getpid()}.new")
    handle = os.open(
        draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o600
    )
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        _move_without_replacing(draft, path)
    finally:
        draft.unlink(missing_ok=True)
    _sync_folder(path.parent)


def open_to_others(path: Path) -> bool:
    """Whether users other than the owner may read or change the file (never known on Windows)."""
    if sys.platform == "win32":
        return False
    return bool(path.stat().st_mode & (stat.S_IRWXG | stat.S_IRWXO))


def _move_without_replacing(draft: Path, path: Path) -> None:
    if sys.platform == "win32":
        draft.rename(path)
    else:
        os.link(draft, path)


def _sync_folder(folder: Path) -> None:
    if sys.platform == "win32":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
