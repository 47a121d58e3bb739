"""Text recognisers: a line of text as a picture in, scores per time step out.

All three are CTC networks: at every step they spread one over their characters and a blank.
The scores, not the text, go on to `vision.decode`, which knows what may be written there.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import cv2
import numpy as np
from numpy.typing import NDArray

from vision.picture import Picture
from vision.runtime import Network
from vision.weights import (
    PLATE_CHARACTERS,
    PLATE_RECOGNISER,
    PPOCR_V4_RECOGNISER,
    PPOCR_V6_RECOGNISER,
)


@dataclass(frozen=True, slots=True)
class Scores:
    """What a recogniser makes of one line.

    ``probabilities`` is steps × (1 + characters); column 0 is the blank, column k + 1 belongs to
    ``characters[k]``.
    """

    probabilities: NDArray[np.float32]
    characters: Sequence[str]
    recogniser: str


class Recogniser:
    """A CTC recogniser of a fixed height; lines narrower than ``least_width`` are padded."""

    def __init__(
        self, name: str, network: Network, characters: Sequence[str], height: int, least_width: int
    ) -> None:
        self.name = name
        self.characters = tuple(characters)
        self._network = network
        self._height = height
        self._least_width = least_width

    def scores(self, line: Picture) -> Scores:
        """Scores of one line of text, upright, any size, BGR."""
        probabilities = self._network.run(self._prepared(line))[0][0]
        return Scores(probabilities, self.characters, self.name)

    def _prepared(self, line: Picture) -> NDArray[np.float32]:
        width = max(1, round(line.shape[1] * self._height / line.shape[0]))
        # a line more than forty times as wide as high is no plate and no VIN; bound the work
        width = min(width, 40 * self._height)
        resized = cv2.resize(line, (width, self._height), interpolation=cv2.INTER_LINEAR)
        padded = np.zeros((1, 3, self._height, max(width, self._least_width)), np.float32)
        padded[0, :, :, :width] = resized.transpose(2, 0, 1) / np.float32(127.5) - 1
        return padded


def plate_recogniser(threads: int = 1) -> Recogniser:
    """The recogniser trained on Chinese plates alone (72 characters).

    The zero padding to 320 matters: without it 98.7 % exact falls to 86.3 %.
    """
    characters = _lines(PLATE_CHARACTERS.path())
    return Recogniser("plate", Network(PLATE_RECOGNISER.path(), threads), characters, 32, 320)


def ppocr_v4_recogniser(threads: int = 1) -> Recogniser:
    """PP-OCRv4 mobile: the better general recogniser for plates."""
    return _ppocr("ppocr_v4", PPOCR_V4_RECOGNISER.path(), threads)


def ppocr_v6_recogniser(threads: int = 1) -> Recogniser:
    """PP-OCRv6 small: the better one for VINs and for unusual plates."""
    return _ppocr("ppocr_v6", PPOCR_V6_RECOGNISER.path(), threads)


def _ppocr(name: str, path: Path, threads: int) -> Recogniser:
    network = Network(path, threads)
    # the last class is the space, which the stored list leaves out
    characters = [*network.metadata("character").split("\n"), " "]
    return Recogniser(name, network, characters, 48, 320)


def _lines(path: Path) -> list[str]:
    return path.read_text(encoding="utf-8").removesuffix("\n").split("\n")
