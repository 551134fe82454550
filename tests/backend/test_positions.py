"""Fixes are judged: late, doubled, impossible, ill-timed; and none of them makes a unit vanish."""

from uuid import UUID

import pytest

from backend.positions import Positions
from domain.agency import Agency
from domain.clock import MINUTE, SECOND, Micros
from domain.positions_frame import CLOCK_OFF, DOUBTFUL, MOVING, QUARANTINED, UnitFix, decode
from domain.unit import Fix, Unit, UnitStatus, Visibility

T0: Micros = 1_795_000_000 * SECOND


def unit(index: int = 7, **more: object) -> Unit:
    fields: dict[str, object] = {
        "id": UUID(int=index),
        "index": index,
        "call_sign": f"M {index}",
        "agency": Agency.POLICE,
        "room": "911",
        "status": UnitStatus.AVAILABLE,
        "since": 0,
    }
    return Unit(**(fields | more))  # type: ignore[arg-type]


def fix(lat: float = -34.6, lon: float = -58.4, *, device: Micros = T0, received: Micros = T0) -> Fix:
    return Fix(
        lat=lat, lon=lon, device_time=device, received_at=received, speed=40.0, course=90.0, accuracy=8.0
    )


def drawn(positions: Positions, now: Micros) -> list[UnitFix]:
    return [one for place in positions.cells() for one in decode(positions.frame(place, now))[2]]


def test_a_fix_is_drawn_with_its_age_speed_and_accuracy() -> None:
    positions = Positions()
    assert positions.put(unit(), fix()).code == "shown"
    (one,) = drawn(positions, T0 + 3 * SECOND)
    assert (one.index, one.heading, one.flags, one.age) == (7, 64, MOVING, 3.0)
    assert (one.accuracy, one.speed) == (8, 40)


def test_an_old_fix_is_kept_and_the_marker_does_not_jump_back() -> None:
    positions = Positions()
    positions.put(unit(), fix(lat=-34.6))
    verdict = positions.put(unit(), fix(lat=-34.7, device=T0 - 60 * SECOND, received=T0 + SECOND))
    assert (verdict.code, verdict.stored, verdict.shown) == ("late", True, False)
    latest = positions.latest(7)
    assert latest is not None
    assert latest.lat == -34.6


def test_the_same_fix_again_is_counted_and_ignored() -> None:
    positions = Positions()
    positions.put(unit(), fix())
    assert positions.put(unit(), fix()).code == "doubled"
    assert positions.counts == {"received": 2, "shown": 1, "doubled": 1}


def test_a_clock_eight_seconds_ahead_is_shown_at_receipt_with_its_offset() -> None:
    positions = Positions()
    verdict = positions.put(unit(), fix(device=T0 + 8 * SECOND))
    assert (verdict.offset, verdict.stored) == (8 * SECOND, True)
    (one,) = drawn(positions, T0)
    assert one.flags & CLOCK_OFF
    assert one.age == 0


def test_a_clock_an_hour_ahead_is_kept_out_of_history_and_still_drawn() -> None:
    positions = Positions()
    verdict = positions.put(unit(), fix(device=T0 + 60 * MINUTE))
    assert (verdict.code, verdict.stored, verdict.shown) == ("quarantined", False, True)
    (one,) = drawn(positions, T0)
    assert one.flags & QUARANTINED


def test_faster_than_anything_on_wheels_is_doubtful() -> None:
    positions = Positions()
    positions.put(unit(), fix())
    verdict = positions.put(unit(), fix(lat=-34.5, device=T0 + 5 * SECOND, received=T0 + 5 * SECOND))
    assert verdict.code == "doubtful"
    (one,) = drawn(positions, T0 + 5 * SECOND)
    assert one.flags & DOUBTFUL


def test_a_unit_that_crosses_into_another_cell_is_in_one_cell_only() -> None:
    positions = Positions()
    positions.put(unit(), fix())
    positions.dirty_cells()
    positions.put(unit(), fix(lon=-58.5, device=T0 + MINUTE, received=T0 + MINUTE))
    assert len(positions.dirty_cells()) == 2, "both cells are sent anew"
    assert len(drawn(positions, T0 + MINUTE)) == 1


def test_covert_units_never_share_a_frame() -> None:
    positions = Positions()
    positions.put(unit(1), fix())
    positions.put(unit(2, visibility=Visibility.COVERT), fix())
    positions.put(unit(3, exercise=True), fix())
    kinds = sorted(kind for _, kind in positions.cells())
    assert kinds == ["covert", "exercise", "shared"]
    for place in positions.cells():
        assert len(decode(positions.frame(place, T0))[2]) == 1


@pytest.mark.parametrize(("lat", "lon"), [(-90.0, -180.0), (90.0, 180.0), (0.0, 0.0)])
def test_the_edges_of_the_world_do_not_break_the_frame(lat: float, lon: float) -> None:
    positions = Positions()
    positions.put(unit(), fix(lat=lat, lon=lon))
    assert len(drawn(positions, T0)) == 1


def test_a_server_whose_clock_is_set_back_an_hour_freezes_nobody() -> None:
    wall = 0
    positions = Positions(lambda: wall)
    positions.put(unit(), fix(lat=-34.6))
    wall = -60 * MINUTE
    verdict = positions.put(unit(), fix(lat=-34.601, device=T0 + 5 * SECOND, received=T0 + wall + 5 * SECOND))
    assert verdict.shown
    assert drawn(positions, T0 + wall + 8 * SECOND)[0].age == 3


@pytest.mark.parametrize("step", [-60 * MINUTE, 60 * MINUTE])
def test_a_step_of_the_clock_makes_nothing_old_look_new(step: Micros) -> None:
    wall = 0
    positions = Positions(lambda: wall)
    positions.put(unit(), fix())
    wall = step
    assert drawn(positions, T0 + step + 30 * SECOND)[0].age == 30


def test_of_a_batch_from_a_device_that_is_ahead_the_newest_is_shown() -> None:
    positions = Positions()
    for second in (60, 70, 80, 65):
        positions.put(unit(), fix(lat=-34.6 - second / 100_000, device=T0 + second * SECOND))
    latest = positions.latest(7)
    assert latest is not None
    assert latest.device_time == T0 + 80 * SECOND


def test_a_device_whose_clock_is_put_right_is_seen_at_once() -> None:
    positions = Positions()
    positions.put(unit(), fix(device=T0 + 60 * MINUTE))
    assert positions.put(unit(), fix(device=T0 + 5 * SECOND, received=T0 + 5 * SECOND)).code == "shown"


def test_two_places_in_one_instant_are_doubtful() -> None:
    positions = Positions()
    positions.put(unit(), fix(device=T0 + 60 * SECOND))
    assert positions.put(unit(), fix(lat=-34.5, device=T0 + 61 * SECOND)).code == "doubtful"
