"""What the keys at the bottom right do: one table, actions.toml."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path

from pydantic import BaseModel, ConfigDict, Field

from lane.service.views import InspectionView, Label

from .reasons import abandonment_choices

_FILE = Path(__file__).with_name("actions.toml")


class Action(Label):
    """One action: its text, and what is asked for before it is taken."""

    idle: bool = False
    page: str | None = None
    choices: str | None = None
    choice: str = "reason_code"
    words: str | None = None
    must: bool = False
    grave: bool = False

    @property
    def asks(self) -> bool:
        """True where something must be said first."""
        return self.choices is not None or self.words is not None


class ActionTable(BaseModel):
    """The whole table."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    more: dict[str, tuple[str, ...]]
    action: dict[str, Action]
    choices: dict[str, dict[str, Label]] = Field(default_factory=dict)


@cache
def action_table() -> ActionTable:
    """The table as filed."""
    with _FILE.open("rb") as file:
        return ActionTable.model_validate(tomllib.load(file))


def main_action(inspection: InspectionView) -> str | None:
    """The action of the large key; None where there is only to wait, or none is known here."""
    action = action_table().action.get(inspection.next_action_name)
    return None if action is None or action.idle else inspection.next_action_name


def more_actions(inspection: InspectionView) -> tuple[str, ...]:
    """The actions under "more", without the one on the large key."""
    listed = action_table().more.get(inspection.phase, ())
    return tuple(name for name in listed if name != inspection.next_action_name)


def choices_of(action: Action) -> dict[str, Label]:
    """The closed list an action offers, by code; empty for none."""
    if action.choices is None:
        return {}
    if action.choices == "abandonment":
        return abandonment_choices()
    return action_table().choices[action.choices]
