"""The one time zone of papers, due dates and lists: China keeps a single time (北京时间)."""

from __future__ import annotations

import datetime as dt

CHINA = dt.timezone(dt.timedelta(hours=8), "北京时间")


def day_of(at: dt.datetime) -> dt.date:
    """The calendar day of an instant as the station counts it."""
    return at.astimezone(CHINA).date()
