"""The verdict (检验结论): one banner, what is to be mended, and every value behind it."""

from __future__ import annotations

import tkinter as tk

from PIL import ImageTk

from lane.service.views import InspectionView

from .cards import Card
from .drawing import sign
from .fitting import FitLabel, WrapLabel
from .limits import as_shown
from .papers import OpenPaper, Papers
from .theme import Look
from .values import WIDE, Values

_SIGNS = {"pass": "pass", "exempt": "pass", "fail": "fail", "held": "warn", "abandoned": "none"}


class Banner(tk.Frame):
    """The verdict in words, sign and colour over the whole width."""

    def __init__(self, parent: tk.Misc, look: Look) -> None:
        super().__init__(parent)
        self._look = look
        self._image: ImageTk.PhotoImage | None = None
        self._sign = tk.Label(self, bd=0)
        self._sign.grid(row=0, column=0, rowspan=2, padx=look.px(16), pady=look.px(10))
        self._title = FitLabel(self, look, "banner")
        self._title.grid(row=0, column=1, sticky="ew")
        self._mend = WrapLabel(self, look, "body_bold")
        self.columnconfigure(1, weight=1)
        self.rowconfigure(0, weight=1)

    def show(self, inspection: InspectionView) -> None:
        """Show the verdict, or that there is none yet."""
        look, texts, palette = self._look, self._look.texts, self._look.palette
        name = _SIGNS.get(inspection.verdict or "", "wait")
        under, ink = {
            "pass": (palette.good, palette.card),
            "fail": (palette.bad, palette.card),
        }.get(name, (palette.warn_soft, palette.warn))
        for widget in (self, self._sign, self._title, self._mend):
            widget.configure(background=under)
        size = look.px(48)
        self._image = ImageTk.PhotoImage(sign(name, size, under, ink))
        self._sign.configure(image=self._image)
        self._title.show(texts.say(inspection.verdict_name) or texts.fixed("verdict.none"), ink=ink)
        mend = [as_shown(texts.say(each)) for each in inspection.to_mend]
        if not mend:
            self._mend.grid_remove()
            return
        self._mend.show(
            texts.fixed("verdict.mend") + texts.fixed("verdict.comma").join(mend), ink=ink
        )
        self._mend.grid(row=1, column=1, sticky="ew", pady=(0, look.px(10)), padx=(0, look.px(12)))


class Review(Card):
    """Banner, papers, values: what the signatory (授权签字人) looks at."""

    def __init__(self, parent: tk.Misc, look: Look, open_paper: OpenPaper) -> None:
        super().__init__(parent, look, titled=False)
        self._banner = Banner(self.body, look)
        self._banner.pack(fill="x")
        self.papers = Papers(self.body, look, open_paper)
        self._values = Values(self.body, look, WIDE)
        self._values.pack(fill="both", expand=True)

    def show(self, inspection: InspectionView) -> None:
        """Show an inspection's result."""
        self._banner.show(inspection)
        self._values.show(inspection.measurements)
        self.papers.show(inspection.papers)
        if inspection.papers and not self.papers.winfo_manager():
            self.papers.pack(fill="x", after=self._banner)
        elif not inspection.papers and self.papers.winfo_manager():
            self.papers.pack_forget()
