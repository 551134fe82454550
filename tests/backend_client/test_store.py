"""Stores, positions and the server's clock: what changed is told once, nothing is dropped unseen."""

from __future__ import annotations

from uuid import UUID

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from backend_client.picture import Look, Picture
from backend_client.positions import Positions
from backend_client.server_time import ServerTime
from backend_client.store import Store
from domain.agency import Agency
from domain.call import Call, CallState
from domain.clock import HOUR, SECOND, ManualClock
from domain.geo import mercator
from domain.positions_frame import BadPositions, UnitFix, encode
from domain.unit import Unit, UnitStatus


def call(number: int, state: CallState = CallState.RINGING) -> Call:
    return Call(id=UUID(int=number), short=number, room="911", state=state, ringing_at=number)


def unit(number: int, index: int) -> Unit:
    return Unit(
        id=UUID(int=number),
        index=index,
        call_sign=f"M{number}",
        agency=Agency.POLICE,
        room="911",
        status=UnitStatus.AVAILABLE,
        since=0,
    )


def test_many_puts_are_one_list_of_ids_in_order_of_arrival() -> None:
    store: Store[Call] = Store()
    told: list[list[UUID]] = []
    end = store.subscribe(told.append)
    for number in (3, 1, 3, 2, 1):
        store.put(call(number))
    assert store.flush() == [UUID(int=3), UUID(int=1), UUID(int=2)]
    assert store.flush() == []
    assert told == [[UUID(int=3), UUID(int=1), UUID(int=2)]]
    end()
    store.put(call(1))
    store.flush()
    assert len(told) == 1


def test_a_snapshot_marks_what_changed_came_or_went_and_nothing_else() -> None:
    store: Store[Call] = Store()
    for number in (1, 2, 3):
        store.put(call(number))
    store.flush()
    store.replace([call(1), call(2, CallState.ENDED), call(4)])
    assert set(store.flush()) == {UUID(int=2), UUID(int=3), UUID(int=4)}
    assert store.get(UUID(int=3)) is None
    assert len(store) == 3


def test_what_the_desk_decided_lies_above_and_leaves_the_truth_alone() -> None:
    store: Store[Call] = Store()
    store.put(call(1))
    store.put_provisional(call(1, CallState.ANSWERED))
    store.put_provisional(call(9))
    assert store.get(UUID(int=1)) == call(1, CallState.ANSWERED)
    assert store.settled(UUID(int=1)) == call(1)
    assert {thing.id.int for thing in store.values()} == {1, 9}
    assert len(store) == 2
    store.put(call(1, CallState.ABANDONED))
    assert store.get(UUID(int=1)) == call(1, CallState.ANSWERED)
    store.flush()
    store.release(UUID(int=1))
    store.release(UUID(int=9))
    assert store.flush() == [UUID(int=1), UUID(int=9)]
    assert store.get(UUID(int=1)) == call(1, CallState.ABANDONED)
    assert UUID(int=9) not in store


@given(
    st.lists(
        st.tuples(
            st.sampled_from(["put", "remove", "above", "release", "snapshot", "flush"]), st.integers(0, 5)
        )
    )
)
def test_whoever_follows_the_lists_of_ids_sees_the_same_as_the_store(steps: list[tuple[str, int]]) -> None:
    store: Store[Call] = Store()
    copy: dict[UUID, Call] = {}

    def follow(ids: list[UUID]) -> None:
        for key in ids:
            thing = store.get(key)
            if thing is None:
                copy.pop(key, None)
            else:
                copy[key] = thing

    store.subscribe(follow)
    for n, (step, number) in enumerate(steps):
        thing = Call(id=UUID(int=number), short=n, room="911", state=CallState.RINGING, ringing_at=n)
        match step:
            case "put":
                store.put(thing)
            case "remove":
                store.remove(thing.id)
            case "above":
                store.put_provisional(thing)
            case "release":
                store.release(thing.id)
            case "snapshot":
                store.replace([thing])
            case _:
                store.flush()
    store.flush()
    assert copy == {thing.id: thing for thing in store.values()}
    assert len(copy) == len(store)


def test_positions_are_columns_with_the_latest_of_each_unit() -> None:
    positions = Positions()
    frame = encode(
        (2768, 4936),
        0,
        [
            UnitFix(index=7, x=32768, y=0, heading=64, flags=1, age=2.5, accuracy=12, speed=48),
            UnitFix(index=3, x=1, y=2),
        ],
    )
    assert positions.apply(frame, 100.0) == 2
    assert positions.flush().tolist() == [3, 7]
    assert positions.known().tolist() == [3, 7]
    assert positions.x[7] == pytest.approx((2768 + 32768.5 / 65536) / 8192)
    assert (positions.heading[7], positions.speed[7], positions.accuracy[7]) == (90.0, 48.0, 12.0)
    assert np.isnan([positions.heading[3], positions.speed[3], positions.accuracy[3]]).all()
    assert positions.ages(110.0)[7] == pytest.approx(12.5)  # 2.5 s old when it came, and ten since


