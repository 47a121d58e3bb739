"""What all commands share: the error that ends a command with one clear line and exit 2."""

from __future__ import annotations


class BadInput(Exception):
    """Input the command can't work with; the message names the file and the fault."""
