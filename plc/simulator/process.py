"""How a process of this package is told to end, on Linux and on Windows."""

from __future__ import annotations

import asyncio
import os
import signal
import sys
import threading


async def end_asked(with_stdin: bool) -> None:
    """Return at SIGTERM or, if asked for, once standard input is closed.

    Windows has no SIGTERM that a process could catch: there a parent closes our standard input.
    """
    loop = asyncio.get_running_loop()
    asked = asyncio.Event()
    if sys.platform != "win32":
        loop.add_signal_handler(signal.SIGTERM, asked.set)
    if with_stdin:
        # A daemon thread, since a read of standard input cannot be cancelled on every platform.
        threading.Thread(target=_wait_for_eof, args=(loop, asked), daemon=True).start()
    await asked.wait()


def _wait_for_eof(loop: asyncio.AbstractEventLoop, asked: asyncio.Event) -> None:
    # Not through sys.stdin: a thread that waits inside it would hold its lock at exit.
    while os.read(sys.stdin.fileno(), 4096):
        pass
    if not loop.is_closed():
        loop.call_soon_threadsafe(asked.set)
