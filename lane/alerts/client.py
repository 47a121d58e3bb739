"""Our side of the police desk's interface (GA/T 1400.4-2017): a lower system that reports."""

from __future__ import annotations

import json
import ssl
from typing import Any

import httpx

from lane.alerts.answers import Receipt, check_status, receipts
from lane.alerts.errors import (
    AnswerUnclear,
    DeskFailed,
    DeskRefused,
    DeskUnreachable,
)
from lane.alerts.notice import notices
from lane.alerts.silence import keep_silent

MEDIA_TYPE = "application/VIID+JSON;charset=UTF-8"
_REGISTER = "/VIID/System/Register"
_NO_AUTH = httpx.Auth()
_TIMEOUT_SECONDS = 10.0


class ViidClient:
    """Registers with Digest (RFC 2617), keeps alive, sends, and registers again when told.

    Raises DeskUnreachable, DeskFailed, DeskRefused or AnswerUnclear; all of them are AlertError.
    `tls` is the station's client certificate where the desk wants one.
    """

    def __init__(
        self,
        base_url: str,
        device_id: str,
        username: str,
        password: str,
        *,
        timeout: float = _TIMEOUT_SECONDS,
        tls: ssl.SSLContext | None = None,
    ) -> None:
        keep_silent()
        self.device_id = device_id
        self._digest = httpx.DigestAuth(username, password)
        self._registered = False
        self._http = httpx.AsyncClient(
            base_url=base_url.rstrip("/"),
            timeout=timeout,
            verify=tls if tls is not None else True,
            # the station's network is the only one: no proxy from the environment
            trust_env=False,
            headers={"Content-Type": MEDIA_TYPE, "User-Identify": device_id},
        )

    async def aclose(self) -> None:
        """Close the connections; the registration at the desk runs out by itself."""
        await self._http.aclose()

    async def __aenter__(self) -> ViidClient:
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.aclose()

    async def register(self) -> None:
        """Register this device (注册)."""
        body = {"RegisterObject": {"DeviceID": self.device_id}}
        answer = await self._send(_REGISTER, body, self._digest)
        check_status(_content(answer))
        self._registered = True

    async def unregister(self) -> None:
        """Take this device off the desk's list (注销)."""
        body = {"UnRegisterObject": {"DeviceID": self.device_id}}
        check_status(_content(await self._send("/VIID/System/UnRegister", body, self._digest)))
        self._registered = False

    async def keepalive(self) -> None:
        """Tell that we are here (保活), and register first where the desk has forgotten us."""
        body = {"KeepaliveObject": {"DeviceID": self.device_id}}
        check_status(await self._post("/VIID/System/Keepalive", body))

    async def send_notifications(self, body: dict[str, Any]) -> dict[str, Receipt | DeskRefused]:
        """Send notices of hits; what became of each by its NotificationID."""
        ids = [one["NotificationID"] for one in notices(body)]
        return receipts(await self._post("/VIID/DispositionNotifications", body), ids)

    async def send_motor_vehicles(self, body: dict[str, Any]) -> dict[str, Receipt | DeskRefused]:
        """Send vehicles that came in; what became of each by its MotorVehicleID."""
        objects = body["MotorVehicleListObject"]["MotorVehicleObject"]
        ids = [one["MotorVehicleID"] for one in objects]
        return receipts(await self._post("/VIID/MotorVehicles", body), ids)

    async def _post(self, path: str, body: dict[str, Any]) -> Any:
        if not self._registered:
            await self.register()
        answer = await self._send(path, body)
        if answer.status_code == httpx.codes.UNAUTHORIZED:
            self._registered = False
            await self.register()
            answer = await self._send(path, body)
        return _content(answer)

    async def _send(
        self, path: str, body: dict[str, Any], auth: httpx.Auth = _NO_AUTH
    ) -> httpx.Response:
        content = json.dumps(body, ensure_ascii=False).encode()
        try:
            return await self._http.post(path, content=content, auth=auth)
        except httpx.RequestError as error:
            kind = type(error).__name__
            raise DeskUnreachable(f"the police desk does not answer ({kind})") from None


def _content(answer: httpx.Response) -> Any:
    """The JSON of an answer; faults and refusals of the whole request are raised."""
    status = answer.status_code
    try:
        content = answer.json()
    except ValueError:
        content = None
    if answer.is_server_error:
        raise DeskFailed(f"the police desk has a fault of its own (HTTP {status})")
    if not answer.is_success:
        check_status(content)
        raise DeskRefused(status, f"HTTP {status}")
    if content is None:
        raise AnswerUnclear("the police desk's answer is not JSON")
    return content