def test_a_place_comes_back_within_a_step_of_the_map() -> None:
    lat, lon = -34.603722, -58.381592
    x, y = mercator(lat, lon)
    cell = (int(x * 8192), int(y * 8192))
    positions = Positions()
    steps = [int((x * 8192 - cell[0]) * 65536), int((y * 8192 - cell[1]) * 65536)]
    positions.apply(encode(cell, 0, [UnitFix(index=0, x=steps[0], y=steps[1])]), 0.0)
    assert abs(positions.x[0] - x) < 1 / 8192 / 65536
    assert abs(positions.y[0] - y) < 1 / 8192 / 65536


def test_fixes_that_no_pane_saw_are_counted() -> None:
    positions = Positions()
    frame = encode((1, 1), 0, [UnitFix(index=n, x=0, y=0) for n in range(10)])
    positions.apply(frame, 0.0)
    positions.apply(frame, 0.5)
    assert (positions.fixes, positions.conflated) == (20, 10)
    positions.flush()
    positions.apply(frame, 1.0)
    assert positions.conflated == 10


def test_the_whole_city_fits_and_the_last_index_is_one() -> None:
    positions = Positions()
    for first in range(0, 65536, 8192):
        positions.apply(encode((1, 1), 0, [UnitFix(index=first + n, x=n, y=n) for n in range(8192)]), 0.0)
    assert len(positions.flush()) == 65536
    assert positions.x.shape == (65536,)


@pytest.mark.parametrize(
    "frame", [b"", b"P1", b"P2" + b"\0" * 14, encode((1, 1), 0, [UnitFix(index=1, x=0, y=0)])[:-1]]
)
def test_bytes_that_are_no_positions_change_nothing(frame: bytes) -> None:
    positions = Positions()
    with pytest.raises(BadPositions):
        positions.apply(frame, 0.0)
    assert positions.frames == 0
    assert len(positions.known()) == 0


def test_a_unit_that_is_gone_takes_its_marker_with_it_and_its_index_can_be_anothers() -> None:
    picture = Picture(ManualClock())
    picture.put_unit(unit(1, index=5))
    picture.positions.apply(encode((1, 1), 0, [UnitFix(index=5, x=0, y=0)]), 0.0)
    assert picture.unit_at(5) == unit(1, index=5)
    picture.remove(UUID(int=1))
    assert picture.unit_at(5) is None
    assert picture.positions.known().tolist() == []
    picture.put_unit(unit(2, index=5))
    assert picture.unit_at(5) == unit(2, index=5)
    picture.positions.apply(encode((1, 1), 0, [UnitFix(index=5, x=0, y=0)]), 0.0)
    picture.replace_units((unit(3, index=5), unit(2, index=6)))
    assert picture.positions.known().tolist() == []  # the old marker was the other unit's
    assert picture.unit_at(6) == unit(2, index=6)


def test_two_intentions_about_a_thing_look_pending_until_both_are_answered() -> None:
    picture = Picture(ManualClock())
    picture.calls.put(call(1))
    picture.flush()
    picture.begin_pending((UUID(int=1),))
    picture.begin_pending((UUID(int=1),))
    assert picture.calls.flush() == [UUID(int=1)]
    picture.end_pending((UUID(int=1),))
    assert picture.look(UUID(int=1)) is Look.PENDING
    picture.end_pending((UUID(int=1),))
    assert picture.look(UUID(int=1)) is Look.CONFIRMED


def test_the_servers_time_is_told_by_the_least_late_heartbeat() -> None:
    clock = ManualClock()
    time = ServerTime(clock)
    ahead = 7 * SECOND
    for late in (0.3, 0.02, 0.4, 0.1):
        clock.advance(0.25)
        time.beat(clock.now() + ahead - round(late * SECOND))
    assert time.now() - clock.now() == ahead - round(0.02 * SECOND)
    assert time.desk_is_off_by() == -(ahead - round(0.02 * SECOND))


def test_the_desks_wall_clock_may_be_set_by_an_hour_and_the_servers_time_stays() -> None:
    clock = ManualClock()
    time = ServerTime(clock)
    time.beat(clock.now())
    told = time.now()
    for hours in (1, -2):
        clock.step(hours * 3600)
        assert time.now() == told
    clock.advance(60.0)  # the line is dead: time goes on
    assert time.now() == told + 60 * SECOND


def test_the_servers_wall_clock_may_be_set_too() -> None:
    clock = ManualClock()
    time = ServerTime(clock)
    time.beat(clock.now())
    for step in (HOUR, -HOUR):
        clock.advance(0.25)
        time.beat(clock.now() + step)
        assert time.now() == clock.now() + step
