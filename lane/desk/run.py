"""Starting the desk and the board from the command line or from the demo."""

from __future__ import annotations

from pathlib import Path

from .app import DeskApp, save_screenshot
from .board import BoardApp
from .client import ServiceClient
from .texts import Language


def run_desk(
    url: str,
    token: str,
    language: Language = "zh",
    *,
    size: tuple[int, int] = (1280, 800),
    screenshot: Path | None = None,
    after: float = 3.0,
) -> None:
    """Show the desk until it is closed, or for ``after`` seconds when a screenshot is wanted.

    Raises `NoDisplay` or `NoScalableFonts` where there is nothing to draw on or with.
    """
    app = DeskApp(ServiceClient(url, token), size=size, language=language)
    _run(app, screenshot, after)


def run_board(
    url: str,
    token: str,
    language: Language = "zh",
    *,
    size: tuple[int, int] = (1280, 800),
    stations: frozenset[int] = frozenset(),
    screenshot: Path | None = None,
    after: float = 3.0,
) -> None:
    """Show the lane board; ``stations`` limits it to some of the lane's stations."""
    app = BoardApp(
        ServiceClient(url, token, stream="/api/board"),
        size=size,
        language=language,
        stations=stations,
    )
    _run(app, screenshot, after)


def _run(app: DeskApp | BoardApp, screenshot: Path | None, after: float) -> None:
    if screenshot is None:
        app.run()
        return

    def shoot() -> None:
        try:
            save_screenshot(app.root, str(screenshot))
        finally:
            app.close()

    app.root.after(round(after * 1000), shoot)
    app.run()
