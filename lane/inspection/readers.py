"""The picture readers in a thread of their own, so that reading never stops the lane."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

from vision.picture import load_picture
from vision.plates import PlateReader
from vision.results import PlateReading, VinReading
from vision.vins import VinReader

T = TypeVar("T")


class Readers:
    """Plate and VIN reader, loaded when first needed and used one picture at a time."""

    def __init__(self) -> None:
        """Prepare the thread; models load at the first picture, or by `warm_up`."""
        self._pool = ThreadPoolExecutor(max_workers=1, thread_name_prefix="reading")
        self._plates: PlateReader | None = None
        self._vins: VinReader | None = None

    def close(self) -> None:
        """Wait for the picture in work, then end the thread."""
        self._pool.shutdown(wait=True, cancel_futures=True)

    async def warm_up(self) -> None:
        """Load both readers ahead of the first vehicle."""
        await self._run(self._plate_reader)
        await self._run(self._vin_reader)

    async def plate(self, content: bytes) -> PlateReading:
        """Read a plate from picture bytes; raises `vision.errors.PictureError`."""
        return await self._run(lambda: self._plate_reader().read(load_picture(content)))

    async def vin(self, content: bytes) -> VinReading:
        """Read a VIN from picture bytes; raises `vision.errors.PictureError`."""
        return await self._run(lambda: self._vin_reader().read(load_picture(content)))

    def _plate_reader(self) -> PlateReader:
        if self._plates is None:
            self._plates = PlateReader(threads=1)
        return self._plates

    def _vin_reader(self) -> VinReader:
        if self._vins is None:
            self._vins = VinReader(threads=1)
        return self._vins

    async def _run(self, work: Callable[[], T]) -> T:
        return await asyncio.get_running_loop().run_in_executor(self._pool, work)
