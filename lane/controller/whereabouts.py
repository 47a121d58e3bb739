"""Where a vehicle stands when its lane run begins or goes on."""

from __future__ import annotations

from collections.abc import Mapping

from lane.controller.station import Station
from lane.events.kinds import StationEntered, StationLeft
from lane.inspection.book import InspectionBook


async def where_it_stands(
    inspection: str, book: InspectionBook, stations: Mapping[int, Station], by: str
) -> Station | None:
    """The station that holds the vehicle, claimed for it; after a restart the photocells decide.

    A vehicle that was driving on when the service stopped has meanwhile reached the next
    station, or is on its way there and is brought in as from the queue (None).
    """
    recorded = book.state(inspection).station
    if recorded is None:
        return None
    held = stations[recorded]
    if held.inspection != inspection:
        await held.claim(inspection)
    if held.occupied():
        return held
    book.record(inspection, StationLeft(station=held.number), by=by)
    held.free()
    following = stations.get(held.number + 1)
    if following is None or not following.occupied():
        return None
    await following.claim(inspection)
    book.record(inspection, StationEntered(station=following.number), by=by)
    return following
