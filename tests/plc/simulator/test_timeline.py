from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from plc.simulator.timeline import Timeline

TIMES = st.lists(st.floats(0.0, 100.0), max_size=20)


@given(due=TIMES, looks=TIMES)
def test_events_happen_in_order_at_their_own_time_however_often_one_looks(due, looks):
    timeline, happened = Timeline(0.0), []
    for when in due:
        timeline.at(when, lambda: happened.append(timeline.now))
    for look in sorted(looks):
        timeline.advance(look)
    timeline.advance(100.0)
    assert happened == sorted(due)


def test_an_event_may_cause_another_within_the_same_look():
    timeline, happened = Timeline(0.0), []
    timeline.at(1.0, lambda: timeline.after(1.0, lambda: happened.append(timeline.now)))
    timeline.advance(10.0)
    assert happened == [2.0]
    assert timeline.now == 10.0


def test_a_cancelled_event_does_not_happen():
    timeline, happened = Timeline(0.0), []
    timeline.at(1.0, lambda: happened.append(1)).cancel()
    timeline.advance(2.0)
    assert happened == []


def test_time_never_goes_back():
    timeline = Timeline(5.0)
    timeline.advance(1.0)
    assert timeline.now == 5.0
