"""What several differences mean together."""

from __future__ import annotations

from collections.abc import Iterator

from lane.identity.compare import difference
from lane.identity.evidence.engine import bare, same_engine
from lane.identity.model import EngineNumberRead, PlateRead, Reads, VinRead
from lane.identity.rules import rules
from lane.identity.weigh import Check, Clue, Missing, bound


def another_vehicle(
    reads: Reads, vin: VinRead, engine: EngineNumberRead, vin_record: str, engine_record: str
) -> Iterator[Clue | Missing]:
    """All of the vehicle's own numbers agree with each other and none with the record (套牌)."""
    if _foreign(vin.text, vin_record) and _other_engine(engine.text, engine_record):
        nameplate = reads.nameplate.vin if reads.nameplate else None
        own = [text for text in (nameplate, reads.obd_vin) if text]
        if own and not any(difference(vin.text, text).unlike for text in own):
            # a nameplate or OBD that says the very same confirms the reading of the stamp
            sure = bound("reads.engine_number", engine.confidence, 3)
            most = sure if vin.text in own else bound("reads.vin", vin.confidence, 3)
            yield Clue("another_vehicle", {"vin": vin.text}, bound=most)


def another_record(
    plate: PlateRead, vin: VinRead, plate_record: str, vin_record: str
) -> Iterator[Clue | Missing]:
    """Neither plate nor VIN is the record's: probably the wrong record was opened."""
    if _foreign(plate.text, plate_record) and _foreign(vin.text, vin_record):
        facts = {"plate": plate.text, "recorded": plate_record}
        yield Clue("record_of_another_vehicle", facts)


def _foreign(read: str, recorded: str) -> bool:
    return len(difference(read, recorded).unlike) >= rules().parameters.wholly_different - 1


def _other_engine(read: str, recorded: str) -> bool:
    one, other = bare(read), bare(recorded)
    return not same_engine(one, other) and _foreign(one, other)


CHECKS = (
    Check(
        ("reads", "reads.vin", "reads.engine_number", "record.vin", "record.engine_number"),
        another_vehicle,
    ),
    Check(("reads.plate", "reads.vin", "record.plate", "record.vin"), another_record),
)
