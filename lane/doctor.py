"""Checks of the machine, each with what to do about it."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass
from importlib.metadata import distributions
from importlib.util import find_spec
from pathlib import Path
from time import perf_counter
from typing import Any


@dataclass(frozen=True, slots=True)
class Check:
    """One thing looked at; ``needed`` tells a fault from something this lane can do without."""

    name: str
    good: bool
    found: str
    mend: str = ""
    needed: bool = True

    def as_json(self) -> dict[str, Any]:
        """As `lane doctor --json` prints it."""
        return asdict(self)


def check_all(data: Path | None = None) -> list[Check]:
    """Every check, in the order in which an engineer mends things."""
    checks: list[Callable[[], Check]] = [
        _python,
        _cv2,
        _weights,
        _tkinter,
        _display,
        _font,
        lambda: _disk(data or Path.cwd()),
    ]
    found = [check() for check in checks]
    return found + list(_data_folder(data)) if data else found


def _python() -> Check:
    version = ".".join(str(part) for part in sys.version_info[:3])
    good = (3, 11) <= sys.version_info[:2] < (3, 14)
    return Check("Python", good, version, "install Python 3.11, 3.12 or 3.13")


def _cv2() -> Check:
    """Two cv2 builds overwrite each other's files, and which one wins is chance."""
    names = {d.metadata["Name"].lower() for d in distributions()}
    builds = sorted(name for name in names if name.startswith("opencv-"))
    mend = "remove the environment and install again from uv.lock (./run does it)"
    if len(builds) != 1:
        return Check("cv2", False, f"{len(builds)} builds: {', '.join(builds) or 'none'}", mend)
    try:
        import cv2
    except ImportError as fault:
        return Check("cv2", False, str(fault), "apt-get install libgl1 libglib2.0-0")
    return Check("cv2", True, f"{cv2.__version__} ({builds[0]})")


def _weights() -> Check:
    from vision.errors import VisionError
    from vision.weights import ALL_WEIGHTS

    try:
        found = [weights.path() for weights in ALL_WEIGHTS]
    except VisionError as fault:
        return Check("reading", False, str(fault), "install again from uv.lock (./run does it)")
    return Check("reading", True, f"{len(found)} weight files")


def _tkinter() -> Check:
    mend = "apt-get install python3-tk, and use the system's Python"
    if find_spec("_tkinter") is None:
        return Check("screens", False, "this Python has no tkinter", mend, needed=False)
    if not _has_display():
        return Check("screens", True, "tkinter is there; look again with a display", "", False)
    from lane.desk.fonts import font_system

    system = font_system()
    good = system in ("xft", "win32")
    mend = "this Tk draws no Chinese: use the system's Python with python3-tk"
    return Check("screens", good, f"Tk with {system}", mend, needed=False)


def _has_display() -> bool:
    return os.name == "nt" or bool(os.environ.get("DISPLAY"))


def _display() -> Check:
    there = _has_display()
    found = os.environ.get("DISPLAY", "") if there else "none"
    return Check(
        "display", there, found or "Windows", "log in at a screen, or use --headless", False
    )


def _font() -> Check:
    from certs.glyphs import missing_glyphs

    sample = "机动车安全技术检验报告鲁粤京警挂港澳领使学"
    lacking = missing_glyphs(sample)
    mend = f"certs/assets/fonts lacks {lacking}: check the project out again" if lacking else ""
    return Check("Chinese font", not lacking, "complete" if not lacking else "incomplete", mend)


def _disk(folder: Path) -> Check:
    """How long a flush takes decides how long each recorded step takes."""
    place = folder if folder.is_dir() else folder.parent
    probe = place / ".lane-doctor"
    start = perf_counter()
    try:
        with probe.open("wb") as file:
            file.write(b"x" * 4096)
            file.flush()
            os.fsync(file.fileno())
        took = (perf_counter() - start) * 1000
        probe.unlink()
    except OSError as fault:
        return Check("disk", False, f"{place}: {fault.strerror}", "free space, or choose another")
    return Check("disk", took < 200, f"flush {took:.1f} ms", "this disk is too slow for a journal")


def _load_profiles(site_file: Path) -> None:
    from plc.profile import load_profile
    from plc.site import load_site

    for device in load_site(site_file).device:
        load_profile(device.profile)


def _data_folder(root: Path) -> Iterator[Check]:
    from lane.people import People, PeopleFileError
    from lane.settings import DataFolder, SettingsError, load_station
    from plc.errors import PlcError
    from plc.site import load_site

    data = DataFolder(root)
    for name, path, load, faults in (
        ("station file", data.station_file, load_station, SettingsError),
        ("people file", data.people_file, People.load, PeopleFileError),
        ("site file", data.site_file, load_site, PlcError),
        ("tester profiles", data.site_file, _load_profiles, PlcError),
    ):
        try:
            load(path)
        except (faults, OSError) as fault:
            yield Check(name, False, str(fault), f"put {path.name} in order")
        else:
            yield Check(name, True, str(path))
