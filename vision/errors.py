"""Errors of the reading part; every message says what the person can do about it."""

from __future__ import annotations


class VisionError(Exception):
    """Anything that stops a picture from being read."""


class PictureError(VisionError):
    """The picture itself is at fault: not a picture, cut short, too large or too small."""

    def __init__(self, name: str, fault: str) -> None:
        super().__init__(f"{name} cannot be opened as a picture: {fault}, take it again")
        self.name = name
        self.fault = fault


class WeightsError(VisionError):
    """The weights of a recogniser are not on this machine."""

    def __init__(self, package: str, file: str) -> None:
        super().__init__(
            f"the weights {file} are missing: install the package {package} on this machine"
        )
        self.package = package
        self.file = file


class GrammarError(VisionError):
    """A grammar table holds something that makes no sense."""

    def __init__(self, file: str, fault: str) -> None:
        super().__init__(f"{file}: {fault}; correct the table")
        self.file = file
        self.fault = fault


class NetworkRefusedError(VisionError):
    """A library asked for the network while reading; nothing is ever fetched at run time."""

    def __init__(self, wanted: str) -> None:
        super().__init__(
            f"a reading library tried to reach {wanted}: nothing may be fetched at run time, "
            "install the packages that carry the weights"
        )
