"""What all commands share."""

from __future__ import annotations

import os
import signal
import sys
import threading

PARENT_WATCHED = "LANE_END_WITH_PARENT"
"""Set by a process that starts a command and keeps the command's standard input open."""


class BadInput(Exception):
    """Input the command can't work with; the message names the file and the fault."""


def end_with_parent() -> None:
    """Where asked for, end this process once its parent is gone, however the parent ended."""
    if os.environ.pop(PARENT_WATCHED, ""):
        threading.Thread(target=_wait_for_end, name="parent watch", daemon=True).start()


def _wait_for_end() -> None:
    while sys.stdin.buffer.read(4096):
        continue
    signal.raise_signal(signal.SIGTERM)
