"""The HTTP application of one lane."""

from __future__ import annotations

from fastapi import FastAPI

from lane.service.core import Core
from lane.service.faults import add_fault_answers
from lane.service.routes import acting, looking


def create_app(core: Core) -> FastAPI:
    """The application over a running lane; the caller owns what ``core`` holds."""
    app = FastAPI(title="Inspection lane", docs_url=None, redoc_url=None)
    app.state.core = core
    app.state.people = core.place.people
    app.include_router(looking.ROUTES)
    app.include_router(acting.ROUTES)
    add_fault_answers(app)
    return app
