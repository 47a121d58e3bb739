"""Measure the readers on labelled pictures: `python -m vision.measure DIR [--every N]`.

DIR holds folders with a labels.tsv (file, text, …); a folder whose name begins with ``vin`` is read
as VINs, all others as plates, and one with ``crop`` or ``types`` in its name as tight crops. Prints
per folder how many were exactly right, wrong without a ``?``, not wholly read, and the times.
"""

from __future__ import annotations

import argparse
import csv
import statistics
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from vision.picture import Picture, load_picture
from vision.plates import PlateReader
from vision.results import UNREAD, PlateReading, VinReading
from vision.vins import VinReader


@dataclass(slots=True)
class Tally:
    """What came of one folder."""

    exact: int = 0
    wrong: int = 0
    unread: int = 0
    times: list[float] = field(default_factory=list)
    misses: list[str] = field(default_factory=list)

    def add(self, file: str, label: str, reading: PlateReading | VinReading) -> None:
        """Count one reading."""
        self.times.append(reading.ms)
        if reading.text == label:
            self.exact += 1
            return
        if not reading.text or UNREAD in reading.text:
            self.unread += 1
        else:
            self.wrong += 1
        self.misses.append(f"  {file}\t{label}\t{reading.text or '-'}\t{reading.confidence:.3f}")

    def line(self, name: str) -> str:
        """One line of the report."""
        count = len(self.times)
        if not count:
            return f"{name}: no pictures"
        times = sorted(self.times)
        late = times[min(count - 1, round(count * 0.95))]
        return (
            f"{name}: exact {self.exact}/{count} ({self.exact / count:.1%}), "
            f"wrong {self.wrong}, not wholly read {self.unread}, "
            f"median {statistics.median(times):.0f} ms, 95 % within {late:.0f} ms"
        )


def measure(folder: Path, every: int = 1) -> Tally:
    """Read every ``every``-th picture of a folder with a labels.tsv."""
    read = _reader(folder.name)
    tally = Tally()
    for file, label in list(_labels(folder))[::every]:
        tally.add(file, label, read(load_picture(folder / file)))
    return tally


def _reader(name: str) -> Callable[[Picture], PlateReading | VinReading]:
    if name.startswith("vin"):
        return _vins().read
    crop = "crop" in name or "types" in name
    return lambda picture: _plates().read(picture, crop)


@cache
def _plates() -> PlateReader:
    return PlateReader()


@cache
def _vins() -> VinReader:
    return VinReader()


def _labels(folder: Path) -> Iterator[tuple[str, str]]:
    with (folder / "labels.tsv").open(encoding="utf-8", newline="") as table:
        for row in csv.DictReader(table, delimiter="\t"):
            yield row["file"], row["text"]


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the figures for every labelled folder in DIR."""
    parser = argparse.ArgumentParser(
        description="Measure the readers on folders of labelled pictures.",
        epilog="example: python -m vision.measure pictures --every 4",
    )
    parser.add_argument("directory", type=Path, metavar="DIR")
    parser.add_argument("--every", type=int, default=1, help="read every Nth picture only")
    parser.add_argument("--misses", action="store_true", help="list what was not read exactly")
    options = parser.parse_args(arguments)
    folders = sorted(path.parent for path in options.directory.rglob("labels.tsv"))
    if not folders:
        print(f"{options.directory}: no folder with a labels.tsv in it", file=sys.stderr)
        return 2
    for folder in folders:
        tally = measure(folder, options.every)
        print(tally.line(folder.name), flush=True)
        if options.misses:
            print("\n".join(tally.misses))
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
