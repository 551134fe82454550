"""A flat map of the city: metres east and north of its middle, good to 0.1 % over 20 km."""

from __future__ import annotations

from dataclasses import dataclass
from math import atan2, cos, degrees, radians
from random import Random

METRES_PER_DEGREE = 111_195.0
"""Length of one degree of latitude on a sphere of 6,371 km, metres."""

Point = tuple[float, float]
"""Metres east and metres north of the origin."""


@dataclass(frozen=True)
class Ground:
    """Turns degrees into metres and back, around an origin given as longitude and latitude."""

    lon: float
    lat: float

    def flat(self, lon: float, lat: float) -> Point:
        """Return metres east and north of the origin."""
        east = (lon - self.lon) * METRES_PER_DEGREE * cos(radians(self.lat))
        return east, (lat - self.lat) * METRES_PER_DEGREE

    def round(self, point: Point) -> tuple[float, float]:
        """Return longitude and latitude of a flat point, degrees."""
        east, north = point
        lon = self.lon + east / (METRES_PER_DEGREE * cos(radians(self.lat)))
        return lon, self.lat + north / METRES_PER_DEGREE


def course(start: Point, end: Point) -> float:
    """Return the direction from one point to another, degrees clockwise from north, 0 <= c < 360."""
    return degrees(atan2(end[0] - start[0], end[1] - start[1])) % 360.0


def inside(point: Point, ring: list[Point]) -> bool:
    """Tell whether a point lies in a ring (even-odd rule)."""
    x, y = point
    odd = False
    x1, y1 = ring[-1]
    for x0, y0 in ring:
        if (y0 > y) != (y1 > y) and x < x0 + (y - y0) * (x1 - x0) / (y1 - y0):
            odd = not odd
        x1, y1 = x0, y0
    return odd


def spans(y: float, ring: list[Point]) -> list[tuple[float, float]]:
    """Return the stretches of the line at height y that lie in the ring, from west to east."""
    cuts: list[float] = []
    x1, y1 = ring[-1]
    for x0, y0 in ring:
        if (y0 > y) != (y1 > y):
            cuts.append(x0 + (y - y0) * (x1 - x0) / (y1 - y0))
        x1, y1 = x0, y0
    cuts.sort()
    return list(zip(cuts[::2], cuts[1::2], strict=True))


def somewhere(ring: list[Point], rng: Random) -> Point:
    """Return a point drawn evenly from the inside of a ring."""
    west, east = min(x for x, _ in ring), max(x for x, _ in ring)
    south, north = min(y for _, y in ring), max(y for _, y in ring)
    while True:
        point = (rng.uniform(west, east), rng.uniform(south, north))
        if inside(point, ring):
            return point
