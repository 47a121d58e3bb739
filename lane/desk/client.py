"""The desk's side of the service: one background thread, everything else stays in Tk's thread.

The thread owns an asyncio loop with the live link (WebSocket) and the HTTP calls. What it hears it
puts into ``inbox``; the screen empties that on its timer. Callbacks given to a call are delivered
the same way and so run in Tk's thread.
"""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from queue import SimpleQueue
from typing import Any, TypeAlias
from urllib.parse import quote

import httpx

from lane.service.views import LaneView, Message

from .errors import NotStarted
from .link import LinkState, LiveLink


@dataclass(frozen=True, slots=True)
class Problem:
    """Why a call failed: ``code`` names the fixed text (texts.toml), the details add to it."""

    code: str
    detail: str = ""
    detail_zh: str = ""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of a call: a value, or the problem."""

    value: Any = None
    problem: Problem | None = None


# photo codes of the supervision platform that a picture to be read is filed under
_PHOTO_CODES = {"plate": "0111", "stamp": "0113", "nameplate": "0164"}

Done: TypeAlias = Callable[[Outcome], None]


@dataclass(frozen=True, slots=True)
class Reply:
    """An outcome on its way to the callback that waits for it."""

    done: Done
    outcome: Outcome


Delivery: TypeAlias = Message | LinkState | Reply


class ServiceClient:
    """Talks to one lane service at ``base_url`` (``http://host:port``) under one ``token``."""

    def __init__(self, base_url: str, token: str, *, stream: str = "/api/live") -> None:
        self.base_url = base_url.rstrip("/")
        self.inbox: SimpleQueue[Delivery] = SimpleQueue()
        self._token, self._stream = token, stream
        self._loop: asyncio.AbstractEventLoop | None = None
        self._http: httpx.AsyncClient | None = None
        self._stop = asyncio.Event()
        self._ready = threading.Event()
        self._thread = threading.Thread(target=self._run, name="desk-link", daemon=True)

    def start(self) -> None:
        """Start the thread; the link is kept up by itself from now on."""
        self._thread.start()
        self._ready.wait()

    def close(self) -> None:
        """End the thread; calls under way are dropped."""
        if self._loop is not None and self._thread.is_alive():
            self._loop.call_soon_threadsafe(self._stop.set)
            self._thread.join()

    def get_lane(self, done: Done) -> None:
        """Fetch the whole lane once; the outcome's value is a `LaneView`."""
        self._call(done, "GET", "/api/lane", read=lambda r: LaneView.model_validate_json(r.content))

    def get_bytes(self, path: str, done: Done) -> None:
        """Fetch a picture or paper; the outcome's value is bytes."""
        self._call(done, "GET", path, read=lambda r: r.content)

    def get_picture(self, sha256: str, done: Done) -> None:
        """Fetch a stored picture by its address; the outcome's value is bytes."""
        self.get_bytes(f"/api/pictures/{quote(sha256)}", done)

    def answer_item(
        self, inspection: str, item: str, answer: str, done: Done, *, note: str = ""
    ) -> None:
        """Record the answer of a manual item."""
        body = {"item": item, "answer": answer, "note": note}
        self._post(done, inspection, "answers", body)

    def answer_question(self, inspection: str, question: str, answer: str, done: Done) -> None:
        """Record what the presenter (送检人) said; the service compares it with the register."""
        self._post(done, inspection, "questions", {"question": question, "answer": answer})

    def act(self, inspection: str, name: str, done: Done, **said: str) -> None:
        """Take one action of actions.toml with what was said to it (reason, note, …)."""
        self._post(done, inspection, f"actions/{quote(name)}", dict(said))

    def check_in(self, presenter: str, presenter_id: str, done: Done) -> None:
        """Open an inspection (登录); the outcome's value is its id."""
        body = {"presenter_name": presenter, "presenter_id": presenter_id}
        self._call(
            done, "POST", "/api/inspections", json=body, read=lambda response: response.json()["id"]
        )

    def read_picture(self, inspection: str, read: str, picture: Path, done: Done) -> None:
        """Send a picture to be read: ``read`` is plate, stamp or nameplate."""
        try:
            content = picture.read_bytes()
        except OSError as fault:
            self.inbox.put(Reply(done, Outcome(problem=Problem("problem.file", str(fault)))))
            return
        path = f"/api/inspections/{quote(inspection)}/pictures/{_PHOTO_CODES[read]}?read={read}"
        self._call(done, "POST", path, content=content, read=lambda response: response.json())

    def _post(self, done: Done, inspection: str, what: str, body: dict[str, str]) -> None:
        self._call(done, "POST", f"/api/inspections/{quote(inspection)}/{what}", json=body)

    def _call(
        self,
        done: Done,
        method: str,
        path: str,
        *,
        read: Callable[[httpx.Response], Any] = lambda _: None,
        json: dict[str, str] | None = None,
        content: bytes | None = None,
    ) -> None:
        if self._loop is None or not self._thread.is_alive():
            raise NotStarted("start the service client before the first call")
        assert self._http is not None
        request = self._http.build_request(method, path, json=json, content=content)
        asyncio.run_coroutine_threadsafe(self._exchange(done, request, read), self._loop)

    async def _exchange(
        self, done: Done, request: httpx.Request, read: Callable[[httpx.Response], Any]
    ) -> None:
        assert self._http is not None
        try:
            response = await self._http.send(request)
            response.raise_for_status()
            outcome = Outcome(read(response))
        except httpx.HTTPStatusError as fault:
            outcome = Outcome(problem=_refusal(fault.response))
        except httpx.TimeoutException:
            outcome = Outcome(problem=Problem("problem.slow"))
        except (httpx.HTTPError, ValueError, KeyError) as fault:
            outcome = Outcome(problem=Problem("problem.lost", str(fault)))
        self.inbox.put(Reply(done, outcome))

    def _run(self) -> None:
        asyncio.run(self._main())

    async def _main(self) -> None:
        self._loop = asyncio.get_running_loop()
        headers = {"Authorization": f"Bearer {self._token}"}
        link = LiveLink(self.base_url + self._stream, self._token, self.inbox.put)
        async with httpx.AsyncClient(
            base_url=self.base_url, headers=headers, timeout=10, trust_env=False
        ) as http:
            self._http = http
            task = asyncio.create_task(link.run())
            self._ready.set()
            await self._stop.wait()
            task.cancel()
            await asyncio.gather(task, return_exceptions=True)


def _refusal(response: httpx.Response) -> Problem:
    """The service's own words, or the status when it gave none."""
    try:
        said = response.json()
        detail, chinese = said["detail"], said.get("detail_zh", "")
    except (ValueError, KeyError, TypeError, AttributeError):
        return Problem("problem.refused", f"HTTP {response.status_code}")
    if not isinstance(detail, str):
        detail = "; ".join(f"{each['loc'][-1]}: {each['msg']}" for each in detail)
    return Problem("problem.refused", detail, chinese)
