"""The client against a service on a real socket, faults first."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from queue import Empty
from typing import Any

import pytest

from lane.desk.client import Delivery, Outcome, Problem, Reply, ServiceClient
from lane.desk.errors import NotStarted
from lane.desk.link import LinkState
from lane.service.views import Message


class Inbox:
    """What a client delivered so far."""

    def __init__(self, client: ServiceClient) -> None:
        self.client = client
        self.heard: list[Delivery] = []

    def take(self) -> None:
        while True:
            try:
                delivery = self.client.inbox.get_nowait()
            except Empty:
                return
            if isinstance(delivery, Reply):
                delivery.done(delivery.outcome)
            self.heard.append(delivery)

    @property
    def links(self) -> list[str]:
        return [each.state for each in self.heard if isinstance(each, LinkState)]

    @property
    def lanes(self) -> list[Message]:
        return [each for each in self.heard if isinstance(each, Message)]


@pytest.fixture
def connect(service: Any) -> Iterator[Callable[..., Inbox]]:
    clients: list[ServiceClient] = []

    def make(token: str = "secret") -> Inbox:
        client = ServiceClient(service.url, token)
        clients.append(client)
        client.start()
        return Inbox(client)

    yield make
    for client in clients:
        client.close()


def test_a_refused_token_is_said(connect: Any, wait_until: Any) -> None:
    inbox = connect("wrong")
    wait_until(inbox.take, lambda: "refused" in inbox.links)
    assert "connected" not in inbox.links


def test_a_service_that_hangs_shows_and_recovers(
    service: Any, connect: Any, wait_until: Any, samples: Any
) -> None:
    service.lane = samples.situations()["walk"]
    inbox = connect()
    wait_until(inbox.take, lambda: bool(inbox.lanes))
    go_on = threading.Event()
    service.stall(go_on)
    wait_until(inbox.take, lambda: inbox.links[-1] == "stalled")
    go_on.set()
    wait_until(inbox.take, lambda: inbox.links[-1] == "connected")
    assert "lost" not in inbox.links


def test_a_service_that_goes_away_shows_and_is_found_again(
    service: Any, connect: Any, wait_until: Any, samples: Any
) -> None:
    service.lane = samples.situations()["walk"]
    inbox = connect()
    wait_until(inbox.take, lambda: bool(inbox.lanes))
    service.stop()
    wait_until(inbox.take, lambda: inbox.links[-1] == "lost")
    service.lane = samples.situations()["failed"]
    service.start()
    wait_until(inbox.take, lambda: inbox.links[-1] == "connected")
    wait_until(inbox.take, lambda: inbox.lanes[-1].lane == service.lane)


def test_a_message_that_is_not_understood_is_no_crash(
    service: Any, connect: Any, wait_until: Any, samples: Any
) -> None:
    service.lane = samples.situations()["walk"]
    inbox = connect()
    wait_until(inbox.take, lambda: bool(inbox.lanes))
    service.send_text('{"lane": {"novelty": 1}}')
    wait_until(inbox.take, lambda: "lost" in inbox.links)
    wait_until(inbox.take, lambda: inbox.links[-1] == "connected" and len(inbox.lanes) > 1)


def test_the_lane_arrives_as_sent(
    service: Any, connect: Any, wait_until: Any, samples: Any
) -> None:
    service.lane = samples.situations()["failed"]
    inbox = connect()
    wait_until(inbox.take, lambda: bool(inbox.lanes))
    assert inbox.lanes[0].lane == service.lane


def _ask(inbox: Inbox, wait_until: Any, call: Callable[[Any], None]) -> Outcome:
    outcomes: list[Outcome] = []
    call(outcomes.append)
    wait_until(inbox.take, lambda: bool(outcomes))
    return outcomes[0]


def test_an_answer_is_posted_with_the_token(service: Any, connect: Any, wait_until: Any) -> None:
    inbox = connect()
    outcome = _ask(
        inbox,
        wait_until,
        lambda done: inbox.client.answer_item("i1", "rvin", "defect", done, note="模糊"),
    )
    assert outcome.problem is None
    expected = ("inspections/i1/answers", {"item": "rvin", "answer": "defect", "note": "模糊"})
    assert service.posts == [expected]
    assert service.tokens[-1] == "Bearer secret"


def test_a_refusal_comes_in_the_service_s_words(
    service: Any, connect: Any, wait_until: Any
) -> None:
    service.refuse = (409, {"detail": "not now", "detail_zh": "现在不行"})
    inbox = connect()
    outcome = _ask(inbox, wait_until, lambda done: inbox.client.act("i1", "sign", done))
    assert outcome.problem == Problem("problem.refused", "not now", "现在不行")


def test_a_refused_field_is_named(service: Any, connect: Any, wait_until: Any) -> None:
    fault = {"detail": [{"loc": ["body", "presenter_id"], "msg": "bad pattern"}]}
    service.refuse = (422, fault)
    inbox = connect()
    outcome = _ask(inbox, wait_until, lambda done: inbox.client.check_in("李娜", "12", done))
    assert outcome.problem == Problem("problem.refused", "presenter_id: bad pattern")


def test_a_lost_service_is_a_problem_not_an_exception(
    service: Any, connect: Any, wait_until: Any
) -> None:
    inbox = connect()
    wait_until(inbox.take, lambda: "connected" in inbox.links)
    service.stop()
    outcome = _ask(inbox, wait_until, lambda done: inbox.client.act("i1", "sign", done))
    service.start()
    assert outcome.problem is not None and outcome.problem.code == "problem.lost"


def test_a_picture_is_sent_whole_and_read(
    service: Any, connect: Any, wait_until: Any, tmp_path: Any
) -> None:
    picture = tmp_path / "plate.jpg"
    picture.write_bytes(b"\xff\xd8picture")
    inbox = connect()
    outcome = _ask(
        inbox, wait_until, lambda done: inbox.client.read_picture("i1", "plate", picture, done)
    )
    assert outcome.problem is None
    assert service.posts == [("inspections/i1/pictures/0111?read=plate", b"\xff\xd8picture")]


def test_a_missing_picture_file_is_named(connect: Any, wait_until: Any, tmp_path: Any) -> None:
    inbox = connect()
    gone = tmp_path / "gone.jpg"
    outcome = _ask(
        inbox, wait_until, lambda done: inbox.client.read_picture("i1", "plate", gone, done)
    )
    assert outcome.problem is not None and "gone.jpg" in outcome.problem.detail


def test_a_client_can_end_at_any_moment(service: Any, samples: Any) -> None:
    """Ending while a ping is answered once lost the cancellation, and the desk never closed."""
    service.lane = samples.situations()["walk"]
    for number in range(60):
        client = ServiceClient(service.url, "secret")
        client.start()
        if number % 2:
            client.inbox.get(timeout=5)
        client.close()


def test_no_call_before_the_start() -> None:
    client = ServiceClient("http://127.0.0.1:1", "t")
    with pytest.raises(NotStarted):
        client.get_lane(print)
