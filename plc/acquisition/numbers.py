"""Numbers for commands, so that an old acknowledgement is never taken for a new one."""

from __future__ import annotations

from plc.reading import Value

LARGEST = 0xFFFF


class CommandNumbers:
    """Counts from 1 to 65535 and round again, around the numbers the device still shows."""

    def __init__(self) -> None:
        self._last: int | None = None

    def next(self, written: int, *shown: Value | None) -> int:
        """The next number: after the last one used, or after ``written`` at the first time.

        ``written`` is what stands in the command registers, perhaps from before our own start;
        ``shown`` are numbers the device shows elsewhere.
        """
        number = written if self._last is None else self._last
        number = number % LARGEST + 1
        while number == written or number in shown:
            number = number % LARGEST + 1
        self._last = number
        return number
