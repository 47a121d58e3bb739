"""The workstation screen (desk) and the lane board: Tk clients of the lane service."""

from __future__ import annotations

from .errors import DeskError, NoDisplay, NoScalableFonts
from .run import run_board, run_desk

__all__ = ["DeskError", "NoDisplay", "NoScalableFonts", "run_board", "run_desk"]
