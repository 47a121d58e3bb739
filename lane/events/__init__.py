"""An inspection is a list of events; its state is folded from them and from nothing else."""

from lane.events.fold import InspectionState, fold
from lane.events.kinds import EventData, decode, kind_of
from lane.events.phases import IllegalMove, Phase, check_move
from lane.events.record import RecordedEvent

__all__ = [
    "EventData",
    "IllegalMove",
    "InspectionState",
    "Phase",
    "RecordedEvent",
    "check_move",
    "decode",
    "fold",
    "kind_of",
]
