"""The same VIN in several places of the vehicle: stamp, nameplate, OBD, filed rubbing."""

from __future__ import annotations

from collections.abc import Iterator

from lane.identity.compare import difference
from lane.identity.evidence.numbers import difference_facts, is_slip, number_clues
from lane.identity.model import VinRead
from lane.identity.rules import rules
from lane.identity.weigh import Check, Clue, Missing, bound


def stamp_and_nameplate(stamp: VinRead, nameplate: str) -> Iterator[Clue | Missing]:
    """Stamp and nameplate (产品标牌) of one vehicle carry one VIN."""
    sure = min(stamp.confidence, rules().parameters.nameplate_confidence)
    yield from _compare("reads.vin", stamp.text, nameplate, sure, "vin_nameplate")


def stamp_and_obd(stamp: VinRead, obd: str) -> Iterator[Clue | Missing]:
    """Stamp and engine control unit carry one VIN, unless the unit was replaced."""
    sure = min(stamp.confidence, rules().parameters.obd_confidence)
    yield from _compare("reads.vin", stamp.text, obd, sure, "vin_obd")


def nameplate_and_register(nameplate: str, recorded: str) -> Iterator[Clue | Missing]:
    """The nameplate against the register."""
    sure = rules().parameters.nameplate_confidence
    yield from _compare("reads.nameplate.vin", nameplate, recorded, sure, "nameplate_register")


def obd_and_register(obd: str, recorded: str) -> Iterator[Clue | Missing]:
    """The control unit's VIN against the register."""
    sure = rules().parameters.obd_confidence
    yield from _compare("reads.obd_vin", obd, recorded, sure, "obd_register")


def stamp_likeness(similarity: float) -> Iterator[Clue | Missing]:
    """How like the stamp is to the filed rubbing (拓印膜)."""
    least = rules().parameters.stamp_similarity
    if similarity < least:
        strength = min(1.0, 0.5 + (least - similarity) / least)
        yield Clue("stamp_unlike", {"similarity": f"{similarity:.2f}"}, strength=strength)


def stamp_differences(differences: tuple[str, ...]) -> Iterator[Clue | Missing]:
    """Single characters of the stamp that are not as filed (凿改、打磨、挖补)."""
    if differences:
        facts = {"count": len(differences), "listed": "；".join(sorted(differences)[:5])}
        yield Clue("stamp_differences", facts, strength=min(1.0, 0.4 + 0.2 * len(differences)))


def _compare(
    part: str, one: str, other: str, confidence: float, name: str
) -> Iterator[Clue | Missing]:
    found = difference(one, other)
    if is_slip(found):
        yield Clue(f"{name}_look_alike", difference_facts(found), bound=bound(part, confidence))
    elif found.count and found.readable:
        yield from number_clues(found, part, confidence, f"{name}_look_alike", f"{name}_differs")


CHECKS = (
    Check(("reads.vin", "reads.nameplate.vin"), stamp_and_nameplate),
    Check(("reads.vin", "reads.obd_vin"), stamp_and_obd),
    Check(("reads.nameplate.vin", "record.vin"), nameplate_and_register),
    Check(("reads.obd_vin", "record.vin"), obd_and_register),
    Check(("stamp.similarity",), stamp_likeness),
    Check(("stamp.differences",), stamp_differences),
)
