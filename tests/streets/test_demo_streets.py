"""The demo city's streets: as many as were promised, all of them reachable, and the same every time."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import numpy as np
import pytest

from resources.demo_city.growing import grow
from resources.demo_city.survey import connected
from streets.demo import demo_map
from streets.street_map import PlaceKind, RoadClass, StreetMap


@pytest.fixture(scope="module")
def city() -> StreetMap:
    """From its file, as the programs read it."""
    return demo_map()


def test_the_same_seed_grows_the_same_city(city: StreetMap, tmp_path: Path) -> None:
    plan = grow()
    assert len(plan.nodes) == city.nodes
    assert [street.name for street in plan.streets] == [street.name for street in city.streets]
    assert np.allclose(plan.nodes, np.stack([city.node_lon, city.node_lat], axis=1), atol=1e-6)
    assert sum(1 if one.one_way else 2 for one in plan.stretches) == city.pieces


def test_about_18000_pieces_most_with_houses_on_both_sides(city: StreetMap) -> None:
    assert 17_000 <= city.pieces <= 20_000
    streets = np.isin(city.piece_class, (RoadClass.STREET, RoadClass.AVENUE))
    numbered = (city.piece_left_from > 0) & (city.piece_right_from > 0)
    assert numbered[streets].mean() > 0.98
    odd_here = city.piece_left_from[numbered] % 2
    assert (odd_here != city.piece_right_from[numbered] % 2).all()
    assert 0.4 < city.piece_one_way.mean() < 0.7


def test_every_corner_can_be_reached_and_left(city: StreetMap) -> None:
    ways = list(zip(city.piece_from.tolist(), city.piece_to.tolist(), strict=True))
    reached, left = connected(city.nodes, ways, 0)
    assert len(reached) == len(left) == city.nodes


def test_namesakes_old_names_and_neighbours_are_planted(city: StreetMap) -> None:
    names = Counter(street.name for street in city.streets)
    assert sum(count > 1 for count in names.values()) >= 20
    assert names["San Martín"] >= 3
    assert sum(bool(street.also) for street in city.streets) >= 20
    outside = {barrio.name for barrio in city.barrios if barrio.outside}
    assert {"Avellaneda", "Lanús", "Vicente López", "San Martín", "La Matanza"} <= outside
    assert len([barrio for barrio in city.barrios if not barrio.outside]) == 48


def test_stations_have_mouths_and_platforms_and_settlements_have_houses(city: StreetMap) -> None:
    kinds = Counter(PlaceKind(kind) for kind in city.place_kind.tolist())
    assert kinds[PlaceKind.STATION] >= 80
    assert kinds[PlaceKind.PLATFORM] >= 150
    assert kinds[PlaceKind.MOUTH] >= 150
    assert kinds[PlaceKind.SETTLEMENT] == 8
    assert kinds[PlaceKind.CASA] > 4000
    km = city.piece_km_to[city.piece_class == RoadClass.MOTORWAY]
    assert not np.isnan(km).any()
    assert km.max() > 20
