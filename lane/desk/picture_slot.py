"""A place for one picture to be chosen and seen."""

from __future__ import annotations

import tkinter as tk
from collections.abc import Callable
from pathlib import Path
from tkinter import filedialog

from PIL import Image, ImageOps, ImageTk

from .client import Problem
from .keys import Key
from .theme import Look

Ask = Callable[[str], str]


def ask_file(title: str) -> str:
    """Let the person choose a picture file; empty when they did not."""
    return filedialog.askopenfilename(
        title=title, filetypes=[("JPEG, PNG", "*.jpg *.jpeg *.png *.JPG *.JPEG *.PNG")]
    )


class PictureSlot(tk.Frame):
    """One picture to choose, shown as soon as it is chosen."""

    def __init__(
        self, parent: tk.Misc, look: Look, kind: str,
        changed: Callable[[Problem | None], object], ask: Ask,
    ) -> None:  # fmt: skip
        super().__init__(parent, background=look.palette.card)
        self._look, self._kind, self._changed, self._ask = look, kind, changed, ask
        self.path: Path | None = None
        self.already = ""
        self._image: Image.Image | None = None
        self._photo: ImageTk.PhotoImage | None = None
        self.choose = Key(self, look, self._choose, width=240, height=56, font="body_bold")
        self.choose.pack(side="bottom", pady=look.px(10))
        self._sheet = tk.Canvas(
            self, background=look.palette.sunken, highlightthickness=1, width=1, height=1,
            highlightbackground=look.palette.line,
        )  # fmt: skip
        self._sheet.pack(fill="both", expand=True)
        self._sheet.bind("<Configure>", lambda _: self.draw())

    def take(self, path: Path) -> None:
        """Use a picture file; the picture chosen before stays when it is none."""
        try:
            with Image.open(path) as image:
                image.draft("RGB", (1280, 1280))
                image.thumbnail((1280, 1280))
                self._image = ImageOps.exif_transpose(image).convert("RGB")
        except OSError:
            self._changed(Problem("problem.file", path.name))
            return
        self.path = path
        self._changed(None)

    def clear(self) -> None:
        """Forget the picture."""
        self.path = self._image = self._photo = None
        self.draw()

    def draw(self) -> None:
        """Draw the picture, or say which is awaited, or what was read already."""
        look = self._look
        self.choose.show(look.texts.fixed(f"arrival.choose_{self._kind}"))
        width, height = self._sheet.winfo_width(), self._sheet.winfo_height()
        if width <= 1:
            return
        self._sheet.delete("all")
        if self._image is None:
            text = self.already or look.texts.fixed(f"arrival.{self._kind}")
            self._sheet.create_text(
                width // 2, height // 2, text=text, font=look.font("title"), justify="center",
                fill=look.palette.ink if self.already else look.palette.quiet,
                width=width - look.px(40),
            )  # fmt: skip
            return
        self._photo = ImageTk.PhotoImage(ImageOps.contain(self._image, (width, height)))
        self._sheet.create_image(width // 2, height // 2, image=self._photo)

    def _choose(self) -> None:
        name = self._ask(self._look.texts.fixed(f"arrival.choose_{self._kind}"))
        if name:
            self.take(Path(name))
