"""The ring buffer: every frame once and in order, and no loss unnoticed."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plc.acquisition.ring_reader import RingReader, RingRestarted
from plc.drivers.base import ring_pieces
from plc.frames import COUNTER_SPAN, FramesLost, FrameStore
from plc.profile import load_profile
from plc.profile.codec import Decoded
from plc.reading import Quality

RING = load_profile("roller_brake_reference").ring
DEPTH = RING.depth


class Recorder:
    """A device's ring by its slots; it goes on writing while it is being read."""

    def __init__(self, start: int) -> None:
        self.slots: dict[int, int] = {}
        self.counter = start
        self.meanwhile = 0

    def write(self, count: int) -> None:
        for _ in range(count):
            self.slots[self.counter % DEPTH] = self.counter
            self.counter += 1

    async def read_frames(self, first: int, count: int):
        frames = []
        for start, size in ring_pieces(first, count, DEPTH, RING.max_frames):
            self.write(self.meanwhile)
            frames += [(float(self.slots[k % DEPTH]), 0.0) for k in range(start, start + size)]
        return frames

    async def read_block(self, name: str):
        return {RING.counter: Decoded(self.counter % COUNTER_SPAN, Quality.good)}


@given(
    steps=st.lists(st.tuples(st.integers(0, 3 * DEPTH), st.integers(0, 120)), max_size=12),
    start=st.sampled_from([0, 5, DEPTH - 3, COUNTER_SPAN - 700]),
)
async def test_every_frame_is_right_or_counted_as_lost(steps, start):
    device = Recorder(start)
    reader = RingReader(RING, device, "live")
    store = FrameStore()
    lost = got = 0
    assert await reader.read_new(device.counter % COUNTER_SPAN) is None
    for written, device.meanwhile in steps:
        device.write(written)
        seen = device.counter
        chunk = await reader.read_new(seen % COUNTER_SPAN)
        if chunk is None:
            continue
        lost += chunk.lost
        got += len(chunk.frames)
        store.add(chunk.first, chunk.frames)
        for k, (value, _) in enumerate(chunk.frames, start=chunk.first):
            assert value == k  # never another frame under this number
        assert got + lost == seen - start


async def test_counter_that_goes_backwards_is_a_restart():
    device = Recorder(100)
    reader = RingReader(RING, device, "live")
    await reader.read_new(100)
    with pytest.raises(RingRestarted):
        await reader.read_new(3)


@given(st.integers(0, 5000), st.integers(0, 3000), st.integers(1, 200))
def test_pieces_cover_all_and_never_cross_the_end(first, count, most):
    pieces = ring_pieces(first, count, DEPTH, most)
    covered = [k for start, size in pieces for k in range(start, start + size)]
    assert covered == list(range(first, first + count))
    for start, size in pieces:
        assert 0 < size <= most
        assert start % DEPTH + size <= DEPTH


def test_store_gives_only_what_is_whole():
    store = FrameStore()
    store.add(10, [(float(k), 0.0) for k in range(10, 20)])
    store.add(20, [(20.0, 0.0)])
    assert [f[0] for f in store.between(12, 20)] == list(range(12, 21))
    store.add(25, [(25.0, 0.0)])
    assert store.lost == 4
    for first, last in ((20, 25), (25, 26), (24, 25)):
        with pytest.raises(FramesLost):
            store.between(first, last)
    assert store.between(25, 25) == [(25.0, 0.0)]
    assert (store.first, store.last) == (25, 25)


@given(st.integers(0, 3 * COUNTER_SPAN), st.integers(-5000, 5000))
def test_raw_numbers_are_found_across_the_wrap(newest, away):
    store = FrameStore()
    store.add(newest, [])
    assert store.number_of((newest + away) % COUNTER_SPAN) == newest + away
