"""The same plate, VIN or engine number somewhere else (套牌的旁证)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from lane.identity.evidence.engine import bare, same_engine
from lane.identity.evidence.look import share_colour
from lane.identity.model import ColourRead, Other, PassElsewhere, Place, Record, VinRead
from lane.identity.rules import rules
from lane.identity.travel import distance_km, needed_speed_kmh
from lane.identity.weigh import Check, Clue, Missing, bound

_DAY_SECONDS = 86_400


def impossible_travel(
    passes: tuple[PassElsewhere, ...], record: Record, on: datetime, here: Place
) -> Iterator[Clue | Missing]:
    """The plate was elsewhere at a time from which nobody can have driven here."""
    limits = rules().parameters
    fastest: tuple[float, PassElsewhere, float] | None = None
    for seen in _of_this_plate(passes, record, on):
        km = distance_km(seen.lat, seen.lon, here.lat, here.lon)
        speed = needed_speed_kmh(
            km,
            seen.at,
            on,
            margin_km=limits.travel_margin_km,
            margin_minutes=limits.travel_margin_minutes,
        )
        if fastest is None or (speed, seen.at, km) > (fastest[0], fastest[1].at, fastest[2]):
            fastest = (speed, seen, km)
    if fastest and fastest[0] > limits.travel_speed_kmh:
        yield _travel_clue(*fastest, on)


def another_look(
    passes: tuple[PassElsewhere, ...], record: Record, on: datetime, read: ColourRead
) -> Iterator[Clue | Missing]:
    """The plate elsewhere on a vehicle of the registered colour, which this one has not."""
    if record.colour is None or share_colour(read.code, record.colour):
        return
    for seen in sorted(_of_this_plate(passes, record, on), key=lambda one: one.at, reverse=True):
        if seen.colour and share_colour(seen.colour, record.colour):
            facts = {"read": read.code, "seen": seen.colour, "at": f"{seen.at:%Y-%m-%d %H:%M}"}
            yield Clue(
                "one_plate_two_looks", facts, bound=bound("reads.body_colour", read.confidence)
            )
            return


def same_vin(others: tuple[Other, ...], vin: str, plate: str) -> Iterator[Clue | Missing]:
    """One VIN on two records with different plates."""
    found = sorted(o.plate or "?" for o in others if o.vin == vin and o.plate != plate)
    if found:
        yield Clue("vin_on_another_record", {"plate": found[0], "count": len(found)})


def stamp_elsewhere(
    others: tuple[Other, ...], read: VinRead, recorded: str
) -> Iterator[Clue | Missing]:
    """The stamped VIN, not the registered one, is registered under another plate."""
    if read.text == recorded:
        return
    found = sorted(other.plate or "?" for other in others if other.vin == read.text)
    if found:
        facts = {"read": read.text, "plate": found[0]}
        yield Clue("stamp_of_another_record", facts, bound=bound("reads.vin", read.confidence, 3))


def same_engine_number(
    others: tuple[Other, ...], number: str, vin: str
) -> Iterator[Clue | Missing]:
    """One engine number on two records with different VINs; worse if the other was scrapped."""
    found = [
        other
        for other in others
        if other.engine_number
        and same_engine(bare(other.engine_number), bare(number))
        and other.vin != vin
    ]
    if found:
        plate = min(other.plate or "?" for other in found)
        yield Clue("engine_on_another_record", {"plate": plate, "count": len(found)})
    if any(
        rules().status_clues.get(s) == "record_cancelled" for o in found for s in o.status or ""
    ):
        yield Clue("engine_of_scrapped")


def _of_this_plate(
    passes: tuple[PassElsewhere, ...], record: Record, on: datetime
) -> Iterator[PassElsewhere]:
    """Passes of the registered plate within a day of `on`."""
    for seen in passes:
        if seen.plate != record.plate:
            continue
        kinds = {seen.plate_kind, record.plate_kind} - {None}
        if len(kinds) < 2 and abs((on - seen.at).total_seconds()) <= _DAY_SECONDS:
            yield seen


def _travel_clue(speed: float, seen: PassElsewhere, km: float, on: datetime) -> Clue:
    limit = rules().parameters.travel_speed_kmh
    facts = {
        "at": f"{seen.at.astimezone(on.tzinfo):%Y-%m-%d %H:%M}",
        "km": f"{km:.0f}",
        "minutes": f"{abs((on - seen.at).total_seconds()) / 60:.0f}",
        "speed": f"{speed:.0f}",
        "limit": f"{limit:.0f}",
    }
    return Clue("impossible_travel", facts, strength=min(1.0, 0.5 + (speed / limit - 1)))


CHECKS = (
    Check(("passes", "record", "on", "here"), impossible_travel),
    Check(("passes", "record", "on", "reads.body_colour"), another_look),
    Check(("others", "record.vin", "record.plate"), same_vin),
    Check(("others", "reads.vin", "record.vin"), stamp_elsewhere),
    Check(("others", "record.engine_number", "record.vin"), same_engine_number),
)
