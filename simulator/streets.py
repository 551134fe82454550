"""The streets of the city at play: those of the map inside the city, driven the ways that they may be driven.

A street is followed from corner to corner. Corners are numbers; what leads away from a corner is a list of
roads. Motorways are left out: nobody patrols them at this pace.
"""

from __future__ import annotations

from collections import defaultdict
from math import floor, hypot
from typing import NamedTuple

import numpy as np

from simulator.ground import Ground, Point, course
from streets.street_map import RoadClass, StreetKind, StreetMap

LONGEST_M = 450.0
"""Longer pieces are ends of the map that were tied together; nobody drives them, metres."""


class Road(NamedTuple):
    """One stretch between two corners; `heading` in degrees from north, `limit` in m/s.

    `first`, `last`: the house numbers at its two ends, 0, 0 where there are none.
    """

    to: int
    length: float
    heading: float
    limit: float
    avenue: bool
    name: str = ""
    first: int = 0
    last: int = 0


class Streets:
    """The network: where corners lie and which roads leave them."""

    def __init__(self, corners: list[Point], roads: list[list[Road]]) -> None:
        self.corners = corners
        self.roads = roads
        self._near: dict[tuple[int, int], list[int]] = defaultdict(list)
        for number, (x, y) in enumerate(corners):
            self._near[floor(x / 250), floor(y / 250)].append(number)

    def nearest(self, point: Point) -> int:
        """Return the corner next to a point."""
        column, row = floor(point[0] / 250), floor(point[1] / 250)
        for reach in range(1, 400):
            around = [
                corner
                for dx in range(-reach, reach + 1)
                for dy in range(-reach, reach + 1)
                for corner in self._near.get((column + dx, row + dy), ())
            ]
            if around:
                x, y = point
                places = [self.corners[corner] for corner in around]
                apart = [(east - x) * (east - x) + (north - y) * (north - y) for east, north in places]
                return around[apart.index(min(apart))]
        raise ValueError("point: no corner within 100 km")

    def around(self, point: Point, reach: float) -> list[int]:
        """Return the corners in the square around a point, `reach` metres to each side."""
        x, y = point
        return [
            corner
            for column in range(floor((x - reach) / 250), floor((x + reach) / 250) + 1)
            for row in range(floor((y - reach) / 250), floor((y + reach) / 250) + 1)
            for corner in self._near.get((column, row), ())
        ]


def survey(street_map: StreetMap, ground: Ground) -> Streets:
    """Return the network inside the city; every corner of it can be reached from every other."""
    pieces = _driven(street_map)
    starts, ends = street_map.piece_from.tolist(), street_map.piece_to.tolist()
    kept = _joined([(starts[piece], ends[piece]) for piece in pieces])
    number = {node: index for index, node in enumerate(sorted(kept))}
    lons, lats = street_map.node_lon.tolist(), street_map.node_lat.tolist()
    corners = [ground.flat(lons[node], lats[node]) for node in sorted(kept)]
    roads: list[list[Road]] = [[] for _ in corners]
    for piece in pieces:
        if starts[piece] in number and ends[piece] in number:
            start, end = number[starts[piece]], number[ends[piece]]
            roads[start].append(_road(street_map, piece, end, corners[start], corners[end]))
    return Streets(corners, roads)


def _driven(street_map: StreetMap) -> list[int]:
    roads = np.isin(street_map.piece_class, (RoadClass.AVENUE, RoadClass.STREET, RoadClass.PASSAGE))
    outside = [number for number, barrio in enumerate(street_map.barrios) if barrio.outside]
    bridges = [n for n, street in enumerate(street_map.streets) if street.kind is StreetKind.BRIDGE]
    roads &= ~np.isin(street_map.piece_barrio, outside) & ~np.isin(street_map.piece_street, bridges)
    found: list[int] = np.flatnonzero(roads & (street_map.piece_length < LONGEST_M)).tolist()
    return found


def _road(street_map: StreetMap, piece: int, to: int, start: Point, end: Point) -> Road:
    left, right = street_map.piece_left_from[piece], street_map.piece_right_from[piece]
    first = int(left or right)
    last = int(street_map.piece_left_to[piece] if left else street_map.piece_right_to[piece])
    return Road(
        to,
        max(1.0, hypot(end[0] - start[0], end[1] - start[1])),
        course(start, end),
        float(street_map.piece_kmh[piece]) / 3.6,
        bool(street_map.piece_class[piece] == RoadClass.AVENUE),
        street_map.streets[int(street_map.piece_street[piece])].name,
        first,
        last,
    )


def _joined(ways: list[tuple[int, int]]) -> set[int]:
    """The largest set of corners that can all be reached from one another, looked for from a busy corner."""
    ahead: dict[int, list[int]] = defaultdict(list)
    back: dict[int, list[int]] = defaultdict(list)
    for start, end in ways:
        ahead[start].append(end)
        back[end].append(start)
    best: set[int] = set()
    for root in sorted(ahead, key=lambda node: -len(ahead[node]))[:3]:
        found = _flood(ahead, root) & _flood(back, root)
        best = max(best, found, key=len)
    return best


def _flood(beside: dict[int, list[int]], root: int) -> set[int]:
    seen, waiting = {root}, [root]
    while waiting:
        for other in beside.get(waiting.pop(), ()):
            if other not in seen:
                seen.add(other)
                waiting.append(other)
    return seen
