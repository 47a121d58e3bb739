"""What differs between Linux and Windows, each behind one function."""

from __future__ import annotations

import asyncio
import signal
import sys
from collections.abc import Callable


def on_stop_signal(loop: asyncio.AbstractEventLoop, stop: Callable[[], None]) -> None:
    """Call ``stop`` in the loop's thread when the process is asked to end."""
    if sys.platform == "win32":
        # The event loops of Windows have no signal handlers of their own.
        def handle(_number: int, _frame: object) -> None:
            loop.call_soon_threadsafe(stop)

        for number in (signal.SIGINT, signal.SIGBREAK):
            signal.signal(number, handle)
        return
    for number in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(number, stop)
