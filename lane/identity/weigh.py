"""From clues to scores and probabilities: addition of log-odds, nothing hidden."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from math import exp, fsum, log

from lane.identity.rules import KINDS, Kind, rules

_LEAST_WEIGHT = 0.01
_DECIMALS = 4
_SURE = 0.9999


@dataclass(frozen=True, slots=True)
class Bound:
    """All clues that rest on one reading together weigh no more than `most` for any fraud."""

    reading: str
    most: float


@dataclass(frozen=True, slots=True)
class Clue:
    """What an evidence function found.

    `name` is the entry of `wording.toml`, `facts` fill its words, `strength` (0–1) scales its
    weights, and `bound` holds what it may weigh for fraud, from the confidence of its reading.
    """

    name: str
    facts: Mapping[str, object] = field(default_factory=dict)
    strength: float = 1.0
    bound: Bound | None = None


@dataclass(frozen=True, slots=True)
class Missing:
    """A part of the input that an evidence needed and did not have, or could not use."""

    part: str
    text_zh: str
    text_en: str


@dataclass(frozen=True, slots=True)
class Evidence:
    """One reason: what it favours, by how much (log-odds), in a sentence one can check."""

    evidence: str
    favours: Kind
    weight: float
    text_zh: str
    text_en: str
    settle_zh: str
    settle_en: str


@dataclass(frozen=True, slots=True)
class Check:
    """A pure evidence function and the parts of the input it can't do without.

    The function gets those parts in their order and gives clues or, where a part can't be used,
    that part as missing.
    """

    needs: tuple[str, ...]
    weigh: Callable[..., Iterable[Clue | Missing]]


@dataclass(frozen=True, slots=True)
class Probability:
    """How likely each explanation is; the four add up to 1.

    `misread` is a genuine vehicle whose reading or record is wrong. It never takes anything away
    from the two kinds of fraud, so that a bad photo can't hide one.
    """

    genuine: float
    assembled: float
    cloned: float
    misread: float

    @property
    def fraud(self) -> float:
        """Assembled or cloned, whichever."""
        return self.assembled + self.cloned


def bound(reading: str, confidence: float, characters: int = 1) -> Bound:
    """The most a reading may weigh: its own log-odds, once for each differing character."""
    sure = min(confidence, _SURE)
    counted = max(1, min(characters, rules().parameters.cap_characters))
    return Bound(reading, counted * log(sure / (1 - sure)) if sure > 0.5 else 0.0)


def unusable(part: str, zh: str, en: str) -> Missing:
    """A part that is there and can't be used, with the reason."""
    name = rules().parts[part]
    return Missing(part, f"{name.zh}：{zh}", f"{name.en}: {en}")


def missing(part: str) -> Missing:
    """A part that is not there."""
    name = rules().parts[part]
    return Missing(part, f"缺少{name.zh}", f"missing: {name.en}")


def evidence_of(clues: Iterable[Clue]) -> list[Evidence]:
    """Clues in weights and words, one entry for each kind they favour.

    One misread character shows in every comparison of its reading, so the bound holds for all
    clues of a reading together: where they weigh more, each is scaled down alike.
    """
    found: list[Evidence] = []
    for bounded in _by_reading(clues).values():
        most = max((clue.bound.most for clue in bounded if clue.bound), default=None)
        for kind in KINDS:
            weights = [getattr(rules().clues[c.name], kind) * c.strength for c in bounded]
            scale = _scale(fsum(weights), most if kind != "misread" else None)
            for clue, weight in zip(bounded, weights, strict=True):
                if weight * scale >= _LEAST_WEIGHT:
                    found.append(_worded(clue, kind, round(weight * scale, _DECIMALS)))
    return found


def scores(reasons: Iterable[Evidence]) -> dict[Kind, float]:
    """Prior and weights added up for each kind, exactly rounded, whatever the order."""
    weights: dict[Kind, list[float]] = {kind: [getattr(rules().priors, kind)] for kind in KINDS}
    for reason in reasons:
        weights[reason.favours].append(reason.weight)
    return {kind: fsum(values) for kind, values in weights.items()}


def probability(score: Mapping[Kind, float]) -> Probability:
    """Probabilities from scores: fraud against no fraud first, then how the rest was read."""
    top = max(0.0, score["assembled"], score["cloned"])
    assembled, cloned = exp(score["assembled"] - top), exp(score["cloned"] - top)
    whole = exp(-top) + assembled + cloned
    honest = exp(-top) / whole
    misread = honest / (1 + exp(-score["misread"]))
    return Probability(honest - misread, assembled / whole, cloned / whole, misread)


def _by_reading(clues: Iterable[Clue]) -> dict[object, list[Clue]]:
    """Clues of one reading together; a clue without a reading stands by itself."""
    groups: dict[object, list[Clue]] = {}
    for clue in sorted(clues, key=lambda one: (one.name, str(one.facts))):
        groups.setdefault(clue.bound.reading if clue.bound else id(clue), []).append(clue)
    return groups


def _scale(total: float, most: float | None) -> float:
    return 1.0 if most is None or total <= most else most / total


def _worded(clue: Clue, kind: Kind, weight: float) -> Evidence:
    wording = rules().clues[clue.name]
    return Evidence(
        evidence=clue.name,
        favours=kind,
        weight=weight,
        text_zh=wording.zh.format_map(clue.facts),
        text_en=wording.en.format_map(clue.facts),
        settle_zh=wording.settle_zh,
        settle_en=wording.settle_en,
    )
