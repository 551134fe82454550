"""The road graph: one-way streets, corners, speeds, and the same times as a search written another way."""

from __future__ import annotations

import heapq

import numpy as np
import pytest

from streets.gathering import Gathering
from streets.lines import simplified
from streets.roads import CORNER_M, UNREACHABLE, Mover, RoadGraph, Snapping, Spot
from streets.street_map import RoadClass, StreetKind, StreetMap
from tests.streets.grid_city import BLOCK_M, LAT_STEP, LON_STEP, corner, grid_city


@pytest.fixture(scope="module")
def city() -> StreetMap:
    return grid_city()


@pytest.fixture(scope="module")
def places(city: StreetMap) -> Snapping:
    return Snapping(city)


def between(row: float, column: float) -> tuple[float, float]:
    lat, lon = corner(0, 0)
    return lat + row * LAT_STEP, lon + column * LON_STEP


def drive(city: StreetMap, places: Snapping, start: tuple[float, float], end: tuple[float, float]) -> float:
    reach = RoadGraph(city).towards(places.spot(*end))
    found = places.snap(*start)
    return float(reach.seconds(found.piece, found.along)[0])


def test_half_a_block_with_the_traffic_is_near_and_against_it_is_round_the_block(
    city: StreetMap, places: Snapping
) -> None:
    """Row 5 runs to the east: who is past the place must go round."""
    west, place, east = between(5, 2.2), between(5, 2.6), between(5, 2.8)
    assert drive(city, places, west, place) == pytest.approx(0.4 * BLOCK_M / (40 * 0.8 / 3.6), rel=0.02)
    assert drive(city, places, east, place) > 3 * BLOCK_M / (40 * 0.8 / 3.6)


def test_on_an_avenue_both_ways_are_near(city: StreetMap, places: Snapping) -> None:
    here, there = between(4, 2.2), between(4, 2.7)
    assert drive(city, places, here, there) == pytest.approx(drive(city, places, there, here), rel=0.01)


def test_on_foot_no_street_is_one_way(city: StreetMap, places: Snapping) -> None:
    place, east = places.spot(*between(5, 2.6)), places.snap(*between(5, 2.8))
    walked = RoadGraph(city, Mover.FOOT).towards(place).seconds(east.piece, east.along)
    assert walked[0] == pytest.approx(0.2 * BLOCK_M / (6 / 3.6), rel=0.02)


def test_who_stands_at_a_corner_is_not_bound_by_the_street_he_was_put_on(
    city: StreetMap, places: Snapping
) -> None:
    """A fix ten metres into a one-way street is a fix at its corner."""
    at_corner = between(5, 2 + 0.8 * CORNER_M / BLOCK_M)
    assert drive(city, places, at_corner, between(6.0, 2)) < 3 * BLOCK_M / (40 * 0.8 / 3.6)


def test_the_route_follows_the_streets_and_is_as_long_as_they_are(city: StreetMap, places: Snapping) -> None:
    reach = RoadGraph(city).towards(places.spot(*between(5, 6.5)))
    start = places.spot(*between(2, 3.5))
    points, metres = reach.route(start.piece, start.along)
    assert points[0] == pytest.approx(between(2, 3.5), abs=1e-5)
    assert points[-1] == pytest.approx(between(5, 6.5), abs=1e-5)
    steps = np.diff(np.array(points), axis=0)
    assert np.all(np.minimum(abs(steps[:, 0]), abs(steps[:, 1])) < 1e-6), "no step cuts across a block"
    assert metres == pytest.approx(abs(steps).sum(axis=0) @ (111_195, 111_195 * 0.8225), rel=0.01)
    assert len(simplified(points)) <= 6


