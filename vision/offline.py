"""Keeping reading libraries off the network: everything they need is on this machine.

`offline` holds for the thread that enters it, so the station's own links are not touched.
"""

from __future__ import annotations

import os
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from vision.errors import NetworkRefusedError

_NETWORK_EVENTS = frozenset({"socket.connect", "socket.getaddrinfo", "socket.gethostbyname"})
_SWITCHES = {
    "PADDLE_PDX_DISABLE_MODEL_SOURCE_CHECK": "True",
    "HF_HUB_OFFLINE": "1",
    "HF_HUB_DISABLE_TELEMETRY": "1",
    "TRANSFORMERS_OFFLINE": "1",
}

_state = threading.local()
_hook_lock = threading.Lock()
_hooked: list[bool] = []


@contextmanager
def offline() -> Iterator[None]:
    """Within it, any attempt of this thread to reach the network raises NetworkRefusedError."""
    _hook_once()
    for name, value in _SWITCHES.items():
        os.environ.setdefault(name, value)
    _state.depth = getattr(_state, "depth", 0) + 1
    try:
        yield
    finally:
        _state.depth -= 1


def _hook_once() -> None:
    with _hook_lock:
        if not _hooked:
            # an audit hook stays for the life of the process; it only looks at one set
            sys.addaudithook(_refuse)
            _hooked.append(True)


def _refuse(event: str, arguments: tuple[Any, ...]) -> None:
    if event in _NETWORK_EVENTS and getattr(_state, "depth", 0):
        raise NetworkRefusedError(
            " ".join(str(a) for a in arguments if isinstance(a, (str, tuple)))
        )
