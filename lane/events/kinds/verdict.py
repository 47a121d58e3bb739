"""Verdict (检验结论), holds, signature, papers, and the end."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from lane.events.kinds.base import EventData, Json


class Judged(EventData):
    """Every value with its limit, clause and verdict, frozen as judged."""

    judgement: Json
    manual_failures: tuple[str, ...]
    incomplete: tuple[str, ...]
    redo_tests: tuple[str, ...] = ()
    to_mend: tuple[Json, ...] = ()


class Held(EventData):
    """The sticker is stopped until a named person decides."""

    reason: str
    finding: str


class HoldReleased(EventData):
    """A named person decided on a hold."""

    decision: Literal["released", "confirmed"]
    reason: str


class VerdictReached(EventData):
    """The verdict on the whole vehicle (检验结论)."""

    verdict: Literal["pass", "fail", "exempt", "incomplete", "held"]
    reasons: tuple[str, ...] = ()


class Signed(EventData):
    """The authorised signatory (授权签字人) signed the verdict."""

    statement: str


class StickerReserved(EventData):
    """A pre-numbered blank (标志) is reserved for this inspection, before anything is printed."""

    blank: str
    valid_until: str


class StickerPrinted(EventData):
    """The sticker was produced on its blank."""

    blank: str
    sha256: str


class ReportIssued(EventData):
    """The report (检验报告) as PDF in the evidence store."""

    number: str
    sha256: str
    environment: str


class Abandoned(EventData):
    """The inspection ended without a verdict, for a reason of the closed list (终止)."""

    reason_code: str
    reason: str
    note: str = ""


class Closed(EventData):
    """Nothing more follows on this inspection."""

    outcome: str = Field(min_length=1)