def test_nobody_is_put_onto_an_island_of_the_map() -> None:
    made = Gathering()
    street = made.street("Isla", StreetKind.STREET)
    nodes = [
        made.node(*corner(row, column)) for row, column in ((0, 0), (0, 1), (1, 1), (1, 0), (8, 8), (8, 9))
    ]
    for start, end in ((0, 1), (1, 2), (2, 3), (3, 0), (4, 5)):
        made.stretch(nodes[start], nodes[end], street, RoadClass.STREET, 40)
    places = Snapping(made.finish())
    assert places.spot(*between(8, 8.5)).piece == -1, "too far from every street that leads anywhere"
    assert places.spot(*between(0.1, 0.5)).piece != -1


def test_who_drives_is_not_put_onto_a_carriageway_that_runs_against_him() -> None:
    made = Gathering()
    street = made.street("Doble", StreetKind.AVENUE)
    ring = [made.node(*between(*at)) for at in ((0, 0), (0, 3), (0.15, 3), (0.15, 0))]
    for start, end in zip(ring, ring[1:] + ring[:1], strict=True):
        made.stretch(start, end, street, RoadClass.AVENUE, 60, one_way=True)
    places = Snapping(made.finish())
    middle = between(0.06, 1.5)
    east, west = (int(places.snap(*middle, course=course).piece[0]) for course in (90.0, 270.0))
    assert (east, west) == (0, 2)


def oracle(city: StreetMap, start: Spot, end: Spot) -> float:
    """Forward from one unit, with a heap: shares nothing with the search backwards but the street map."""
    speed = {int(RoadClass.AVENUE): 0.85, int(RoadClass.STREET): 0.8}
    cost = [
        float(length) / (float(kmh) * speed[int(kind)] / 3.6)
        for length, kmh, kind in zip(city.piece_length, city.piece_kmh, city.piece_class, strict=True)
    ]
    ways: dict[int, list[tuple[int, float]]] = {}
    for piece in range(city.pieces):
        ways.setdefault(int(city.piece_from[piece]), []).append((int(city.piece_to[piece]), cost[piece]))
    best: dict[int, float] = {}

    def sides(spot: Spot) -> tuple[float, float]:
        """Seconds over the whole stretch forth and back, inf where it may not be driven."""
        twin = int(city.piece_twin[spot.piece])
        return cost[spot.piece], cost[twin] if twin >= 0 else float("inf")

    forth, back = sides(start)
    length = float(city.piece_length[start.piece])
    if back == float("inf") and start.along * length <= CORNER_M:
        back = forth
    heap = [(forth * (1 - start.along), int(city.piece_to[start.piece]))]
    if back < float("inf"):
        heap.append((back * start.along, int(city.piece_from[start.piece])))
    heapq.heapify(heap)
    while heap:
        seconds, node = heapq.heappop(heap)
        if node in best:
            continue
        best[node] = seconds
        for then, more in ways.get(node, []):
            heapq.heappush(heap, (seconds + more, then))
    forth, back = sides(end)
    rest = 1 - end.along
    if back == float("inf") and rest * float(city.piece_length[end.piece]) <= CORNER_M:
        back = forth
    found = [best[int(city.piece_from[end.piece])] + forth * end.along]
    if back < float("inf"):
        found.append(best[int(city.piece_to[end.piece])] + back * rest)
    if start.piece == end.piece:
        ahead = end.along - start.along
        found.append(ahead * sides(end)[0] if ahead >= 0 else -ahead * sides(end)[1])
    return min(found)


def test_the_times_are_those_of_a_search_from_every_single_unit(city: StreetMap, places: Snapping) -> None:
    rng = np.random.default_rng(4)
    place = places.spot(*between(6.4, 5))
    reach = RoadGraph(city).towards(place)
    lat, lon = np.array([between(*at) for at in rng.uniform(0, 11, (60, 2))]).T
    units = places.snap(lat, lon)
    seconds = reach.seconds(units.piece, units.along)
    assert np.all(seconds < UNREACHABLE)
    for row in range(60):
        start = Spot(int(units.piece[row]), float(units.along[row]), 0.0)
        assert seconds[row] == pytest.approx(oracle(city, start, place), abs=1e-6)
