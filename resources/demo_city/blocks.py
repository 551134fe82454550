"""Lays out blocks: a grid of streets for each zone, sewn to the next one's, and those beyond the border."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from math import cos, radians, sin
from random import Random
from typing import Any

import numpy as np

from resources.demo_city.flat import Districts, Flat, Points, inside, onto
from resources.demo_city.survey import Stretch, Survey

Lattice = dict[tuple[int, int], int]
"""(column, row) of a grid -> corner."""

BESIDE_BORDER_M = 55.0
"""No corner nearer to the city's edge: General Paz and the Riachuelo lie there, metres."""
DRIVEN_BOTH_WAYS = 6
"""Every so many-th street of a grid is driven both ways."""


class Names:
    """Names to draw for lines that the plan does not name, each once."""

    def __init__(self, pool: Sequence[str], taken: set[str], rng: Random) -> None:
        self._left = sorted(set(pool) - taken)
        rng.shuffle(self._left)
        self._planned: dict[str, Iterator[str]] = {}

    def draw(self) -> str:
        """A name that nobody has; beyond the pool, a number, as new streets have."""
        if not self._left:
            self._left = [f"Calle {number}" for number in range(1999, 1500, -1)]
        return self._left.pop()


class Blocks:
    """Draws grids into a survey."""

    def __init__(
        self, survey: Survey, flat: Flat, districts: Districts, names: Names, middle: Points
    ) -> None:
        self._survey, self._flat, self._districts, self._names = survey, flat, districts, names
        self._middle = middle  # the avenue at which streets change their names
        self._of_zone: list[int] = []
        self._open_ends: list[tuple[int, int, float, float, float, float]] = []

    def lay(self, number: int, zone: dict[str, Any], open_land: Sequence[tuple[Points, float]]) -> None:
        """Draw one zone's grid inside its barrios."""
        grid = _Grid(self._flat, zone)
        cells, places = grid.cover(self._districts.ring)
        wanted = {self._districts.names.index(name) for name in zone["barrios"]}
        within = inside(places, self._districts.ring)
        cells, places = cells[within], places[within]
        ours = np.isin(self._districts.of(places), sorted(wanted))
        cells, places = cells[ours], places[ours]
        ring = np.vstack([self._districts.ring, self._districts.ring[:1]])
        keep = onto(places, ring)[1] > BESIDE_BORDER_M
        for centre, radius in open_land:
            keep &= np.hypot(*(places - centre).T) > radius
        lattice = self._corners(number, cells[keep], places[keep])
        self._draw(grid, lattice, zone)

    def _corners(self, number: int, cells: Points, places: Points) -> Lattice:
        lattice: Lattice = {}
        for (u, v), (x, y) in zip(cells.tolist(), places.tolist(), strict=True):
            lattice[int(u), int(v)] = self._survey.corner(x, y)
            self._of_zone.append(number)
        return lattice

    def _draw(self, grid: _Grid, lattice: Lattice, zone: dict[str, Any]) -> None:
        survey = self._survey
        for across, named, at in ((True, "rows", "rows_at"), (False, "columns", "columns_at")):
            lines: dict[int, list[tuple[int, int]]] = {}
            for (u, v), corner in sorted(lattice.items()):
                lines.setdefault(v if across else u, []).append((u if across else v, corner))
            first = grid.line_at(zone[at], across) if at in zone else max(lines)
            for place, stops in sorted(lines.items(), reverse=True):
                planned = zone[named]
                name = planned[first - place] if 0 <= first - place < len(planned) else self._names.draw()
                north, _, south = name.partition(" - ")
                way = 0 if place % DRIVEN_BOTH_WAYS == 0 else 1 if place % 2 else -1
                line = survey.line(north, way=way, south=south)
                self._string(grid, line, place, stops, across)

    def _string(self, grid: _Grid, line: int, place: int, stops: list[tuple[int, int]], across: bool) -> None:
        """Join the corners of a line in order; rows are numbered from the east, columns from the south."""
        stops = sorted(stops, reverse=across)
        zero = self._zero(grid, line, place, stops, across)
        figures = {at: 100.0 * ((zero - at) if across else (at - zero)) for at, _ in stops}
        corner_at = dict(stops)
        step = -1 if across else 1
        for at, corner in stops:
            after = corner_at.get(at + step)
            if after is not None:
                self._add(corner, after, line, figures[at], figures[at + step])
            for onward in (step, -step):
                if at + onward not in corner_at:
                    x, y = grid.place(at + onward, place) if across else grid.place(place, at + onward)
                    figure = max(0.0, figures[at] + (100.0 if onward == step else -100.0))
                    if figure != figures[at]:
                        self._open_ends.append((corner, line, figures[at], figure, x, y))

    def _add(self, start: int, end: int, line: int, first: float, last: float) -> None:
        self._survey.stretches.append(Stretch(start, end, line, first, last))

    def _zero(self, grid: _Grid, line: int, place: int, stops: list[tuple[int, int]], across: bool) -> int:
        if across or not self._survey.lines[line].south:
            return stops[0][0]
        spots = np.array([grid.place(place, at) for at, _ in stops])
        feet = onto(spots, self._middle)[0]
        north = [at for (at, _), spot, foot in zip(stops, spots, feet, strict=True) if spot[1] > foot[1]]
        return (min(north) if north else stops[-1][0] + 1) - 1

    def sew(self) -> None:
        """Lead streets that end at another zone on to that zone's nearest corner."""
        places, zones = self._survey.places(), np.array(self._of_zone)
        taken: dict[int, int] = {}
        for corner, line, first, last, x, y in self._open_ends:
            apart = np.hypot(places[: len(zones), 0] - x, places[: len(zones), 1] - y)
            apart[zones == zones[corner]] = np.inf
            other = int(apart.argmin())
            if apart[other] < 105.0 and taken.get(other, 0) < 2:
                taken[other] = taken.get(other, 0) + 1
                self._add(corner, other, line, first, last)

    def lay_neighbour(self, neighbour: dict[str, Any]) -> list[int]:
        """Draw the grid of a neighbour across the border; return its corners."""
        columns, rows = neighbour["size"]
        plan = {"turned": neighbour["turned"], "block": [125.0, 125.0], **neighbour}
        grid = _Grid(self._flat, plan, self._flat.lay([neighbour["centre"]])[0])
        cells = np.array([(u - columns // 2, v - rows // 2) for v in range(rows) for u in range(columns)])
        places = np.array([grid.place(u, v) for u, v in cells.tolist()])
        ring = np.vstack([self._districts.ring, self._districts.ring[:1]])
        keep = ~inside(places, self._districts.ring) & (onto(places, ring)[1] > 2 * BESIDE_BORDER_M)
        lattice: Lattice = {}
        for (u, v), (x, y) in zip(cells[keep].tolist(), places[keep].tolist(), strict=True):
            lattice[u, v] = self._survey.corner(x, y)
        self._open_ends.clear()
        self._draw(grid, lattice, {"rows": neighbour["rows"], "columns": neighbour["columns"]})
        self._open_ends.clear()
        return list(lattice.values())


class _Grid:
    """A turned lattice of blocks."""

    def __init__(self, flat: Flat, zone: dict[str, Any], origin: Points | None = None) -> None:
        self._flat = flat
        self._turn = cos(radians(zone["turned"])), sin(radians(zone["turned"]))
        self._block: tuple[float, float] = tuple(zone["block"])
        self._origin = np.zeros(2) if origin is None else origin

    def place(self, u: float, v: float) -> tuple[float, float]:
        """Metres east and north of a crossing."""
        (c, s), (wide, high) = self._turn, self._block
        x, y = u * wide, v * high
        return float(x * c - y * s + self._origin[0]), float(x * s + y * c + self._origin[1])

    def cover(self, ring: Points) -> tuple[Points, Points]:
        """Every crossing of the box around a ring: cells and places."""
        reach = int(np.abs(ring).max() * 1.5 / min(self._block))
        u, v = np.meshgrid(np.arange(-reach, reach + 1), np.arange(-reach, reach + 1), indexing="ij")
        (c, s), (wide, high) = self._turn, self._block
        x, y = u.ravel() * wide, v.ravel() * high
        places = np.stack([x * c - y * s + self._origin[0], x * s + y * c + self._origin[1]], axis=1)
        box = ((places >= ring.min(axis=0)) & (places <= ring.max(axis=0))).all(axis=1)
        return np.stack([u.ravel(), v.ravel()], axis=1)[box], places[box]

    def line_at(self, lonlat: Sequence[float], across: bool) -> int:
        """The row, or the column, nearest to a place."""
        x, y = (self._flat.lay([lonlat])[0] - self._origin).tolist()
        (c, s), (wide, high) = self._turn, self._block
        return round((y * c - x * s) / high) if across else round((x * c + y * s) / wide)
