"""A small service on a real socket, and windows that are always closed again."""

from __future__ import annotations

import asyncio
import gc
import importlib.util
import io
import os
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
import uvicorn
from fastapi import FastAPI, Request, Response, WebSocket, WebSocketDisconnect
from fastapi.responses import JSONResponse
from PIL import Image, ImageDraw

from lane.service.views import LaneView, Message


def _load(name: str) -> ModuleType:
    path = Path(__file__).with_name(f"{name}.py")
    spec = importlib.util.spec_from_file_location(f"desk_{name}", path)
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.hookimpl(wrapper=True)
def pytest_runtest_protocol() -> Iterator[None]:
    """Collect what is left of Tk here, in the main thread: Tcl aborts if another thread does."""
    result = yield
    gc.collect()
    return result


@pytest.fixture(scope="session")
def samples() -> ModuleType:
    return _load("sample_views")


class FakeService:
    """Serves views to screens and keeps what they post; can refuse, stall and go away."""

    def __init__(self) -> None:
        self.lane: LaneView | None = None
        self.posts: list[tuple[str, Any]] = []
        self.refuse: tuple[int, Any] | None = None
        self.tokens: list[str] = []
        self.stalled = threading.Event()
        self.port = 0
        self._sockets: set[WebSocket] = set()
        self._loop: asyncio.AbstractEventLoop | None = None
        self._server: uvicorn.Server | None = None
        self._thread: threading.Thread | None = None
        self.app = self._build()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def start(self) -> None:
        config = uvicorn.Config(
            self.app,
            host="127.0.0.1",
            port=self.port,
            log_level="critical",
            lifespan="off",
            ws="websockets-sansio",
        )
        self._server = uvicorn.Server(config)
        self._thread = threading.Thread(target=self._server.run, name="fake-service")
        self._thread.start()
        while not self._server.started:
            assert self._thread.is_alive(), "the fake service did not start"
            time.sleep(0.005)
        self.port = self._server.servers[0].sockets[0].getsockname()[1]

    def stop(self) -> None:
        assert self._server is not None and self._thread is not None
        self.stalled.clear()
        self._server.force_exit = self._server.should_exit = True
        self._thread.join()

    def stall(self, forgo: threading.Event) -> None:
        """Block the service's loop until ``forgo`` is set, as a hung process would."""
        assert self._loop is not None
        self._loop.call_soon_threadsafe(lambda: forgo.wait(20))

    def show(self, lane: LaneView) -> None:
        self.lane = lane
        self.send(Message(lane=lane))

    def send(self, message: Message) -> None:
        text = message.model_dump_json()
        self.send_text(text)

    def send_text(self, text: str) -> None:
        async def out() -> None:
            for socket in list(self._sockets):
                await socket.send_text(text)

        if self._loop is not None and self._sockets:
            asyncio.run_coroutine_threadsafe(out(), self._loop).result(10)

    def _build(self) -> FastAPI:
        app = FastAPI()
        app.add_api_route("/api/lane", self._lane, methods=["GET"])
        app.add_api_route("/api/pictures/{sha}", self._picture, methods=["GET"])
        app.add_api_route("/api/papers/{sha}", self._paper, methods=["GET"])
        app.add_api_route("/api/{path:path}", self._post, methods=["POST"])
        app.add_api_websocket_route("/api/live", self._live)
        app.add_api_websocket_route("/api/board", self._live)
        return app

    async def _lane(self) -> Response:
        assert self.lane is not None
        return Response(self.lane.model_dump_json(), media_type="application/json")

    async def _picture(self, sha: str) -> Response:
        image = Image.new("RGB", (1280, 720), "#5b6b78")
        draw = ImageDraw.Draw(image)
        draw.rectangle((0, 520, 1280, 720), fill="#8d9399")
        draw.rounded_rectangle((300, 260, 980, 600), 60, fill="#2f4b86")
        draw.rounded_rectangle((400, 130, 880, 330), 70, fill="#27406f")
        draw.rounded_rectangle((440, 160, 840, 300), 40, fill="#a9c4d6")
        draw.rectangle((520, 480, 760, 545), fill="#0b3d9e", outline="white", width=4)
        content = io.BytesIO()
        image.save(content, "JPEG")
        return Response(content.getvalue(), media_type="image/jpeg")

    async def _paper(self, sha: str) -> Response:
        return Response(b"%PDF-1.7\n", media_type="application/pdf")

    async def _post(self, path: str, request: Request) -> Response:
        is_json = request.headers.get("content-type", "").startswith("application/json")
        body = await (request.json() if is_json else request.body())
        query = f"?{request.url.query}" if request.url.query else ""
        self.posts.append((path + query, body))
        self.tokens.append(request.headers.get("authorization", ""))
        if self.refuse is not None:
            return JSONResponse(self.refuse[1], status_code=self.refuse[0])
        return JSONResponse({"id": "20261123010009", "text": "粤B12D45"})

    async def _live(self, socket: WebSocket) -> None:
        self._loop = asyncio.get_running_loop()
        self.tokens.append(socket.query_params.get("token", ""))
        if socket.query_params.get("token") == "wrong":
            await socket.close(4401)
            return
        await socket.accept()
        if self.lane is not None:
            message = Message(lane=self.lane)
            await socket.send_text(message.model_dump_json())
        self._sockets.add(socket)
        try:
            while True:
                await socket.receive_text()
        except WebSocketDisconnect:
            self._sockets.discard(socket)


@pytest.fixture
def service() -> Iterator[FakeService]:
    fake = FakeService()
    fake.start()
    yield fake
    fake.stop()


@pytest.fixture(autouse=True)
def no_threads_left() -> Iterator[None]:
    before = set(threading.enumerate())
    yield
    left = [t for t in threading.enumerate() if t not in before and t.is_alive()]
    assert not left, f"threads left behind: {left}"


def until(pump: Callable[[], object], condition: Callable[[], bool], seconds: float = 15) -> None:
    """Pump until the condition holds; the time is a stop for a broken test, not a measure."""
    end = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < end, "waited in vain"
        pump()
        time.sleep(0.002)


@pytest.fixture
def wait_until() -> Callable[..., None]:
    return until


@pytest.fixture
def faults_of() -> Callable[[Any], list[BaseException]]:
    """Collects what goes wrong inside Tk callbacks, which Tk would only print."""

    def collect(root: Any) -> list[BaseException]:
        faults: list[BaseException] = []
        root.report_callback_exception = lambda kind, fault, trace: faults.append(fault)
        return faults

    return collect


@pytest.fixture
def open_desk(service: FakeService, faults_of: Any) -> Iterator[Callable[..., Any]]:
    from lane.desk.app import DeskApp
    from lane.desk.client import ServiceClient

    opened: list[DeskApp] = []
    all_faults: list[list[BaseException]] = []

    def make(lane: LaneView | None = None, **options: Any) -> DeskApp:
        service.lane = lane
        app = DeskApp(ServiceClient(service.url, "secret"), **options)
        opened.append(app)
        all_faults.append(faults_of(app.root))
        until(app.root.update, lambda: bool(service._sockets))
        app.root.update()
        if lane is not None:
            until(app.root.update, lambda: app.state.lane is not None)
            app.root.update()
        return app

    yield make
    for app in opened:
        app.close()
    assert not any(all_faults), all_faults


@pytest.fixture
def artefacts() -> Path | None:
    folder = os.environ.get("LANE_ARTEFACTS")
    return Path(folder) if folder else None
