"""An entry as it is listed, and a hit as it is reported."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time

from certs.station_time import CHINA
from lane.watchlist.values import Kind


@dataclass(frozen=True, slots=True, repr=False)
class Details:
    """What is sealed beside a hash: no value, only who asks for what, why and until when."""

    list_entry_id: str
    kind: Kind
    plate_kind: str
    category: str
    priority: int
    valid_from: datetime
    valid_until: datetime
    organisation: str
    contact: str
    reason_code: str

    def applies(self, on: datetime, plate_kind: str | None) -> bool:
        """Whether it is in force at `on`, and for this kind of plate (号牌种类)."""
        known = bool(self.plate_kind and plate_kind)
        same_kind = self.plate_kind == plate_kind if known else True
        return same_kind and self.valid_from <= on <= self.valid_until


@dataclass(frozen=True, slots=True, repr=False)
class Hit:
    """A match with an entry in force. It is no guilt: the list may be wrong or stale.

    `list_version` and `listed_at` tell which list said so. The repr shows nothing, so that a hit
    never gets into a log by accident.
    """

    list_entry_id: str
    kind: Kind
    category: str
    priority: int
    valid_from: datetime
    valid_until: datetime
    organisation: str
    contact: str
    reason_code: str
    list_version: int
    listed_at: datetime
    checked_at: datetime


def instant(day: date | datetime, *, end: bool = False) -> datetime:
    """A moment in station time: of a date its first second, or its last with `end`."""
    if not isinstance(day, datetime):
        day = datetime.combine(day, time.max if end else time.min)
    return day if day.tzinfo else day.replace(tzinfo=CHINA)
