"""Opening a paper: fetched from the service, kept in a folder of this process, then shown."""

from __future__ import annotations

import tempfile
from functools import cache
from pathlib import Path, PurePosixPath
from urllib.parse import urlsplit

from lane.service.views import PaperView

from .client import Done, Outcome, Problem, ServiceClient
from .platform import open_document


@cache
def _folder() -> tempfile.TemporaryDirectory[str]:
    return tempfile.TemporaryDirectory(prefix="lane-papers-")


def open_paper(client: ServiceClient, paper: PaperView, done: Done) -> None:
    """Fetch ``paper`` and open it; the outcome says whether a viewer took it."""
    name = PurePosixPath(urlsplit(paper.url).path).name or paper.kind
    path = Path(_folder().name) / (name if name.endswith(".pdf") else f"{name}.pdf")

    def fetched(outcome: Outcome) -> None:
        done(outcome if outcome.problem else _opened(path, outcome.value))

    client.get_bytes(paper.url, fetched)


def _opened(path: Path, content: bytes) -> Outcome:
    try:
        path.write_bytes(content)
        open_document(path)
    except OSError as fault:
        return Outcome(problem=Problem("problem.viewer", str(fault)))
    return Outcome(path)
