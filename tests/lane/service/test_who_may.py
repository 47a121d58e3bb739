"""Who may do what: the role table holds at the door, for every action and every route."""

from __future__ import annotations

from typing import Any

import pytest

from lane.inspection.acts import ACTIONS
from lane.people import Role
from tests.lane.service.conftest import Service

NOBODY = "209901010100001"
HALL = set(Role) - {Role.POLICE}
PRESENTER = {"presenter_name": "张三", "presenter_id": "110101199003070038"}
AT = f"/api/inspections/{NOBODY}"
DOING = {Role.REGISTRAR, Role.EXAMINER}
ROUTES: list[tuple[str, str, Any, set[Role]]] = [
    ("GET", "/api/lane", None, HALL),
    ("GET", f"/api/pictures/{'0' * 64}", None, HALL),
    ("GET", f"/api/papers/{'0' * 64}", None, HALL),
    ("GET", AT, None, HALL - {Role.ENGINEER}),
    ("POST", f"{AT}/pictures/0111", None, DOING),
    ("POST", f"{AT}/corrections", {"what": "plate", "text": "x", "reason": "y"}, DOING),
    ("POST", f"{AT}/observations", {"body_colour": "A"}, DOING),
    ("POST", f"{AT}/answers", {"item": "x", "answer": "conforms"}, {Role.EXAMINER}),
    ("POST", f"{AT}/questions", {"question": "x", "answer": "y"}, {Role.EXAMINER}),
    ("POST", "/api/inspections", PRESENTER, {Role.REGISTRAR}),
]


@pytest.mark.parametrize("headers", [{}, {"Authorization": "Bearer nobody"}, {"Authorization": ""}])
async def test_an_unknown_token_is_turned_away(service: Service, headers: dict[str, str]):
    for method, path, body, _ in ROUTES:
        answer = await service.http.request(method, path, json=body, headers=headers)
        assert answer.status_code == 401, path
        assert "sign in again" in answer.json()["detail"]
    assert service.shop.place.book.ids() == []


async def test_each_action_is_open_to_its_roles_alone(service: Service):
    for action, (roles, _) in ACTIONS.items():
        for role in Role:
            answer = await service.act(f"only {role}", NOBODY, action)
            allowed = role in roles
            assert answer.status_code == (404 if allowed else 403), (action, role)
            if not allowed:
                assert " or ".join(roles) in answer.json()["detail"]


async def test_each_route_is_open_to_its_roles_alone(service: Service):
    for method, path, body, roles in ROUTES:
        for role in Role:
            answer = await service.http.request(
                method, path, json=body, headers=service.as_(f"only {role}")
            )
            assert (answer.status_code != 403) == (role in roles), (path, role, answer.text)


async def test_the_board_hangs_in_the_hall(service: Service):
    answer = await service.http.get("/api/board")
    assert answer.status_code == 200 and [b["station"] for b in answer.json()] == [1, 2, 3]
