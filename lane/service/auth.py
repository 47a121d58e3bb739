"""Who asks: the bearer token of a screen, turned into a person with roles."""

from __future__ import annotations

from typing import Annotated

from fastapi import Depends, Header, HTTPException, Request

from lane.people import People, Person


def person_of(request: Request, authorization: Annotated[str, Header()] = "") -> Person:
    """The person of the ``Authorization: Bearer …`` header; 401 for anybody else."""
    people: People = request.app.state.people
    found = people.by_token(authorization.removeprefix("Bearer ").strip())
    if found is None:
        raise HTTPException(401, "unknown token: sign in again at this screen")
    return found


Asking = Annotated[Person, Depends(person_of)]
