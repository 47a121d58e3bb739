"""The finding (结论): one word, its probabilities, its reasons, and what would settle it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from lane.identity.compare import difference
from lane.identity.evidence import CHECKS
from lane.identity.model import IdentityInput
from lane.identity.rules import KINDS, Kind, rules
from lane.identity.weigh import (
    Clue,
    Evidence,
    Missing,
    Probability,
    evidence_of,
    missing,
    probability,
    scores,
)

Word = Literal["genuine", "doubtful", "assembled", "cloned", "unknown"]

_SECTIONS = ("record",)


@dataclass(frozen=True, slots=True)
class Finding:
    """What is to be thought of the vehicle, and why.

    `score` is for each kind the prior plus the weights of the reasons that favour it, exactly.
    `settle` pairs Chinese and English; `missing` names what was not there to be weighed.
    """

    finding: Word
    probability: Probability
    reasons: tuple[Evidence, ...]
    settle: tuple[tuple[str, str], ...]
    missing: tuple[Missing, ...]
    score: Mapping[Kind, float]
    prior: Mapping[Kind, float]
    edition: str

    @property
    def holds(self) -> bool:
        """Whether the sticker waits for a named person's decision: doubtful or worse."""
        return self.finding in ("doubtful", "assembled", "cloned")

    def as_json(self) -> dict[str, Any]:
        """The object `lane identity --json` prints."""
        return {
            "finding": self.finding,
            "probability": {
                "genuine": self.probability.genuine,
                "assembled": self.probability.assembled,
                "cloned": self.probability.cloned,
                "misread": self.probability.misread,
            },
            "reasons": [_reason(reason) for reason in self.reasons],
            "settle": [zh for zh, _ in self.settle],
            "settle_en": [en for _, en in self.settle],
            "missing": [part.part for part in self.missing],
            "missing_text": [part.text_zh for part in self.missing],
            "score": dict(self.score),
            "prior": dict(self.prior),
            "edition": self.edition,
        }


def assess(given: IdentityInput) -> Finding:
    """Weigh everything known about one vehicle. Pure: the order of what is given is no matter."""
    clues, absent = _collect(given)
    reasons = sorted(evidence_of(clues), key=_strongest_first)
    score = scores(reasons)
    likely = probability(score)
    return Finding(
        finding=_word(given, likely, reasons),
        probability=likely,
        reasons=tuple(reasons),
        settle=tuple(dict.fromkeys((r.settle_zh, r.settle_en) for r in reasons)),
        missing=absent,
        score=score,
        prior={kind: getattr(rules().priors, kind) for kind in KINDS},
        edition=rules().edition,
    )


def _collect(given: IdentityInput) -> tuple[list[Clue], tuple[Missing, ...]]:
    clues: list[Clue] = []
    absent: dict[str, Missing] = {}
    for check in CHECKS:
        values = {part: _part(given, part) for part in check.needs}
        lacking = [part for part, value in values.items() if value is None]
        found = check.weigh(*values.values()) if not lacking else _named(lacking, given)
        for one in found:
            if isinstance(one, Clue):
                clues.append(one)
            else:
                absent.setdefault(one.part, one)
    return clues, tuple(absent[part] for part in sorted(absent))


def _part(given: IdentityInput, path: str) -> Any:
    """The value at a dotted path; None as soon as something on the way is missing."""
    value: Any = given
    for name in path.split("."):
        value = getattr(value, name) if value is not None else None
    return value


def _named(parts: Iterable[str], given: IdentityInput) -> Iterator[Missing]:
    """Missing parts; where there is no record at all, that is said once."""
    for part in parts:
        section = part.split(".")[0]
        if section in _SECTIONS and getattr(given, section) is None:
            yield missing(section)
        elif part in rules().parts:
            yield missing(part)


def _word(given: IdentityInput, likely: Probability, reasons: list[Evidence]) -> Word:
    limits = rules().thresholds
    if likely.fraud >= limits.named and not _wrong_record(reasons):
        return "assembled" if likely.assembled > likely.cloned else "cloned"
    if likely.fraud >= limits.doubtful:
        return "doubtful"
    return "genuine" if _agrees(given) else "unknown"


def _wrong_record(reasons: list[Evidence]) -> bool:
    """With the wrong record opened nobody can tell more than that something does not fit."""
    return any(reason.evidence == "record_of_another_vehicle" for reason in reasons)


def _agrees(given: IdentityInput) -> bool:
    """Whether the VIN was seen on the vehicle and is the record's: else nothing is known."""
    registered = _part(given, "record.vin")
    seen = _part(given, "reads.vin.text"), _part(given, "reads.nameplate.vin")
    limit = rules().parameters.look_alike_limit
    compared = [difference(text, registered) for text in seen if text and registered]
    return any(found.readable and found.count <= limit for found in compared)


def _strongest_first(reason: Evidence) -> tuple[float, str, str, str]:
    return -reason.weight, reason.evidence, reason.favours, reason.text_zh


def _reason(reason: Evidence) -> dict[str, Any]:
    return {
        "evidence": reason.evidence,
        "favours": reason.favours,
        "weight": reason.weight,
        "text": reason.text_zh,
        "text_en": reason.text_en,
    }
