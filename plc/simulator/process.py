"""How a process of this package is told to end."""

from __future__ import annotations

import asyncio
import os
import sys
import threading

from plc.platforms import on_stop_signal


async def end_asked(with_stdin: bool) -> None:
    """Return when a signal asks to end or, if wanted, once standard input is closed.

    The latter ends us with our parent on every platform, even if that was killed.
    """
    loop = asyncio.get_running_loop()
    asked = asyncio.Event()
    on_stop_signal(loop, asked.set)
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
