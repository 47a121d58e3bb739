"""What can go wrong with the register, in words that say what to do."""

from __future__ import annotations

from pathlib import Path


class RegisterError(Exception):
    """The register can't answer or can't be changed."""


class RegisterFileError(RegisterError):
    """A CSV file can't be imported; nothing of it was taken in.

    `line` counts from 1 (the heading is line 1); `column` is the heading's name, "" where the
    whole line is at fault.
    """

    def __init__(self, file: Path, line: int, column: str, fault: str) -> None:
        where = f"{file}, line {line}" + (f", column {column}" if column else "")
        super().__init__(f"{where}: {fault}. Nothing was imported; mend the file and import again.")
        self.file = file
        self.line = line
        self.column = column
        self.fault = fault
