"""Which refusal becomes which HTTP answer; the text is the refusal's own words."""

from __future__ import annotations

from fastapi import FastAPI, Request
from fastapi.responses import JSONResponse

from certs.errors import CertsError
from lane.events.phases import IllegalMove
from lane.evidence import EvidenceError, EvidenceMissing
from lane.identity import IdentityError
from lane.inspection.book import UnknownInspection
from lane.inspection.check_in import NotNow
from lane.journal.errors import JournalUnwritable, OutOfDate
from lane.people import NotAllowed
from lane.register.errors import RegisterError
from plc.errors import PlcError
from vision.errors import VisionError

_STATUS: dict[type[Exception], int] = {
    UnknownInspection: 404,
    NotAllowed: 403,
    IllegalMove: 409,
    OutOfDate: 409,
    JournalUnwritable: 507,
    RegisterError: 503,
    NotNow: 409,
    VisionError: 422,
    EvidenceError: 507,
    EvidenceMissing: 409,
    CertsError: 409,
    IdentityError: 422,
    PlcError: 503,
}


def add_fault_answers(app: FastAPI) -> None:
    """Answer each known refusal as ``{"detail": text}``, with its Chinese text if it has one."""
    for kind, status in _STATUS.items():
        app.add_exception_handler(kind, _answer(status))


def _answer(status: int):
    async def handler(_request: Request, fault: Exception) -> JSONResponse:
        texts = {"detail": str(fault)}
        if isinstance(zh := getattr(fault, "text_zh", None), str):
            texts["detail_zh"] = zh
        return JSONResponse(texts, status_code=status)

    return handler
