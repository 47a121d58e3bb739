"""What the desk's answers say about each object that was sent."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any

from lane.alerts.codes import OK
from lane.alerts.errors import AnswerUnclear, DeskRefused

_LONGEST_TEXT = 200


@dataclass(frozen=True, slots=True)
class Receipt:
    """The desk's word that it has taken an object."""

    id: str
    code: int
    text: str
    local_time: str

    def as_dict(self) -> dict[str, Any]:
        """For the outbox and for JSON."""
        return asdict(self)


def receipts(answer: Any, ids: list[str]) -> dict[str, Receipt | DeskRefused]:
    """What became of each object by its id: a receipt, or the refusal with the desk's words.

    Raises AnswerUnclear where the answer says nothing of one of them: silence is no receipt.
    """
    statuses = {str(status.get("Id", "")): status for status in _statuses(answer)}
    if len(ids) == 1 and len(statuses) == 1 and "" in statuses:
        statuses = {ids[0]: statuses[""]}
    if missing := [one for one in ids if one not in statuses]:
        raise AnswerUnclear(f"the answer says nothing about {len(missing)} of {len(ids)} objects")
    return {one: _outcome(one, statuses[one]) for one in ids}


def check_status(answer: Any) -> None:
    """For answers about no object (register, keepalive): raises DeskRefused unless it is well."""
    for status in _statuses(answer):
        outcome = _outcome("", status)
        if isinstance(outcome, DeskRefused):
            raise outcome


def _statuses(answer: Any) -> list[dict[str, Any]]:
    """Status objects, of a list or alone: desks do both."""
    found = answer.get("ResponseStatusListObject", answer) if isinstance(answer, dict) else None
    if not isinstance(found, dict):
        return []
    found = found.get("ResponseStatusObject", found.get("ResponseStatus"))
    rows = found if isinstance(found, list) else [found]
    return [row for row in rows if isinstance(row, dict)]


def _outcome(one: str, status: dict[str, Any]) -> Receipt | DeskRefused:
    text = str(status.get("StatusString", ""))[:_LONGEST_TEXT]
    try:
        number = int(status.get("StatusCode", ""))
    except (TypeError, ValueError):
        raise AnswerUnclear("the answer has no status code") from None
    if number != OK:
        return DeskRefused(number, text)
    return Receipt(one, number, text, str(status.get("LocalTime", "")))
