"""Is the device alive, and is it still the same start of it?"""

from __future__ import annotations

SPAN = 1 << 16


class HeartbeatWatch:
    """Follows a uint16 heartbeat counter, which may wrap.

    ``stale`` is the lane time in seconds within which it must move.
    """

    def __init__(self, stale: float) -> None:
        self._stale = stale
        self._value: int | None = None
        self._moved_at = 0.0

    def restarted(self, value: int, at: float) -> bool:
        """Take a new value; True when it went backwards, as after a restart of the device."""
        before, self._value = self._value, value
        if value != before:
            self._moved_at = at
        return before is not None and (value - before) % SPAN > SPAN // 2

    def frozen(self, now: float) -> bool:
        """True when the heartbeat has stood still for too long."""
        return self._value is not None and now - self._moved_at > self._stale
