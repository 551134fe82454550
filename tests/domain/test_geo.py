"""Places of the city land where a map and a tape measure say they do."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.geo import (
    Bounds,
    Cell,
    bearing,
    cell_of,
    cells_in,
    distance_m,
    inverse_mercator,
    mercator,
    moved,
    place_in_cell,
    step_in_cell,
)

OBELISCO = (-34.6037, -58.3816)
CONGRESO = (-34.6098, -58.3926)
lats = st.floats(-85, 85)
lons = st.floats(-180, 179.999)


def test_the_null_island_is_the_middle_of_the_square():
    assert mercator(0.0, 0.0) == pytest.approx((0.5, 0.5))


def test_a_known_tile_holds_the_obelisk():
    # The other form of the same law, (1 - asinh(tan lat) / pi) / 2: 2767.49 east, 4936.18 south of 8192.
    assert cell_of(*OBELISCO) == Cell(2767, 4936)


def test_obelisk_to_congress_is_about_twelve_hundred_metres_south_west():
    assert distance_m(*OBELISCO, *CONGRESO) == pytest.approx(1213, abs=15)
    assert bearing(*OBELISCO, *CONGRESO) == pytest.approx(236, abs=2)


@pytest.mark.parametrize("lat", [math.nan, math.inf, -math.inf, 91.0, -90.0001])
def test_no_place_on_earth_is_refused_by_name(lat):
    with pytest.raises(ValueError, match="latitude: from -90 to 90"):
        mercator(lat, 0.0)


@pytest.mark.parametrize("lon", [math.nan, 1e999, 180.5, -181])
def test_no_longitude_on_earth_is_refused_by_name(lon):
    with pytest.raises(ValueError, match="longitude: from -180 to 180"):
        cell_of(0.0, lon)


def test_the_poles_sit_on_the_edge_of_the_square():
    assert mercator(90.0, 180.0) == pytest.approx((1.0, 0.0), abs=1e-12)
    assert mercator(-90.0, -180.0) == pytest.approx((0.0, 1.0), abs=1e-12)
    assert cell_of(-90.0, 180.0, 2) == Cell(3, 3)


@given(lats, lons)
def test_there_and_back_is_the_same_place(lat, lon):
    assert inverse_mercator(*mercator(lat, lon)) == pytest.approx((lat, lon), abs=1e-9)


@given(st.floats(-34.71, -34.52), st.floats(-58.54, -58.33))
def test_a_position_survives_its_trip_in_a_cell_within_a_hand(lat, lon):
    cell = cell_of(lat, lon)
    back = inverse_mercator(*place_in_cell(*step_in_cell(*mercator(lat, lon), cell), cell))
    assert distance_m(lat, lon, *back) < 0.06


@given(st.floats(-80, 80), st.floats(-170, 170), st.floats(0, 359.9), st.floats(1, 50_000))
def test_going_somewhere_is_seen_as_that_far_in_that_direction(lat, lon, towards, metres):
    there = moved(lat, lon, towards, metres)
    assert distance_m(lat, lon, *there) == pytest.approx(metres, rel=1e-6, abs=1e-3)
    turn = abs(bearing(lat, lon, *there) - towards)
    assert min(turn, 360 - turn) < 0.05


def test_the_cells_of_a_view_cover_its_corners_once():
    view = Bounds(-34.71, -58.54, -34.52, -58.33)
    cells = cells_in(view)
    assert len(set(cells)) == len(cells) == 6 * 7
    assert cell_of(view.south, view.west) in cells
    assert cell_of(view.north, view.east) in cells
    assert view.holds(*OBELISCO)
    assert not view.holds(-34.92, -57.95)
