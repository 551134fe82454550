"""Where things are: web mercator, distances on a sphere, and the map cells in which positions travel.

Angles are degrees (WGS 84), lengths are metres, mercator coordinates run from 0 to 1 with x to the east
and y to the south (the whole world is one square, as in EPSG:3857 tiles).
"""

from __future__ import annotations

from math import asin, atan, atan2, cos, degrees, floor, isfinite, log, pi, radians, sin, sinh, sqrt, tan
from typing import NamedTuple

EARTH_RADIUS_M = 6_371_008.8
"""Mean radius of WGS 84 (IUGG), metres."""

EQUATOR_M = 40_075_016.685578488
"""Length of the equator that web mercator assumes (EPSG:3857, sphere of 6,378,137 m), metres."""

MAX_LATITUDE = 85.05112877980659
"""Where web mercator's square ends, degrees."""

CELL_ZOOM = 13
"""The zoom of the cells in which positions are fanned out: 4.9 km wide on the equator, 4.0 km at 34° S."""

CELL_STEPS = 65_536
"""Steps of a position inside its cell, along each axis: 6 cm in Buenos Aires."""


class Cell(NamedTuple):
    """One square of the web-mercator grid; cx counts to the east, cy to the south."""

    cx: int
    cy: int


class Bounds(NamedTuple):
    """A box of the map in degrees; it never crosses the 180th meridian."""

    south: float
    west: float
    north: float
    east: float

    def holds(self, lat: float, lon: float) -> bool:
        """Whether the point lies in the box, edges included."""
        return self.south <= lat <= self.north and self.west <= lon <= self.east


def check_position(lat: float, lon: float) -> None:
    """Raise ValueError, naming field and limit, when the pair is no place on Earth (NaN included)."""
    if not (isfinite(lat) and -90.0 <= lat <= 90.0):
        raise ValueError("latitude: from -90 to 90")
    if not (isfinite(lon) and -180.0 <= lon <= 180.0):
        raise ValueError("longitude: from -180 to 180")


def mercator(lat: float, lon: float) -> tuple[float, float]:
    """Web-mercator place of a point, each coordinate in 0..1; the poles sit on its edge.

    Raises ValueError for what is no place on Earth.
    """
    check_position(lat, lon)
    held = min(max(lat, -MAX_LATITUDE), MAX_LATITUDE)
    x = lon / 360.0 + 0.5
    y = 0.5 - log(tan(pi / 4 + radians(held) / 2)) / (2 * pi)
    return x, min(max(y, 0.0), 1.0)


def inverse_mercator(x: float, y: float) -> tuple[float, float]:
    """(latitude, longitude) of a web-mercator place."""
    return degrees(atan(sinh(pi * (1.0 - 2.0 * y)))), (x - 0.5) * 360.0


def metres_per_unit(lat: float) -> float:
    """Metres on the ground that one unit of the mercator square spans at this latitude."""
    return EQUATOR_M * cos(radians(lat))


def cell_at(x: float, y: float, zoom: int = CELL_ZOOM) -> Cell:
    """The cell that holds a mercator place; the far edges belong to the last cell."""
    side = 1 << zoom
    return Cell(min(max(floor(x * side), 0), side - 1), min(max(floor(y * side), 0), side - 1))


def cell_of(lat: float, lon: float, zoom: int = CELL_ZOOM) -> Cell:
    """The cell that holds a point; raises ValueError for what is no place on Earth."""
    return cell_at(*mercator(lat, lon), zoom)


def step_in_cell(x: float, y: float, cell: Cell, zoom: int = CELL_ZOOM) -> tuple[int, int]:
    """A mercator place as steps (0..65535) from its cell's north-west corner, held inside the cell."""
    side = 1 << zoom
    east = floor((x * side - cell.cx) * CELL_STEPS)
    south = floor((y * side - cell.cy) * CELL_STEPS)
    return min(max(east, 0), CELL_STEPS - 1), min(max(south, 0), CELL_STEPS - 1)


def place_in_cell(east: int, south: int, cell: Cell, zoom: int = CELL_ZOOM) -> tuple[float, float]:
    """The mercator place in the middle of a step: the inverse of step_in_cell within half a step."""
    side = 1 << zoom
    return (cell.cx + (east + 0.5) / CELL_STEPS) / side, (cell.cy + (south + 0.5) / CELL_STEPS) / side


def cells_in(bounds: Bounds, zoom: int = CELL_ZOOM) -> list[Cell]:
    """Every cell that a box touches, row by row from the north-west."""
    left, top = cell_of(bounds.north, bounds.west, zoom)
    right, bottom = cell_of(bounds.south, bounds.east, zoom)
    return [Cell(cx, cy) for cy in range(top, bottom + 1) for cx in range(left, right + 1)]


def distance_m(lat1: float, lon1: float, lat2: float, lon2: float) -> float:
    """Metres along the great circle (haversine: exact for near points; a sphere errs by 0.5 % at most)."""
    up = sin(radians(lat2 - lat1) / 2)
    across = sin(radians(lon2 - lon1) / 2)
    chord = up * up + cos(radians(lat1)) * cos(radians(lat2)) * across * across
    return 2 * EARTH_RADIUS_M * asin(min(1.0, sqrt(chord)))


def bearing(lat1: float, lon1: float, lat2: float, lon2: float) -> float:
    """Degrees clockwise from north, 0 <= b < 360, in which the second point lies from the first."""
    turn = radians(lon2 - lon1)
    east = sin(turn) * cos(radians(lat2))
    north = cos(radians(lat1)) * sin(radians(lat2)) - sin(radians(lat1)) * cos(radians(lat2)) * cos(turn)
    found = degrees(atan2(east, north)) % 360.0
    return 0.0 if found >= 360.0 else found


def moved(lat: float, lon: float, towards: float, metres: float) -> tuple[float, float]:
    """(latitude, longitude) reached after so many metres on the great circle that starts at this bearing."""
    angle = metres / EARTH_RADIUS_M
    phi, theta = radians(lat), radians(towards)
    there = asin(min(1.0, max(-1.0, sin(phi) * cos(angle) + cos(phi) * sin(angle) * cos(theta))))
    turn = atan2(sin(theta) * sin(angle) * cos(phi), cos(angle) - sin(phi) * sin(there))
    return degrees(there), (lon + degrees(turn) + 180.0) % 360.0 - 180.0
