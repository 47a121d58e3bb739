"""The life of a blank (空白检验合格标志): the states, and which may follow which."""

from __future__ import annotations

from enum import StrEnum


class State(StrEnum):
    """Where a blank is in its life."""

    RECEIVED = "received"
    LOADED = "loaded"
    RESERVED = "reserved"
    UNCERTAIN = "uncertain"
    PRINTED = "printed"
    SPOILED = "spoiled"
    VOID = "void"


NEXT: dict[State, frozenset[State]] = {
    State.RECEIVED: frozenset({State.LOADED, State.SPOILED, State.VOID}),
    State.LOADED: frozenset({State.RESERVED, State.SPOILED, State.VOID}),
    State.RESERVED: frozenset({State.PRINTED, State.UNCERTAIN, State.SPOILED}),
    State.UNCERTAIN: frozenset({State.PRINTED, State.SPOILED}),
    State.PRINTED: frozenset({State.VOID}),
    State.SPOILED: frozenset(),
    State.VOID: frozenset(),
}
"""No way leads back: a serial taken once is never given out again, printed or not."""

LIVE = frozenset({State.RESERVED, State.UNCERTAIN, State.PRINTED})
"""The states that tie a blank to an inspection: one such blank for each inspection at most."""

UNUSED = frozenset({State.RECEIVED, State.LOADED})
"""The states of sheets that still lie in the drawer or in the printer."""
