"""The state folds messages; two runs are never spliced, the choice survives changes."""

from __future__ import annotations

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from lane.desk.state import DeskState, Trace
from lane.service.views import LiveView, Message


def _state(samples: Any, name: str = "braking") -> DeskState:
    state = DeskState()
    state.apply(Message(lane=samples.situations()[name]))
    return state


def test_the_first_unfinished_inspection_is_chosen(samples: Any) -> None:
    state = _state(samples)
    assert state.inspection is not None and state.inspection.phase == "in_lane"


def test_the_choice_survives_a_new_view(samples: Any) -> None:
    state = _state(samples)
    second = samples.situations()["braking"].inspections[1].id
    state.select(second)
    state.apply(Message(lane=samples.situations()["braking"]))
    assert state.selected == second


def test_while_nobody_chose_the_screen_goes_on_with_the_next_at_work(samples: Any) -> None:
    state = _state(samples)
    lane = samples.situations()["braking"]
    first, second, third = lane.inspections
    ended = first.model_copy(update={"phase": "closed"})
    after = lane.model_copy(update={"inspections": [ended, second, third]})
    state.apply(Message(lane=after))
    assert state.selected == second.id


def test_an_inspection_somebody_works_on_stays(samples: Any) -> None:
    state = _state(samples)
    state.keep()
    lane = samples.situations()["braking"]
    ended = lane.inspections[0].model_copy(update={"phase": "closed"})
    state.apply(
        Message(lane=lane.model_copy(update={"inspections": [ended, *lane.inspections[1:]]}))
    )
    assert state.selected == ended.id


def test_an_unknown_choice_is_ignored(samples: Any) -> None:
    state = _state(samples)
    before = state.selected
    state.select("nobody")
    assert state.selected == before


def test_an_expected_inspection_is_chosen_when_it_appears(samples: Any) -> None:
    state = _state(samples, "cloned")
    second = samples.situations()["braking"].inspections[1].id
    state.expect(second)
    assert state.selected != second
    state.apply(Message(lane=samples.situations()["braking"]))
    assert state.selected == second


def test_another_axle_starts_another_trace(samples: Any) -> None:
    state = _state(samples)
    key = state.selected or ""
    state.apply(Message(live=samples.live(key, 50)))
    other = samples.live(key, 10, start=50).model_copy(update={"axle": 2})
    state.apply(Message(live=other))
    trace = state.trace()
    assert isinstance(trace, Trace)
    assert (trace.axle, len(trace.left)) == (2, 10)


def test_a_restart_drops_what_was_there(samples: Any) -> None:
    state = _state(samples)
    key = state.selected or ""
    state.apply(Message(live=samples.live(key, 50)))
    state.apply(Message(live=samples.live(key, 7)))
    trace = state.trace()
    assert isinstance(trace, Trace) and len(trace.left) == 7


def test_live_values_are_kept_by_device_and_point(samples: Any) -> None:
    state = _state(samples)
    live = LiveView(
        device="speedometer",
        inspection=state.selected,
        values={"speed": 38.5, "running": True, "mode": None},
    )
    state.apply(Message(live=live))
    assert state.values() == {"speedometer.speed": 38.5}
    assert state.device() == "speedometer"


@given(st.lists(st.integers(1, 40), max_size=20))
def test_left_and_right_always_have_the_same_length(counts: list[int]) -> None:
    trace = Trace(1, "service", 10)
    for count in counts:
        trace.extend([(1.0, 2.0)] * count)
    assert len(trace.left) == len(trace.right) == sum(counts)
