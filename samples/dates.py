"""Days counted from the day of the demo, so that a scenario stays what it is in later years."""

from __future__ import annotations

import calendar
from datetime import date


def years_before(on: date, years: int, day: int = 18) -> date:
    """The day `day` of the same month, `years` years earlier."""
    return date(on.year - years, on.month, min(day, 28))


def months_before(on: date, months: int) -> date:
    """The first of the month that lies `months` months earlier."""
    year, month = divmod(on.year * 12 + on.month - 1 - months, 12)
    return date(year, month + 1, 1)


def month_end(day: date) -> date:
    """The last day of its month."""
    return day.replace(day=calendar.monthrange(day.year, day.month)[1])


def next_due(registered: date, on: date, steps: tuple[int, ...]) -> date:
    """The first due day (a month's end, so many months after registration) not before `on`.

    The last step repeats. Only for making records look plausible: what is due when is
    reckoned by the rules, not here.
    """
    months = 0
    for step in (*steps, *([steps[-1]] * 99)):
        months += step
        due = month_end(months_before(registered, -months))
        if due >= on:
            return due
    raise ValueError(f"{registered} lies too far back")
