"""Pictures of the inspection (照片): the newest by itself, all by the arrow keys."""

from __future__ import annotations

import io
import tkinter as tk
from collections.abc import Callable
from dataclasses import dataclass

from PIL import Image, ImageOps, ImageTk

from lane.service.views import InspectionView

from .cards import Card
from .client import Outcome
from .fitting import FitLabel
from .keys import Key
from .theme import Look

Fetch = Callable[[str, Callable[[Outcome], None]], None]
_KEPT = 24


@dataclass(frozen=True, slots=True)
class Picture:
    """One picture to show: where it lies and what is under it."""

    url: str
    caption: str


def pictures_of(inspection: InspectionView, look: Look) -> list[Picture]:
    """All pictures of an inspection: plate, VIN, then the photos in the order taken."""
    found: dict[str, Picture] = {}
    for key, read in (("camera.plate", inspection.plate), ("camera.vin", inspection.vin)):
        if read is not None and read.picture:
            url = f"/api/pictures/{read.picture}"
            found[url] = Picture(url, f"{look.texts.fixed(key)}  {read.text}")
    for photo in inspection.photos:
        found.setdefault(photo.url, Picture(photo.url, f"{photo.code}  {photo.name}"))
    return list(found.values())


class Camera(Card):
    """One picture with its caption; a calm placeholder says what is awaited."""

    def __init__(self, parent: tk.Misc, look: Look, fetch: Fetch) -> None:
        super().__init__(parent, look, titled=False)
        self._fetch = fetch
        self._store: dict[str, Image.Image] = {}
        self._asked: set[str] = set()
        self._pictures: list[Picture] = []
        self._at = 0
        self._inspection = ""
        self._photo: ImageTk.PhotoImage | None = None
        self._drawn: tuple[object, ...] = ()
        palette = look.palette
        self._sheet = tk.Canvas(
            self.body, background=palette.sunken, highlightthickness=0, width=1, height=1
        )
        self._sheet.pack(fill="both", expand=True)
        self._sheet.bind("<Configure>", lambda _: self._draw())
        foot = tk.Frame(self.body, background=palette.card)
        foot.pack(fill="x", padx=look.px(4), pady=look.px(3))
        self._back = Key(foot, look, lambda: self._step(-1), width=48, height=44)
        self._on = Key(foot, look, lambda: self._step(1), width=48, height=44)
        self._back.pack(side="left")
        self._on.pack(side="right")
        self._caption = FitLabel(foot, look, "small_bold")
        self._caption.pack(side="left", fill="x", expand=True, padx=look.px(10))

    def show(self, inspection: InspectionView | None) -> None:
        """Show the pictures of an inspection; a new picture comes to the front by itself."""
        pictures = pictures_of(inspection, self.look) if inspection else []
        owner = inspection.id if inspection else ""
        if [each.url for each in pictures] != [each.url for each in self._pictures]:
            self._at = len(pictures) - 1
        if owner != self._inspection:
            self._inspection, self._at = owner, len(pictures) - 1
        self._pictures = pictures
        self._at = max(0, min(self._at, len(pictures) - 1))
        self._draw()

    def _step(self, by: int) -> None:
        if self._pictures:
            self._at = (self._at + by) % len(self._pictures)
            self._draw()

    def _draw(self) -> None:
        self._back.show("←", enabled=len(self._pictures) > 1)
        self._on.show("→", enabled=len(self._pictures) > 1)
        picture = self._pictures[self._at] if self._pictures else None
        image = self._image(picture)
        size = (self._sheet.winfo_width(), self._sheet.winfo_height())
        drawn = (picture, id(image), size, len(self._pictures), self.look.texts.language)
        if size[0] <= 1 or drawn == self._drawn:
            return
        self._drawn = drawn
        self._sheet.delete("all")
        if image is None:
            self._placeholder(picture)
        else:
            self._photo = ImageTk.PhotoImage(ImageOps.contain(image, size))
            self._sheet.create_image(size[0] // 2, size[1] // 2, image=self._photo)
        place = f"{self._at + 1}/{len(self._pictures)}  " if len(self._pictures) > 1 else ""
        self._caption.show(place + picture.caption if picture else "")

    def _placeholder(self, picture: Picture | None) -> None:
        look = self.look
        key = "camera.loading" if picture else "camera.awaited"
        if picture and picture.url in self._asked and picture.url not in self._store:
            key = "camera.loading"
        self._sheet.create_text(
            self._sheet.winfo_width() // 2, self._sheet.winfo_height() // 2,
            text=look.texts.fixed(key), font=look.font("body"), fill=look.palette.quiet,
            width=self._sheet.winfo_width() - look.px(40), justify="center",
        )  # fmt: skip

    def _image(self, picture: Picture | None) -> Image.Image | None:
        if picture is None:
            return None
        if picture.url not in self._store and picture.url not in self._asked:
            self._asked.add(picture.url)
            self._fetch(picture.url, lambda outcome: self._arrived(picture.url, outcome))
        return self._store.get(picture.url)

    def _arrived(self, url: str, outcome: Outcome) -> None:
        # asked again at the next change after a failed fetch
        self._asked.discard(url)
        if outcome.problem is not None:
            self._caption.show(self.look.texts.fixed("camera.failed"))
            return
        try:
            image = Image.open(io.BytesIO(outcome.value))
            image.draft("RGB", (1280, 1280))
            image.thumbnail((1280, 1280))
        except OSError:
            self._caption.show(self.look.texts.fixed("camera.failed"))
            return
        while len(self._store) >= _KEPT:
            del self._store[next(iter(self._store))]
        self._store[url] = image.convert("RGB")
        self._draw()
