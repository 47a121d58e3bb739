"""One vehicle's visit from check-in to papers, retest included."""

from __future__ import annotations

from lane.demo.client import View
from lane.demo.crew import Crew, check_in, drive, settle, walk
from lane.demo.samples import SampleVehicle
from lane.demo.scenarios import Visit


async def visit_once(
    crew: Crew, vehicle: SampleVehicle, visit: Visit, previous: str | None = None
) -> View:
    """One inspection, as far as it gets."""
    view = await check_in(crew, vehicle, previous)
    if view["verdict"] == "held":
        return await settle(crew, view)
    view = await crew.examiner.act(view["id"], "start_walk")
    if view["phase"] == "walk":
        await walk(crew, view, vehicle, visit)
        view = await drive(crew, view["id"], vehicle, visit)
    if view["phase"] == "closed":
        return view
    return await settle(crew, view)


async def whole_visit(crew: Crew, vehicle: SampleVehicle, visit: Visit) -> list[View]:
    """All inspections of one visit: the first, and after a repair the retest."""
    first = await visit_once(crew, vehicle, visit)
    if not (visit.repaired and first["verdict"] == "fail"):
        return [first]
    crew.tell("维修后复检不合格项目 / repaired, the failed items are tested again")
    repaired = visit.model_copy(update={"faults": (), "defects": ()})
    return [first, await visit_once(crew, vehicle, repaired, previous=first["id"])]
