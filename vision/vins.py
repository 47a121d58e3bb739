"""Reading vehicle identification numbers (车辆识别代号) from photos of plates, labels and stamps.

Photo → lines of text (PaddleOCR) → scores of PP-OCRv6 → the VIN's form → makers, digits and the
check digit. Turned photos are tried only where the upright one gives nothing.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from time import perf_counter

import cv2
import numpy as np
from numpy.typing import NDArray

from vision.decode import Decoder, as_characters
from vision.geometry import as_box, rectify, sides, turned, turned_back, whole
from vision.grammar.patterns import Pattern
from vision.grammar.vin import (
    VIN_CHARACTERS,
    VIN_LENGTH,
    VIN_LOOK_ALIKES,
    VIN_PATTERN,
    check_digit_holds,
)
from vision.picture import Picture
from vision.recognisers import Scores, ppocr_v6_recogniser
from vision.results import UNREAD, CharacterReading, VinReading
from vision.text_detector import PaddleTextDetector, TextDetector
from vision.vin_clues import doubtful_places, with_clues

LEAST_CHARACTER = 0.5
LEAST_EVIDENCE = -1.2
"""Logarithm per character, below which a line is not taken for a VIN."""

_SIDE = 768
_LEAST_PROPORTION = 4.0
_GOOD = 0.1
"""Confidence above which a complete reading is not looked at from other sides."""
_MARGINS = ((0.0, 0.0), (0.8, 0.08))
"""Looks at a line: shares of its height added at the ends, and above and below."""
_PATIENCE = 2.0
_SHORTER = 3.0
"""How much better fewer characters must fit before a VIN is called too short."""

_NOT_FOUND = (
    "未找到车辆识别代号，请靠近正对、避免反光重新拍摄",
    "no VIN found: go closer, face it, avoid reflections and take the picture again",
)
_TOO_SHORT = (
    "只认出{count}位，车辆识别代号应为17位，请重新拍摄完整的代号",
    "only {count} characters read, a VIN has 17: take the whole of it again",
)
_NOT_SURE = (
    "车辆识别代号未能全部认清，请核对标“?”的字符或重新拍摄",
    "not every character could be read: check those marked ?, or take the picture again",
)
_DOUBTFUL = (
    "识别把握不大，请逐位核对车辆识别代号",
    "read with little certainty: compare the VIN character by character",
)
_DOUBT_BELOW = 0.5

_SHORT_PATTERNS = tuple(
    Pattern((frozenset(VIN_CHARACTERS),) * count) for count in range(VIN_LENGTH - 3, VIN_LENGTH)
)


@dataclass(frozen=True, slots=True)
class _Line:
    """A line that may be a VIN: its corners, and the scores of every look at it."""

    corners: NDArray[np.float32]
    scores: Sequence[Scores]
    evidence: dict[Pattern, float]

    @property
    def fit(self) -> float:
        """Logarithm per character of how well the form of a VIN fits."""
        return self.evidence[VIN_PATTERN] / VIN_LENGTH


class VinReader:
    """Reads VINs; building one is quick, the first reading loads PaddleOCR (seconds)."""

    def __init__(
        self,
        threads: int = 1,
        detector: TextDetector | None = None,
        model_folder: Path | None = None,
    ) -> None:
        self._detector = detector or PaddleTextDetector(threads, model_folder)
        self._recogniser = ppocr_v6_recogniser(threads)
        self._decoder = Decoder(
            (VIN_PATTERN, *_SHORT_PATTERNS), VIN_LOOK_ALIKES, patience=_PATIENCE
        )

    def read(self, picture: Picture, crop: bool = False) -> VinReading:
        """The VIN in ``picture`` (BGR); ``crop`` says that the picture is but the VIN's line.

        Nothing found gives an empty text and a reason. Never raises for what a picture shows.
        """
        begin = perf_counter()
        best = _nothing()
        for quarters in (0, 2, 1, 3):
            reading = self._read_turned(picture, quarters, crop)
            if reading.confidence > best.confidence or not best.text:
                best = reading
            if best.text and UNREAD not in best.text and best.confidence > _GOOD:
                break
        return replace(best, ms=(perf_counter() - begin) * 1000)

    def _read_turned(self, picture: Picture, quarters: int, crop: bool) -> VinReading:
        line = self._best_line(turned(picture, quarters), crop)
        if line is None or line.fit < LEAST_EVIDENCE:
            return _nothing()
        return self._reading(replace(line, corners=turned_back(line.corners, quarters, picture)))

    def _best_line(self, picture: Picture, crop: bool) -> _Line | None:
        height, width = picture.shape[:2]
        if crop:
            regions = [whole(picture)] if width > height else []
            seen = picture
        else:
            # recognisers read best at this size, and the photos' own proportions matter little
            seen = cv2.resize(picture, (_SIDE, _SIDE), interpolation=cv2.INTER_CUBIC)
            seen = np.asarray(seen, np.uint8)
            regions = [text.corners for text in self._detector.find(seen)]
        scale = np.array((width / seen.shape[1], height / seen.shape[0]), np.float32)
        lines = [self._line(seen, r) for r in regions if _is_long(r) or crop]
        best = max(lines, key=lambda line: line.fit, default=None)
        return replace(best, corners=best.corners * scale) if best else None

    def _line(self, picture: Picture, corners: NDArray[np.float32]) -> _Line:
        scores = [self._recogniser.scores(look) for look in _looks(picture, corners)]
        return _Line(corners, scores, self._decoder.evidence(scores))

    def _reading(self, line: _Line) -> VinReading:
        short = max(_SHORT_PATTERNS, key=lambda pattern: line.evidence[pattern])
        if line.evidence[short] > line.evidence[VIN_PATTERN] + _SHORTER:
            return self._too_short(line, short)
        alphabet = self._decoder.alphabet
        chances = with_clues(self._decoder.opinions(line.scores, VIN_PATTERN), alphabet)
        text = "".join(alphabet[int(column)] for column in chances.argmax(axis=1))
        characters = list(as_characters(chances, alphabet, LEAST_CHARACTER))
        for place in doubtful_places(text, chances):
            characters[place] = _left_open(characters[place])
        return _vin_reading(line, characters)

    def _too_short(self, line: _Line, pattern: Pattern) -> VinReading:
        chances = self._decoder.opinions(line.scores, pattern)
        reading = _vin_reading(
            line, as_characters(chances, self._decoder.alphabet, LEAST_CHARACTER)
        )
        if not reading.text:
            return reading
        zh, en = (text.format(count=len(pattern)) for text in _TOO_SHORT)
        return replace(reading, confidence=0.0, reason_zh=zh, reason_en=en)


def _is_long(corners: NDArray[np.float32]) -> bool:
    width, height = sides(corners)
    return width > _LEAST_PROPORTION * height


def _looks(picture: Picture, corners: NDArray[np.float32]) -> list[Picture]:
    width, height = sides(corners)
    proportion = width / max(height, 1.0)
    return [
        rectify(
            picture,
            corners,
            (round(48 * (proportion + 2 * ends) / (1 + 2 * above)), 48),
            (ends / proportion, above),
        )
        for ends, above in _MARGINS
    ]


def _left_open(character: CharacterReading) -> CharacterReading:
    if character.text == UNREAD:
        return character
    guesses = ((character.text, character.confidence), *character.alternatives)
    return CharacterReading(UNREAD, character.confidence / 2, guesses)


def _vin_reading(line: _Line, characters: Sequence[CharacterReading]) -> VinReading:
    text = "".join(c.text for c in characters)
    if 2 * text.count(UNREAD) > len(text):
        return _nothing()
    confidence = float(np.prod([c.confidence for c in characters]))
    reason = _NOT_SURE if UNREAD in text else _DOUBTFUL if confidence < _DOUBT_BELOW else ("", "")
    return VinReading(
        text=text,
        confidence=confidence,
        characters=tuple(characters),
        check_digit=check_digit_holds(text),
        box=as_box(line.corners),
        ms=0.0,
        reason_zh=reason[0],
        reason_en=reason[1],
    )


def _nothing() -> VinReading:
    return VinReading("", 0.0, (), None, None, 0.0, *_NOT_FOUND)
