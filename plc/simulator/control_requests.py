"""The requests that a running simulator takes: one JSON object a line over loopback TCP.

Each has `do` (arrive, status, remove, power, estop, freeze) and gets one answer,
`{"ok": true, …}` or `{"ok": false, "error": "…"}`.
"""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, TypeAdapter

from plc.simulator.vehicle import VehicleModel

LOOPBACK = "127.0.0.1"
LONGEST_LINE = 1 << 20


class _Request(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Arrive(_Request):
    """A vehicle joins the queue before station 1."""

    do: Literal["arrive"] = "arrive"
    id: str
    vehicle: VehicleModel


class Remove(_Request):
    """A vehicle is taken out of the lane."""

    do: Literal["remove"] = "remove"
    id: str


class Status(_Request):
    """Who is where, and which devices are on."""

    do: Literal["status"] = "status"


class Power(_Request):
    """A device is switched off or on again."""

    do: Literal["power"] = "power"
    device: str
    on: bool


class Estop(_Request):
    """The emergency stop (急停) is pressed (`ok` false) or released."""

    do: Literal["estop"] = "estop"
    ok: bool


class Freeze(_Request):
    """A device's heartbeat stands still, or moves again."""

    do: Literal["freeze"] = "freeze"
    device: str
    frozen: bool = True


Request = Arrive | Remove | Status | Power | Estop | Freeze
REQUEST: TypeAdapter[Request] = TypeAdapter(Annotated[Request, Field(discriminator="do")])
