"""A person's hands on the service: what a screen would send, sent by a script."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from types import TracebackType
from typing import Any, Self

import httpx

View = dict[str, Any]


class Refused(Exception):
    """The service refused an act; the message is its own."""


class LaneClient:
    """One signed-in person at the service's HTTP interface."""

    def __init__(self, url: str, token: str) -> None:
        """Talk to the service at ``url`` with this person's token."""
        self.url = url
        self._http = httpx.AsyncClient(
            base_url=url, headers={"Authorization": f"Bearer {token}"}, timeout=60.0
        )

    async def __aenter__(self) -> Self:
        """Nothing to open: connections come with the first request."""
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Close the connections."""
        await self._http.aclose()

    async def _ask(self, method: str, path: str, **request: Any) -> Any:
        response = await self._http.request(method, path, **request)
        if response.status_code >= 400:
            detail = response.json().get("detail", response.text)
            raise Refused(f"{path}: {detail}")
        return response.json()

    async def lane(self) -> View:
        """Everything the desk shows."""
        return await self._ask("GET", "/api/lane")

    async def inspection(self, inspection: str) -> View:
        """One inspection."""
        return await self._ask("GET", f"/api/inspections/{inspection}")

    async def check_in(self, **request: Any) -> View:
        """Open an inspection."""
        return await self._ask("POST", "/api/inspections", json=request)

    async def picture(
        self, inspection: str, code: str, content: bytes, *, name: str = "", read: str = ""
    ) -> View:
        """Take a picture, and have it read."""
        path = f"/api/inspections/{inspection}/pictures/{code}"
        return await self._ask("POST", path, content=content, params={"name": name, "read": read})

    async def observe(self, inspection: str, values: View) -> View:
        """Note what was seen of the vehicle."""
        return await self._ask("POST", f"/api/inspections/{inspection}/observations", json=values)

    async def answer(self, inspection: str, **answer: Any) -> View:
        """Answer a manual item."""
        return await self._ask("POST", f"/api/inspections/{inspection}/answers", json=answer)

    async def reply(self, inspection: str, question: str, answer: str) -> View:
        """Note what the presenter said."""
        body = {"question": question, "answer": answer}
        return await self._ask("POST", f"/api/inspections/{inspection}/questions", json=body)

    async def act(self, inspection: str, action: str, **said: Any) -> View:
        """Do the next thing."""
        return await self._ask("POST", f"/api/inspections/{inspection}/actions/{action}", json=said)

    async def paper(self, url: str) -> bytes:
        """A paper or picture."""
        response = await self._http.get(url)
        response.raise_for_status()
        return response.content

    async def until(
        self, inspection: str, reached: Callable[[View], bool], timeout_s: float
    ) -> View:
        """Look again and again until the inspection is so; raises `TimeoutError`."""
        async with asyncio.timeout(timeout_s):
            while not reached(view := await self.inspection(inspection)):
                await asyncio.sleep(0.1)
        return view
