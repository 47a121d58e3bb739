from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from plc.simulator.signals import Instruction, Light
from plc.simulator.timeline import Timeline
from plc.simulator.vehicle_factory import vehicle_model_for
from plc.simulator.vehicle_state import Change
from plc.simulator.world import World


def later(world: World, seconds: float = 30.0) -> None:
    world.timeline.advance(world.timeline.now + seconds)


def call_in(world: World, number: int) -> None:
    world.show_light(number, Light.green)
    world.show_instruction(number, Instruction.enter)


def occupant(world: World, number: int) -> str | None:
    vehicle = world.station(number).occupant
    return None if vehicle is None else vehicle.id


def test_a_vehicle_enters_only_at_green_and_enter(world):
    world.arrive("v1", vehicle_model_for())
    world.show_light(1, Light.green)
    later(world)
    assert occupant(world, 1) is None
    world.show_light(1, Light.red)
    world.show_instruction(1, Instruction.enter)
    later(world)
    assert occupant(world, 1) is None
    world.show_light(1, Light.green)
    later(world)
    assert occupant(world, 1) == "v1"
    assert world.station(1).present


def test_a_light_that_turns_red_in_time_still_holds(world):
    world.arrive("v1", vehicle_model_for())
    call_in(world, 1)
    later(world, 0.3)
    world.show_light(1, Light.red)
    later(world)
    assert world.queue == ("v1",)
    world.show_light(1, Light.green)
    later(world)
    assert occupant(world, 1) == "v1"


def test_the_photocell_is_clear_until_the_vehicle_is_there(world):
    world.arrive("v1", vehicle_model_for())
    call_in(world, 1)
    later(world, 1.0)
    assert not world.station(1).present
    later(world, 4.0)
    assert world.station(1).present


def test_the_second_waits_until_the_station_is_free(world):
    for name in ("v1", "v2"):
        world.arrive(name, vehicle_model_for())
    call_in(world, 1)
    later(world)
    assert (occupant(world, 1), world.queue) == ("v1", ("v2",))
    world.show_instruction(1, Instruction.leave)
    later(world)
    call_in(world, 1)
    later(world)
    assert occupant(world, 1) == "v2"
    assert world.station(1).behind is not None


def test_nobody_leaves_into_a_gap_that_is_taken(world):
    for name in ("v1", "v2"):
        world.arrive(name, vehicle_model_for())
        call_in(world, 1)
        later(world)
        world.show_instruction(1, Instruction.leave)
        later(world)
    assert occupant(world, 1) == "v2"
    call_in(world, 2)
    later(world)
    assert (occupant(world, 1), occupant(world, 2)) == (None, "v1")


def test_axles_come_one_by_one_and_no_further_than_there_are(world):
    vehicle = world.arrive("v1", vehicle_model_for())
    call_in(world, 1)
    later(world)
    seen = [vehicle.axle]
    for _ in range(3):
        world.show_instruction(1, Instruction.next_axle)
        later(world)
        seen.append(vehicle.axle)
    assert seen == [None, 1, 2, 2]


def test_the_same_word_shown_again_while_it_is_obeyed_is_one_order(world):
    vehicle = world.arrive("v1", vehicle_model_for())
    call_in(world, 1)
    later(world)
    for _ in range(3):
        world.show_instruction(1, Instruction.next_axle)
        later(world, 0.8)
    later(world)
    assert vehicle.axle == 1


def test_an_order_given_while_driving_in_is_obeyed_on_arrival(world):
    vehicle = world.arrive("v1", vehicle_model_for())
    call_in(world, 1)
    later(world, 4.0)
    world.show_instruction(1, Instruction.next_axle)
    assert vehicle.axle is None
    later(world)
    assert vehicle.axle == 1


def test_brakes_follow_the_board_after_the_reaction(world):
    vehicle = world.arrive("v1", vehicle_model_for())
    call_in(world, 1)
    later(world)
    world.show_instruction(1, Instruction.brake)
    later(world, 0.5)
    assert vehicle.brake is None
    later(world, 0.2)
    assert vehicle.brake == "service"
    world.show_instruction(1, Instruction.release)
    later(world)
    assert vehicle.brake is None


def test_the_engine_and_the_speed_follow_the_board(world):
    vehicle = world.arrive("v1", vehicle_model_for())
    call_in(world, 1)
    later(world)
    world.show_instruction(1, Instruction.high_idle)
    later(world)
    assert vehicle.engine_rpm(world.timeline.now) == pytest.approx(2500, abs=1)
    world.show_instruction(1, Instruction.accelerate_40)
    later(world)
    assert vehicle.at_mark()
    world.show_instruction(1, Instruction.stop)
    later(world)
    assert vehicle.speed(world.timeline.now) == 0.0


def test_the_way_out_of_the_last_station_ends_the_visit(world):
    vehicle, heard = world.arrive("v1", vehicle_model_for()), []
    vehicle.listen(heard.append)
    for number in (1, 2, 3):
        call_in(world, number)
        later(world)
        world.show_instruction(number, Instruction.leave)
        later(world)
    assert world.finished == ["v1"]
    assert heard[-1] is Change.gone
    world.arrive("v1", vehicle_model_for())


def test_a_removed_vehicle_frees_its_place_even_on_the_move(world):
    world.arrive("v1", vehicle_model_for())
    world.arrive("v2", vehicle_model_for())
    call_in(world, 1)
    later(world, 2.0)
    world.remove("v1")
    later(world)
    assert occupant(world, 1) == "v2"
    world.show_instruction(1, Instruction.leave)
    later(world, 1.5)
    world.remove("v2")
    later(world)
    assert [station.behind for station in world.stations] == [None] * 3


def test_ids_must_differ_and_be_known(world):
    world.arrive("v1", vehicle_model_for())
    with pytest.raises(ValueError, match="v1"):
        world.arrive("v1", vehicle_model_for())
    with pytest.raises(KeyError):
        world.remove("v2")


SHOWN = st.tuples(
    st.integers(1, 3),
    st.sampled_from(list(Light)),
    st.sampled_from(list(Instruction)),
    st.floats(0.0, 20.0),
)


@settings(max_examples=60, deadline=None)
@given(shown=st.lists(SHOWN, max_size=60))
def test_whatever_is_shown_nobody_overtakes_and_nobody_is_lost(shown):
    world = World([1, 2, 3], Timeline(0.0))
    names = ["v1", "v2", "v3", "v4"]
    for name in names:
        world.arrive(name, vehicle_model_for())
    for number, light, instruction, seconds in shown:
        world.show_light(number, light)
        world.show_instruction(number, instruction)
        later(world, seconds)
        order = list(world.finished)
        for station in reversed(world.stations):
            for vehicle in (station.behind, station.occupant):
                if vehicle is not None and vehicle.id not in order:
                    order.append(vehicle.id)
        assert [*order, *world.queue] == names
