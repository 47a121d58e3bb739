"""What the routes act on: the workplace, the controller and the hub, kept on the application."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from fastapi import Depends, Request, WebSocket

from lane.controller.lane import LaneController
from lane.inspection.workplace import Workplace
from lane.service.hub import Hub
from lane.service.lane_views import LaneViews


@dataclass(frozen=True, slots=True)
class Core:
    """One running lane."""

    place: Workplace
    controller: LaneController
    hub: Hub
    views: LaneViews


def core_of(request: Request) -> Core:
    """The lane of an HTTP request."""
    return request.app.state.core


def core_of_socket(socket: WebSocket) -> Core:
    """The lane of a WebSocket."""
    return socket.app.state.core


Lane = Annotated[Core, Depends(core_of)]
