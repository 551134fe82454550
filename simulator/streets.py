"""The streets of the city at play: a synthetic grid of blocks inside the outline, cut by the real avenues.

A street is followed from corner to corner. Corners are numbers; what leads away from a corner is a list of
roads. The grid is invented (blocks of 125 m, turned like the old centre), the avenues are approximate.
"""

from __future__ import annotations

from collections import defaultdict
from itertools import pairwise
from math import cos, floor, hypot, radians, sin
from typing import NamedTuple

from resources.city import City
from simulator.ground import Ground, Point, course, inside, spans

BLOCK_M = 125.0
"""Side of a block, metres."""

TURNED_DEG = -4.0
"""How far the grid is turned from the compass, degrees counterclockwise."""

STREET_KMH = 40.0
AVENUE_KMH = 60.0
"""Speed limits (Argentina's traffic law 24.449, article 51)."""

SAME_CORNER_M = 12.0
"""An avenue that crosses a street this near to a corner meets the corner, metres."""


class Road(NamedTuple):
    """One stretch between two corners; `heading` in degrees from north, `limit` in m/s."""

    to: int
    length: float
    heading: float
    limit: float
    avenue: bool


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


def _apart(a: Point, b: Point) -> float:
    return hypot(a[0] - b[0], a[1] - b[1])


class _Survey:
    """Builds the network: first the grid, then the avenues across it."""

    def __init__(self, ring: list[Point]) -> None:
        self._ring = ring
        self._turn = (cos(radians(TURNED_DEG)), sin(radians(TURNED_DEG)))
        self.corners: list[Point] = []
        self._at: dict[tuple[int, int], int] = {}
        self._links: dict[tuple[int, int], bool] = {}
        self._met: dict[tuple[int, int], list[int]] = defaultdict(list)
        # Blocks of a street that an avenue cuts: (column, row, west to east?) -> (part of the way, corner).
        self._cuts: dict[tuple[int, int, bool], list[tuple[float, int]]] = defaultdict(list)

    def _to_grid(self, point: Point) -> Point:
        c, s = self._turn
        return (point[0] * c + point[1] * s) / BLOCK_M, (point[1] * c - point[0] * s) / BLOCK_M

    def _from_grid(self, u: float, v: float) -> Point:
        c, s = self._turn
        return (u * c - v * s) * BLOCK_M, (u * s + v * c) * BLOCK_M

    def lay_grid(self) -> None:
        """Put a corner wherever two streets of the grid cross inside the city."""
        ring = [self._to_grid(point) for point in self._ring]
        rows = range(floor(min(v for _, v in ring)), floor(max(v for _, v in ring)) + 2)
        for row in rows:
            for west, east in spans(float(row), ring):
                for column in range(floor(west) + 1, floor(east) + 1):
                    self._at[column, row] = self._corner(self._from_grid(column, row))

    def lay_avenue(self, points: list[Point]) -> None:
        """Lead an avenue across the grid, meeting every street that it crosses."""
        previous: int | None = None
        for start, end in pairwise(points):
            for place in self._stops(start, end):
                if not inside(place, self._ring):
                    previous = None
                    continue
                corner = self._meet(place)
                if previous is not None and corner != previous:
                    self._links[min(previous, corner), max(previous, corner)] = True
                previous = corner

    def _stops(self, start: Point, end: Point) -> list[Point]:
        """Where a straight piece begins, crosses grid lines, and ends, in order."""
        (u0, v0), (u1, v1) = self._to_grid(start), self._to_grid(end)
        parts = {0.0, 1.0}
        for a, b in ((u0, u1), (v0, v1)):
            for line in range(floor(min(a, b)) + 1, floor(max(a, b)) + 1):
                parts.add((line - a) / (b - a))
        return [self._from_grid(u0 + t * (u1 - u0), v0 + t * (v1 - v0)) for t in sorted(parts)]

    def _meet(self, place: Point) -> int:
        """The corner at a place of an avenue: one of the grid's, one met before, or a new one."""
        u, v = self._to_grid(place)
        grid = self._at.get((round(u), round(v)))
        met = self._met[round(u), round(v)]
        for corner in met if grid is None else [grid, *met]:
            if _apart(self.corners[corner], place) < SAME_CORNER_M:
                return corner
        corner = self._corner(place)
        met.append(corner)
        if abs(v - round(v)) < 1e-6:  # on a street of the grid that runs west to east
            self._cuts[floor(u), round(v), True].append((u - floor(u), corner))
        elif abs(u - round(u)) < 1e-6:
            self._cuts[round(u), floor(v), False].append((v - floor(v), corner))
        return corner

    def _corner(self, place: Point) -> int:
        self.corners.append(place)
        return len(self.corners) - 1

    def _tie(self) -> None:
        """Join the corners of the grid, through the avenues' corners in between."""
        for (column, row), corner in self._at.items():
            for across in (True, False):
                ahead = self._at.get((column + 1, row) if across else (column, row + 1))
                chain = [corner, *(met for _, met in sorted(self._cuts.get((column, row, across), ())))]
                if ahead is not None:
                    chain.append(ahead)
                for one, two in pairwise(chain):
                    self._links.setdefault((min(one, two), max(one, two)), False)

    def finish(self) -> Streets:
        """Return the network's largest connected part, with its corners numbered anew."""
        self._tie()
        beside: dict[int, list[int]] = defaultdict(list)
        for one, two in self._links:
            beside[one].append(two)
            beside[two].append(one)
        kept = _largest_part(beside)
        number = {old: new for new, old in enumerate(sorted(kept))}
        corners = [self.corners[old] for old in sorted(kept)]
        roads: list[list[Road]] = [[] for _ in corners]
        for (one, two), avenue in self._links.items():
            if one in number:
                a, b = number[one], number[two]
                length, there = _apart(corners[a], corners[b]), course(corners[a], corners[b])
                limit = (AVENUE_KMH if avenue else STREET_KMH) / 3.6
                roads[a].append(Road(b, length, there, limit, avenue))
                roads[b].append(Road(a, length, (there + 180.0) % 360.0, limit, avenue))
        return Streets(corners, roads)


def _largest_part(beside: dict[int, list[int]]) -> set[int]:
    largest: set[int] = set()
    seen: set[int] = set()
    for start in beside:
        if start in seen:
            continue
        part, waiting = {start}, [start]
        while waiting:
            for other in beside[waiting.pop()]:
                if other not in part:
                    part.add(other)
                    waiting.append(other)
        seen |= part
        if len(part) > len(largest):
            largest = part
    return largest


def survey(city: City, ground: Ground) -> Streets:
    """Lay out the streets of a city; the same city always gives the same network."""
    work = _Survey([ground.flat(*place) for place in city.outline])
    work.lay_grid()
    for avenue in city.avenues:
        work.lay_avenue([ground.flat(*place) for place in avenue.points])
    return work.finish()
