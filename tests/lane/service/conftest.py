"""The service over a real workplace: in process for HTTP, on a real socket for WebSockets."""

from __future__ import annotations

import asyncio
import socket
from collections.abc import AsyncIterator, Callable
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, replace
from typing import Any

import httpx
import pytest
import uvicorn

from lane.people import People, Role, write_people
from lane.service.app import create_app
from lane.service.core import Core
from lane.service.running import _running_lane
from plc.acquisition.client import Acquisition
from plc.clock import Clock
from tests.lane.shop import Shop


@dataclass
class Service:
    """A running lane, its HTTP client, and a token for each role alone (and for everybody)."""

    shop: Shop
    core: Core
    app: Any
    http: httpx.AsyncClient
    role_tokens: dict[str, str]

    def as_(self, who: str) -> dict[str, str]:
        token = self.shop.tokens.get(who) or self.role_tokens[who]
        return {"Authorization": f"Bearer {token}"}

    async def get(self, who: str, path: str) -> httpx.Response:
        return await self.http.get(path, headers=self.as_(who))

    async def post(self, who: str, path: str, json: Any = None, **more: Any) -> httpx.Response:
        return await self.http.post(path, json=json, headers=self.as_(who), **more)

    async def act(self, who: str, inspection: str, action: str, **said: Any) -> httpx.Response:
        return await self.post(who, f"/api/inspections/{inspection}/actions/{action}", said)

    @asynccontextmanager
    async def on_a_socket(self) -> AsyncIterator[str]:
        """The same application under uvicorn, as `lane serve` runs it; gives host and port."""
        listener = socket.create_server(("127.0.0.1", 0))
        config = uvicorn.Config(
            self.app, log_level="warning", lifespan="off", ws="websockets-sansio"
        )
        server = uvicorn.Server(config)
        running = asyncio.create_task(server.serve(sockets=[listener]))
        try:
            async with asyncio.timeout(10):
                while not server.started:
                    await asyncio.sleep(0.01)
            yield f"127.0.0.1:{listener.getsockname()[1]}"
        finally:
            server.should_exit = True
            await running
            listener.close()


@pytest.fixture
async def service(shop: Shop) -> AsyncIterator[Service]:
    roles = [(f"only {role}", f"only {role}", [role]) for role in Role]
    extra = shop.place.data.root / "roles.toml"
    tokens = write_people(extra, roles)
    people = People([*shop.place.people._people, *People.load(extra)._people])
    shop.place = replace(shop.place, people=people)
    async with AsyncExitStack() as stack:
        acquisition = Acquisition(shop.place.site, Clock(), shop.place.data.write_log)
        stack.callback(acquisition._folder.cleanup)
        core = await stack.enter_async_context(
            _running_lane(shop.place, acquisition, shop.journal, Clock())
        )
        app = create_app(core)
        http = await stack.enter_async_context(
            httpx.AsyncClient(
                transport=httpx.ASGITransport(app, raise_app_exceptions=False),
                base_url="http://lane",
            )
        )
        yield Service(shop, core, app, http, tokens)


@pytest.fixture
def detail() -> Callable[[httpx.Response], str]:
    def one_line(response: httpx.Response) -> str:
        text = response.json()["detail"]
        assert isinstance(text, str) and text and "\n" not in text and "Traceback" not in text
        return text

    return one_line
