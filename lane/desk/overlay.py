"""Panels that come up above the bottom bar: more actions, a reason, a message."""

from __future__ import annotations

import tkinter as tk
from collections.abc import Callable

import ttkbootstrap as ttk

from .actions import Action, action_table, choices_of
from .client import Problem
from .keys import Key
from .row_problem import ProblemLine
from .theme import Look


class Overlay(tk.Frame):
    """A bordered panel placed at the bottom right, above the main key; Escape closes it."""

    def __init__(self, parent: tk.Misc, look: Look, above: int) -> None:
        super().__init__(
            parent, background=look.palette.card, highlightthickness=look.px(2),
            highlightbackground=look.palette.accent,
            highlightcolor=look.palette.accent,
        )  # fmt: skip
        self.look = look
        self._above = above
        self.bind("<Escape>", lambda _: self.close())

    def open(self) -> None:
        """Show the panel."""
        gap = self.look.px(8)
        self.place(relx=1.0, rely=1.0, x=-gap, y=-self._above - gap, anchor="se")
        self.lift()
        self.focus_set()

    def close(self) -> None:
        """Take the panel away."""
        self.destroy()


class MoreMenu(Overlay):
    """The actions beside the main one."""

    def __init__(
        self, parent: tk.Misc, look: Look, above: int, names: tuple[str, ...],
        choose: Callable[[str], object],
    ) -> None:  # fmt: skip
        super().__init__(parent, look, above)
        self.choices: dict[str, Key] = {}
        for name in names:
            action = action_table().action[name]
            key = Key(
                self, look, lambda name=name: self._chosen(name, choose),
                kind="bad" if action.grave else "plain", width=280, height=60,
            )  # fmt: skip
            key.show(look.texts.say(action))
            key.pack(padx=look.px(8), pady=look.px(5))
            self.choices[name] = key

    def _chosen(self, name: str, choose: Callable[[str], object]) -> None:
        self.close()
        choose(name)


class Ask(Overlay):
    """Asks for what an action needs: a choice of its closed list, words, or both."""

    def __init__(
        self, parent: tk.Misc, look: Look, above: int, action: Action,
        confirm: Callable[[dict[str, str]], object],
    ) -> None:  # fmt: skip
        super().__init__(parent, look, above)
        self._action, self._confirm = action, confirm
        self._chosen = ""
        self.choices: dict[str, Key] = {}
        px, palette = look.px, look.palette
        tk.Label(
            self, text=look.texts.fixed("ask.title", action=look.texts.say(action)),
            font=look.font("title"), background=palette.card, foreground=palette.ink,
        ).pack(anchor="w", padx=px(14), pady=(px(10), px(6)))  # fmt: skip
        self._list_choices()
        tk.Label(
            self, text=look.texts.fixed("ask.words" if action.must else "ask.words_or_none"),
            font=look.font("small_bold"), background=palette.card, foreground=palette.quiet,
        ).pack(anchor="w", padx=px(14), pady=(px(8), 0))  # fmt: skip
        self.words = ttk.Entry(self, font=look.font("body"), width=40)
        self.words.pack(fill="x", padx=px(14), pady=px(6))
        self.words.bind("<Escape>", lambda _: self.close())
        self.words.bind("<Return>", lambda _: self._done())
        self._foot()

    def _foot(self) -> None:
        look, action = self.look, self._action
        foot = tk.Frame(self, background=look.palette.card)
        foot.pack(fill="x", padx=look.px(10), pady=(look.px(4), look.px(10)))
        kind = "bad" if action.grave else "main"
        self.confirm = Key(foot, look, self._done, kind=kind, width=220, height=56)
        self.leave = Key(foot, look, self.close, width=140, height=56)
        self.confirm.show(look.texts.say(action), enabled=not self.choices)
        self.leave.show(look.texts.fixed("detail.cancel"))
        self.confirm.pack(side="right", padx=look.px(4))
        self.leave.pack(side="right", padx=look.px(4))

    def _list_choices(self) -> None:
        look = self.look
        grid = tk.Frame(self, background=look.palette.card)
        grid.pack(fill="x", padx=look.px(10))
        for index, (code, label) in enumerate(choices_of(self._action).items()):
            key = Key(
                grid, look, lambda code=code: self._pick(code), width=250, height=48, font="body"
            )
            key.show(look.texts.say(label))
            key.grid(row=index // 2, column=index % 2, padx=look.px(4), pady=look.px(3))
            self.choices[code] = key

    def _pick(self, code: str) -> None:
        self._chosen = code
        for name, key in self.choices.items():
            key.show(key.text, selected=name == code)
        self.confirm.show(self.confirm.text, enabled=True)

    def _done(self) -> None:
        words, action = self.words.get().strip(), self._action
        if action.must and not words:
            self.words.focus_set()
            self.words.configure(bootstyle="danger")
            return
        if self.choices and not self._chosen:
            return
        said = {action.choice: self._chosen} if self._chosen else {}
        if action.words and words:
            said[action.words] = words
        confirm = self._confirm
        self.close()
        confirm(said)


class Notice(Overlay):
    """A refused action, said right above the key that was pressed."""

    def __init__(self, parent: tk.Misc, look: Look, above: int, problem: Problem) -> None:
        super().__init__(parent, look, above)
        self.configure(highlightbackground=look.palette.bad, highlightcolor=look.palette.bad)
        self.line = ProblemLine(self, look)
        self.line.show(problem)
        self.line.pack(side="left", fill="both", expand=True)
        leave = Key(self, look, self.close, width=90, height=56, font="body_bold")
        leave.show(look.texts.fixed("notice.close"))
        leave.pack(side="right", padx=look.px(6), pady=look.px(6))

    def open(self) -> None:
        """Show the message over half of the width."""
        gap = self.look.px(8)
        self.place(relx=1.0, rely=1.0, x=-gap, y=-self._above - gap, anchor="se", relwidth=0.5)
        self.lift()
