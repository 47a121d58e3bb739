"""What every kind of event content shares."""

from __future__ import annotations

from typing import Any

from pydantic import BaseModel, ConfigDict

Json = dict[str, Any]
"""A part that belongs to another package, carried whole as that package's JSON."""


class EventData(BaseModel):
    """Base of all event contents: frozen, unknown keys refused."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class AlertData(EventData):
    """Base of what the alerts stream holds; nothing of it is part of an inspection's state."""
