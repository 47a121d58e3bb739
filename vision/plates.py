"""Reading number plates (号牌) of every kind of GA 36.

Photo → corners → straightened plate → scores of three recognisers → the plate grammar. The kind
is decided last, from how well each kind's pattern fits, the ground colour and the proportions.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from math import log
from time import perf_counter

import numpy as np
from numpy.typing import NDArray

from vision.colours import colour_shares
from vision.decode import Decoder, as_characters
from vision.geometry import as_box, rectify, rows_joined, sides, whole
from vision.grammar.patterns import Pattern
from vision.grammar.plates import PlateKind, plate_grammar
from vision.picture import Picture
from vision.plate_detector import PlateDetector
from vision.plate_kinds import Look, kind_score
from vision.recognisers import Scores, plate_recogniser, ppocr_v4_recogniser, ppocr_v6_recogniser
from vision.results import UNREAD, PlateReading

LEAST_CHARACTER = 0.5
LEAST_EVIDENCE = -1.7
"""Logarithm per character, below which a region is not taken for a plate."""

_MARGIN = (0.02, 0.06)
_TWO_ROWS_BELOW = 2.7
_SIZE = (440, 140)
_SIZE_TWO_ROWS = (440, 220)
_SURE = 0.9
_REGIONS = 3
_READS_WELL = -4.0
_READS_VERY_WELL = -1.0
_MIDDLE = 3.0

_NOT_FOUND = (
    "未找到号牌，请靠近正对号牌重新拍摄",
    "no plate found: go closer, face the plate and take the picture again",
)
_NOT_SURE = (
    "号牌未能全部认清，请核对标“?”的字符或重新拍摄",
    "not every character could be read: check those marked ?, or take the picture again",
)


@dataclass(frozen=True, slots=True)
class _View:
    """One way to look at a region: as one row, or as two cut at ``split``."""

    corners: NDArray[np.float32]
    split: float
    look: Look
    scores: Sequence[Scores]
    evidence: Mapping[Pattern, float]


class PlateReader:
    """Reads the plate of a vehicle; building one loads the networks (about half a second)."""

    def __init__(self, threads: int = 1) -> None:
        self._detector = PlateDetector(threads)
        self._recognisers = (
            plate_recogniser(threads),
            ppocr_v4_recogniser(threads),
            ppocr_v6_recogniser(threads),
        )
        self._grammar = plate_grammar()
        self._decoder = Decoder(
            self._grammar.patterns, self._grammar.look_alikes, self._grammar.trust
        )

    def read(self, picture: Picture, crop: bool = False) -> PlateReading:
        """The best plate in ``picture`` (BGR); ``crop`` says that the picture is but the plate.

        Nothing found gives an empty text and a reason. Never raises for what a picture shows.
        """
        begin = perf_counter()
        views: list[_View] = []
        for corners in self._regions(picture, crop):
            views += self._views(picture, corners)
            if crop and max(views[-1].evidence.values()) > _READS_VERY_WELL:
                break
        reading = self._best(views, picture)
        return replace(reading, ms=(perf_counter() - begin) * 1000)

    def _regions(self, picture: Picture, crop: bool) -> list[NDArray[np.float32]]:
        found = self._detector.find(picture, 640)
        if not crop and (not found or found[0].score < _SURE):
            found = self._detector.find(picture, 1280) or found
        regions = [plate.corners for plate in found[:_REGIONS]]
        # a tight crop shows the detector too little; then the picture itself is the plate
        if crop or (not regions and _could_be_plate(picture)):
            regions.append(whole(picture))
        return regions

    def _views(self, picture: Picture, corners: NDArray[np.float32]) -> list[_View]:
        """One row first; two rows only where that reads badly, since it costs as much again."""
        width, height = sides(corners)
        proportion = width / max(height, 1.0)
        margin = (0.0, 0.0) if np.array_equal(corners, whole(picture)) else _MARGIN
        one_row = rectify(picture, corners, _SIZE, margin)
        look = Look(colour_shares(one_row), proportion)
        view = self._view(one_row, corners, 0.0, look)
        if proportion >= _TWO_ROWS_BELOW or max(view.evidence.values()) > _READS_WELL:
            return [view]
        plate = rectify(picture, corners, _SIZE_TWO_ROWS, margin)
        splits = sorted({kind.split for kind in self._grammar.kinds if kind.split})
        return [view] + [self._view(rows_joined(plate, s), corners, s, look) for s in splits]

    def _view(self, line: Picture, corners: NDArray[np.float32], split: float, look: Look) -> _View:
        scores = [recogniser.scores(line) for recogniser in self._recognisers]
        return _View(corners, split, look, scores, self._decoder.evidence(scores))

    def _best(self, views: Sequence[_View], picture: Picture) -> PlateReading:
        ranked = [
            (kind_score(kind, view.evidence, view.look) + _standing(view, picture), view, kind)
            for view in views
            for kind in self._grammar.kinds
            if kind.split == view.split
        ]
        if not ranked:
            return _nothing()
        _, view, kind = max(ranked, key=lambda row: row[0])
        if view.evidence[kind.pattern] < LEAST_EVIDENCE * len(kind.pattern):
            return _nothing()
        reading = self._reading(view, kind)
        return _nothing() if 2 * reading.text.count(UNREAD) > len(reading.text) else reading

    def _reading(self, view: _View, kind: PlateKind) -> PlateReading:
        chances = self._decoder.opinions(view.scores, kind.pattern)
        characters = as_characters(chances, self._decoder.alphabet, LEAST_CHARACTER)
        text = "".join(c.text for c in characters)
        reason = _NOT_SURE if UNREAD in text else ("", "")
        return PlateReading(
            text=text,
            kind=kind.kind,
            plate_kind_code=kind.codes[0],
            confidence=float(np.prod([c.confidence for c in characters])),
            characters=characters,
            box=as_box(view.corners),
            ms=0.0,
            reason_zh=reason[0],
            reason_en=reason[1],
        )


def _standing(view: _View, picture: Picture) -> float:
    """How much speaks for this region where several vehicles show: broad, and in the middle."""
    height, width = picture.shape[:2]
    offset = view.corners.mean(axis=0) - (width / 2, height / 2)
    away = float(np.linalg.norm(offset)) / (0.5 * float(np.hypot(width, height)))
    return log(max(sides(view.corners)[0], 1.0)) - _MIDDLE * away


def _could_be_plate(picture: Picture) -> bool:
    height, width = picture.shape[:2]
    return 1.2 < width / height < 6.0 and width <= 640


def _nothing() -> PlateReading:
    return PlateReading("", "", "", 0.0, (), None, 0.0, *_NOT_FOUND)
