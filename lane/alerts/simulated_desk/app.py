"""The desk's addresses."""

from __future__ import annotations

import asyncio
import json
import time
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

from fastapi import FastAPI, Request, Response
from pydantic import BaseModel, ValidationError

from lane.alerts.simulated_desk.digest import DigestGuard
from lane.alerts.simulated_desk.faults import Cutter, Fault, Faults
from lane.alerts.simulated_desk.messages import DispositionNotification, MotorVehicle, objects
from lane.alerts.simulated_desk.store import DeskStore

_MEDIA_TYPE = "application/VIID+JSON;charset=UTF-8"
_OK, _OTHER, _BAD_FORMAT, _BAD_CONTENT, _UNAUTHORISED = 0, 1, 5, 6, 4
Keep = Callable[[dict[str, Any]], None]


class FaultOrder(BaseModel):
    """What the desk is told to do wrong; `fault` null ends it."""

    fault: Fault | None = None
    times: int = -1
    seconds: float = 1.0


def create_app(folder: Path, username: str, password: str, fault: Fault | None = None) -> Cutter:
    """A desk that keeps what it gets in `folder`, misbehaving from the start with `fault`."""
    return Desk(folder, username, password, Faults(fault)).app


class Desk:
    """One desk: who is registered, what it got, how it misbehaves."""

    def __init__(self, folder: Path, username: str, password: str, faults: Faults) -> None:
        self._guard = DigestGuard(username, password, time.monotonic)
        self._store = DeskStore(folder)
        self._faults = faults
        self._registered: set[str] = set()
        routes = FastAPI(title="simulated police desk", docs_url=None, redoc_url=None)
        system = "/VIID/System"
        routes.post(f"{system}/Register")(self.register)
        routes.post(f"{system}/UnRegister")(self.unregister)
        routes.post(f"{system}/Keepalive")(self.keepalive)
        routes.get(f"{system}/Time")(self.time)
        routes.post("/VIID/DispositionNotifications")(self.notifications)
        routes.post("/VIID/MotorVehicles")(self.motor_vehicles)
        routes.post("/faults")(self.order_fault)
        routes.get("/received")(self.received)
        self.app = Cutter(routes, self._faults)

    async def register(self, request: Request) -> Response:
        """Take a device on, if it proves the password."""
        return await self._proven(request, "RegisterObject", self._registered.add)

    async def unregister(self, request: Request) -> Response:
        """Let a device go, if it proves the password."""
        return await self._proven(request, "UnRegisterObject", self._registered.discard)

    async def keepalive(self, request: Request) -> Response:
        """Hear that a device is there."""
        if not self._known(request):
            return _status(request, 401, _UNAUTHORISED, "not registered")
        return _status(request, 200, _OK, "OK")

    async def time(self, request: Request) -> Response:
        """The desk's clock."""
        return _answer(200, {"SystemTimeObject": {"LocalTime": _now()}})

    async def notifications(self, request: Request) -> Response:
        """Take notices of hits."""
        names = ("DispositionNotificationListObject", "DispositionNotificationObject")
        shape = DispositionNotification
        return await self._take(request, names, "NotificationID", shape, self._store.keep_notice)

    async def motor_vehicles(self, request: Request) -> Response:
        """Take vehicles that came in."""
        names = ("MotorVehicleListObject", "MotorVehicleObject")
        return await self._take(
            request, names, "MotorVehicleID", MotorVehicle, self._store.keep_vehicle
        )

    async def order_fault(self, order: FaultOrder) -> dict[str, bool]:
        """Misbehave."""
        if order.fault == "forget":
            self._registered.clear()
        else:
            self._faults.set(order.fault, order.times, order.seconds)
        return {"ok": True}

    async def received(self) -> dict[str, int]:
        """How often each notice came."""
        return self._store.deliveries

    async def _proven(self, request: Request, name: str, then: Callable[[str], None]) -> Response:
        if not self._guard.accepts(request.headers.get("Authorization", ""), request.method):
            refused = _status(request, 401, _UNAUTHORISED, "unauthorised")
            refused.headers["WWW-Authenticate"] = self._guard.challenge()
            return refused
        body = await _json(request)
        device = body.get(name, {}).get("DeviceID") if isinstance(body, dict) else None
        if not isinstance(device, str) or device != request.headers.get("User-Identify"):
            return _status(request, 400, _BAD_CONTENT, "DeviceID is not User-Identify")
        then(device)
        return _status(request, 200, _OK, "OK")

    async def _take(
        self,
        request: Request,
        names: tuple[str, str],
        id_name: str,
        shape: type[BaseModel],
        keep: Keep,
    ) -> Response:
        if not self._known(request):
            return _status(request, 401, _UNAUTHORISED, "not registered")
        if not request.headers.get("Content-Type", "").startswith("application/VIID+JSON"):
            return _status(request, 415, _BAD_FORMAT, "Content-Type must be application/VIID+JSON")
        found = objects(await _json(request), *names)
        if found is None:
            return _status(request, 400, _BAD_FORMAT, f"no {names[0]}")
        fault = self._faults.take()
        if fault == "slow":
            await asyncio.sleep(self._faults.seconds)
        if fault == "error":
            return _status(request, 500, _OTHER, "internal error")
        if fault == "mute":
            return _answer(200, {"ResponseStatusListObject": {"ResponseStatusObject": []}})
        statuses = [
            _kept(request, one, id_name, shape, keep, _refuses(fault, place))
            for place, one in enumerate(found)
        ]
        return _answer(200, {"ResponseStatusListObject": {"ResponseStatusObject": statuses}})

    def _known(self, request: Request) -> bool:
        return request.headers.get("User-Identify", "") in self._registered


def _refuses(fault: Fault | None, place: int) -> bool:
    return fault == "refuse" or (fault == "partial" and place % 2 == 1)


def _kept(
    request: Request,
    one: dict[str, Any],
    id_name: str,
    shape: type[BaseModel],
    keep: Keep,
    refuse: bool,
) -> dict[str, Any]:
    name = str(one.get(id_name, ""))
    if refuse:
        return _status_object(request, _OTHER, "refused by order", name)
    try:
        shape.model_validate(one)
    except ValidationError as error:
        fault = error.errors(include_url=False, include_input=False)[0]
        where = ".".join(str(part) for part in fault["loc"])
        return _status_object(request, _BAD_CONTENT, f"{where}: {fault['msg']}", name)
    keep(one)
    return _status_object(request, _OK, "OK", name)


async def _json(request: Request) -> Any:
    try:
        return json.loads(await request.body())
    except ValueError:
        return None


def _status(request: Request, http: int, code: int, text: str) -> Response:
    return _answer(http, {"ResponseStatusObject": _status_object(request, code, text, "")})


def _status_object(request: Request, code: int, text: str, one: str) -> dict[str, Any]:
    return {
        "RequestURL": request.url.path,
        "StatusCode": code,
        "StatusString": text,
        "Id": one,
        "LocalTime": _now(),
    }


def _answer(http: int, body: dict[str, Any]) -> Response:
    text = json.dumps(body, ensure_ascii=False)
    return Response(text, http, media_type=_MEDIA_TYPE)


def _now() -> str:
    return datetime.now().astimezone().strftime("%Y%m%d%H%M%S")
