"""What can go wrong with rules and with what they are applied to."""

from __future__ import annotations

from pathlib import Path


class ChecklistError(Exception):
    """Base of everything this package raises."""


class RuleFileError(ChecklistError):
    """A rule file is faulty; names the file, the line and the fault."""

    def __init__(self, path: Path, line: int | None, fault: str) -> None:
        self.path = path
        self.line = line
        self.fault = fault
        where = f"{path.parent.name}/{path.name}" + (f", line {line}" if line else "")
        super().__init__(f"{where}: {fault}; correct the rule file")


class UnknownEditionError(ChecklistError):
    """The inspection asks for an edition of the standard that is not held here."""


class DateBeforeEditionError(ChecklistError):
    """The inspection lies before the edition it asks for, or before any edition held."""


class MissingFactError(ChecklistError):
    """A rule cannot be decided because the vehicle's record lacks a field."""

    def __init__(self, fields: tuple[str, ...], purpose: str) -> None:
        self.fields = fields
        super().__init__(f"{', '.join(fields)} is needed {purpose}: add it to the vehicle")


class CurveError(ChecklistError):
    """A brake curve cannot be evaluated (too short, no rise)."""


class AnswerError(ChecklistError):
    """An examiner's answer does not fit the item it answers."""
