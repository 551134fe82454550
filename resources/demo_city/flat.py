"""The city laid flat for the surveyor: metres around an origin, and which barrio a point lies in."""

from __future__ import annotations

from collections.abc import Sequence
from math import cos, radians

import numpy as np
from numpy.typing import NDArray

from resources.city import City

METRES_PER_DEGREE = 111_195.0
"""One degree of latitude on a sphere of 6,371 km, metres."""

Points = NDArray[np.float64]
"""Shape (n, 2): metres east and north."""


class Flat:
    """Degrees to metres and back, good to 0.1 % over the city."""

    def __init__(self, lon: float, lat: float) -> None:
        self._lon, self._lat = lon, lat
        self._wide = METRES_PER_DEGREE * cos(radians(lat))

    def lay(self, lonlat: Sequence[Sequence[float]] | Points) -> Points:
        """Longitude and latitude to metres."""
        places = np.asarray(lonlat, np.float64).reshape(-1, 2)
        return (places - (self._lon, self._lat)) * (self._wide, METRES_PER_DEGREE)

    def lift(self, points: Points) -> Points:
        """Metres to longitude and latitude."""
        return points / (self._wide, METRES_PER_DEGREE) + (self._lon, self._lat)


def inside(points: Points, ring: Points) -> NDArray[np.bool_]:
    """Which points lie in a ring (even-odd rule)."""
    x, y = points[:, 0:1], points[:, 1:2]
    x0, y0 = ring[:, 0], ring[:, 1]
    x1, y1 = np.roll(x0, 1), np.roll(y0, 1)
    with np.errstate(divide="ignore", invalid="ignore"):
        cut = ((y0 > y) != (y1 > y)) & (x < x0 + (y - y0) * (x1 - x0) / (y1 - y0))
    return np.asarray(cut.sum(axis=1) % 2 == 1)


def onto(points: Points, line: Points) -> tuple[Points, Points, Points]:
    """Where each point falls on a line: (n, 2) feet, distances, and how far along the line the feet lie."""
    start, step = line[:-1], np.diff(line, axis=0)
    lengths = np.hypot(step[:, 0], step[:, 1])
    before = np.concatenate([[0.0], np.cumsum(lengths)[:-1]])
    to = points[:, None, :] - start
    part = np.clip((to * step).sum(axis=2) / np.maximum(lengths**2, 1e-9), 0.0, 1.0)
    feet = start + part[:, :, None] * step
    apart = np.hypot(points[:, None, 0] - feet[:, :, 0], points[:, None, 1] - feet[:, :, 1])
    best = apart.argmin(axis=1)
    rows = np.arange(len(points))
    return feet[rows, best], apart[rows, best], before[best] + part[rows, best] * lengths[best]


class Districts:
    """The barrios: which one a point belongs to."""

    def __init__(self, city: City, flat: Flat) -> None:
        self.names = [barrio.name for barrio in city.barrios]
        self.comunas = {barrio.name: barrio.comuna for barrio in city.barrios}
        self._rings = [flat.lay(barrio.outline) for barrio in city.barrios]
        self._centres = flat.lay([barrio.centre for barrio in city.barrios])
        self._boxes = np.array([[*ring.min(axis=0), *ring.max(axis=0)] for ring in self._rings])
        self.ring = flat.lay(city.outline)

    def of(self, points: Points) -> NDArray[np.int64]:
        """The barrio's number for each point; where simplified outlines leave a gap, the nearest centre's."""
        away = (points[:, None, :] - self._centres) ** 2
        found = away.sum(axis=2).argmin(axis=1)
        boxed = (points[:, None, :] >= self._boxes[:, :2]) & (points[:, None, :] <= self._boxes[:, 2:])
        near = boxed.all(axis=2)
        for number in np.flatnonzero(near.any(axis=0)).tolist():
            rows = np.flatnonzero(near[:, number])
            found[rows[inside(points[rows], self._rings[number])]] = number
        return found
