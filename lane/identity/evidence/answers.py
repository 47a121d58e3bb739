"""The presenter's answers (问) against the record: each wrong one is a small clue."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from lane.identity.weigh import Check, Clue, Missing

_QUESTIONS = ("owner_name", "bought_on", "mileage")


def answer(question: str) -> Callable[[bool], Iterable[Clue | Missing]]:
    """The check of one answer."""

    def check(agrees: bool) -> Iterator[Clue | Missing]:
        if not agrees:
            yield Clue(f"answer_{question}")

    return check


CHECKS = tuple(Check((f"answers.{question}",), answer(question)) for question in _QUESTIONS)
