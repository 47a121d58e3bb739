"""What the alerts stream holds: hits, for the roles that may know of them."""

from __future__ import annotations

from lane.events.kinds.base import AlertData


class WatchListHit(AlertData):
    """Somebody or something known at an inspection is on a watch-list (布控名单命中).

    ``value_kind`` is person, plate, vin or engine_number; the value itself stays sealed in the
    notice. ``list_version`` and ``listed_at`` say which list said so.
    """

    notification_id: str
    list_entry_id: str
    value_kind: str
    found_as: str
    category: str
    priority: int
    organisation: str
    reason_code: str
    list_version: int
    listed_at: str
