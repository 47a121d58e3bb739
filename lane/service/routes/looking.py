"""What can be looked at: the lane, pictures, papers, and the live streams."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import Annotated

from fastapi import APIRouter, HTTPException, Query, Response, WebSocket, WebSocketDisconnect

from lane.evidence import EvidenceMissing
from lane.people import Role
from lane.service.auth import Asking
from lane.service.core import Core, Lane, core_of_socket
from lane.service.views import BoardView, LaneView, Message

ROUTES = APIRouter(prefix="/api")

_HALL = (
    Role.REGISTRAR,
    Role.EXAMINER,
    Role.DRIVER,
    Role.SIGNATORY,
    Role.SUPERVISOR,
    Role.ENGINEER,
)
_MEDIA = {".jpg": "image/jpeg", ".pdf": "application/pdf", ".json": "application/json"}


@ROUTES.get("/lane")
def lane(core: Lane, person: Asking) -> LaneView:
    """Everything a desk draws."""
    person.may(*_HALL)
    return core.views.lane(person)


@ROUTES.get("/board")
def board(core: Lane) -> list[BoardView]:
    """What the lane board shows; it hangs in the hall, so nobody needs to sign in for it."""
    return core.views.board()


@ROUTES.get("/pictures/{digest}")
@ROUTES.get("/papers/{digest}")
def evidence(digest: str, core: Lane, person: Asking) -> Response:
    """A picture, curve or paper by its hash."""
    person.may(*_HALL)
    try:
        path = core.place.evidence.path(digest)
        content = core.place.evidence.get(digest)
    except EvidenceMissing as fault:
        raise HTTPException(404, str(fault)) from fault
    return Response(content, media_type=_MEDIA.get(path.suffix, "application/octet-stream"))


@ROUTES.websocket("/live")
async def live(socket: WebSocket, token: Annotated[str, Query()] = "") -> None:
    """The desk's stream: the whole lane at each change, live values between."""
    core = core_of_socket(socket)
    person = core.place.people.by_token(token)
    if person is None or not person.roles & set(_HALL):
        await socket.close(4401, "unknown token: sign in again at this screen")
        return
    await socket.accept()
    await _stream(socket, core, lambda: Message(lane=core.views.lane(person)))


@ROUTES.websocket("/board")
async def board_stream(socket: WebSocket) -> None:
    """The board's stream."""
    core = core_of_socket(socket)
    await socket.accept()
    await _stream(socket, core, lambda: Message(board=core.views.board()), whole=True)


async def _stream(
    socket: WebSocket, core: Core, show: Callable[[], Message], *, whole: bool = False
) -> None:
    with core.hub.screen(show) as queue:
        gone = asyncio.create_task(_until_gone(socket))
        try:
            while not gone.done():
                waiting = asyncio.create_task(queue.get())
                await asyncio.wait({waiting, gone}, return_when=asyncio.FIRST_COMPLETED)
                if not waiting.done():
                    waiting.cancel()
                    break
                message = waiting.result()
                if message is None:
                    await socket.close(1013, "this screen was too slow: connect again")
                    break
                if whole and message.live is not None:
                    continue
                await socket.send_text(message.model_dump_json())
        except WebSocketDisconnect:
            return
        finally:
            gone.cancel()
            await asyncio.gather(gone, return_exceptions=True)


async def _until_gone(socket: WebSocket) -> None:
    try:
        while True:
            await socket.receive_text()
    except WebSocketDisconnect:
        return
