"""Libraries log each request with its address, and that alone would tell of a hit."""

from __future__ import annotations

import logging

_LOGGERS = (
    "httpx",
    "httpcore",
    "httpcore.connection",
    "httpcore.http11",
    "httpcore.http2",
    "httpcore.proxy",
)


class _NoTraffic(logging.Filter):
    def filter(self, record: logging.LogRecord) -> bool:
        return record.levelno >= logging.WARNING


_FILTER = _NoTraffic("")


def keep_silent() -> None:
    """Let the HTTP libraries log warnings only, whatever level is set; may be called again."""
    for name in _LOGGERS:
        logging.getLogger(name).addFilter(_FILTER)
