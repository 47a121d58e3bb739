"""What can go wrong with the journal, in words that say what to do."""

from __future__ import annotations


class JournalError(Exception):
    """Base of all journal faults."""


class OutOfDate(JournalError):
    """Somebody else wrote to the inspection in between; read it again, then decide again."""

    def __init__(self, inspection: str, expected: int, found: int) -> None:
        """Name the inspection and both positions."""
        super().__init__(
            f"inspection {inspection} went on meanwhile (event {found}, not {expected}): "
            "load it again and repeat what you did"
        )


class JournalUnopened(JournalError):
    """The database can't be opened, or is no journal."""

    def __init__(self, where: str, fault: str) -> None:
        """Name the database and its own words."""
        super().__init__(
            f"the journal {where} can't be opened ({fault}): check folder and rights, or put its "
            "copy back"
        )


class JournalUnwritable(JournalError):
    """The database refused; nothing of the act was written."""

    def __init__(self, where: str, fault: str) -> None:
        """Name the database and its own words."""
        super().__init__(
            f"the journal {where} can't be written ({fault}): free space on its disk or mend it, "
            "then repeat what you did; nothing was recorded"
        )


class JournalBroken(JournalError):
    """The chain does not hold: an event was changed, cut out or added outside the lane."""
