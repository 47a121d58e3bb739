"""What can go wrong at the desk; each message tells the person at the screen what to do."""

from __future__ import annotations


class DeskError(Exception):
    """Base of all errors of the desk and the lane board."""


class NoDisplay(DeskError):
    """There is no screen to draw on."""


class NoScalableFonts(DeskError):
    """This Tk was built without Xft: it can't draw Chinese from our font files."""


class WrongThread(DeskError):
    """A Tk call was made outside the main thread; hand the work over by the inbox instead."""


class NotStarted(DeskError):
    """The service client was asked for something before ``start`` or after ``close``."""
