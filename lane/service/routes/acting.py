"""What people do with an inspection; each act is an event or a refusal with its reason."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from fastapi import APIRouter, Query, Request
from pydantic import BaseModel, ConfigDict, Field

from lane.inspection import acts
from lane.inspection.check_in import CheckIn, check_in
from lane.inspection.observations import Observations
from lane.inspection.printable import Printable
from lane.inspection.reading import add_picture, correct, read_plate, read_vin
from lane.inspection.walk import Answer, QuestionReply, answer_item, answer_question
from lane.people import Role
from lane.service.auth import Asking
from lane.service.core import Lane
from lane.service.views import InspectionView

ROUTES = APIRouter(prefix="/api/inspections")


class Correction(BaseModel):
    """A read put right by a person."""

    model_config = ConfigDict(extra="forbid")

    what: Literal["plate", "vin"]
    text: str = Field(min_length=1, max_length=25)
    reason: str = Field(min_length=1, max_length=200)


class Reason(BaseModel):
    """Why somebody did something."""

    model_config = ConfigDict(extra="forbid")

    reason: Printable = Field(default="", max_length=200)
    reason_code: str = Field(default="", max_length=40)
    note: Printable = Field(default="", max_length=500)
    decision: Literal["released", "confirmed", ""] = ""


def _view(core: Lane, inspection: str) -> InspectionView:
    return core.views.inspection(inspection)


@ROUTES.post("", status_code=201)
def open_inspection(request: CheckIn, core: Lane, person: Asking) -> InspectionView:
    """Check a vehicle in."""
    person.may(Role.REGISTRAR)
    return _view(core, check_in(core.place, request, person.id))


@ROUTES.get("/{inspection}")
def one(inspection: str, core: Lane, person: Asking) -> InspectionView:
    """One inspection."""
    person.may(Role.REGISTRAR, Role.EXAMINER, Role.DRIVER, Role.SIGNATORY, Role.SUPERVISOR)
    return _view(core, inspection)


@ROUTES.post("/{inspection}/pictures/{code}")
async def picture(
    inspection: str,
    code: str,
    request: Request,
    core: Lane,
    person: Asking,
    name: Annotated[str, Query(max_length=60)] = "",
    read: Annotated[Literal["", "plate", "stamp", "nameplate"], Query()] = "",
) -> dict[str, Any]:
    """Take a picture (the body is the file); with ``read`` its plate or VIN is read too."""
    person.may(Role.REGISTRAR, Role.EXAMINER)
    content = await request.body()
    place = core.place
    if read == "plate":
        return (await read_plate(place, inspection, content, person.id)).as_json("")
    if read in ("stamp", "nameplate"):
        return (await read_vin(place, inspection, content, read, person.id)).as_json("")
    digest = await add_picture(place, inspection, code, name or code, content, person.id)
    return {"sha256": digest}


@ROUTES.post("/{inspection}/corrections")
def correction(inspection: str, body: Correction, core: Lane, person: Asking) -> InspectionView:
    """Put a read right."""
    person.may(Role.REGISTRAR, Role.EXAMINER)
    correct(core.place, inspection, body.what, body.text, body.reason, person.id)
    return _view(core, inspection)


@ROUTES.post("/{inspection}/observations")
def observe(inspection: str, body: Observations, core: Lane, person: Asking) -> InspectionView:
    """What the examiner saw of the vehicle itself: colour, engine number, nameplate dates."""
    person.may(Role.REGISTRAR, Role.EXAMINER)
    acts.observe(core.place, inspection, body, person.id)
    return _view(core, inspection)


@ROUTES.post("/{inspection}/answers")
def answer(inspection: str, body: Answer, core: Lane, person: Asking) -> InspectionView:
    """Answer a manual item."""
    person.may(Role.EXAMINER)
    answer_item(core.place, inspection, body, person.id)
    return _view(core, inspection)


@ROUTES.post("/{inspection}/questions")
def question(inspection: str, body: QuestionReply, core: Lane, person: Asking) -> InspectionView:
    """Note the presenter's answer."""
    person.may(Role.EXAMINER)
    answer_question(core.place, inspection, body, person.id)
    return _view(core, inspection)


@ROUTES.post("/{inspection}/actions/{action}")
async def act(
    inspection: str, action: str, body: Reason, core: Lane, person: Asking
) -> InspectionView:
    """Do the next thing: see `lane.inspection.acts.ACTIONS` for the names and who may."""
    wanted = acts.Act(
        body.reason,
        body.reason_code,
        body.note,
        body.decision,
    )
    await acts.perform(core.place, core.controller, inspection, action, wanted, person)
    return _view(core, inspection)
