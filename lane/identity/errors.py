"""What can be wrong with what identity is asked about."""

from __future__ import annotations


class IdentityError(ValueError):
    """Input that can't be weighed; the message names the field and what is wrong with it."""
