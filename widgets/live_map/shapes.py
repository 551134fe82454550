"""The city's still shapes, in mercator coordinates: what the map draws below everything that moves."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from domain.geo import mercator

Line = NDArray[np.float64]
"""Points of a line or an open ring, shape (n, 2): mercator x and y."""

Degrees = Sequence[tuple[float, float]]
"""The same in (longitude, latitude), as the city's files have it."""


def line(points: Degrees) -> Line:
    """Points in (longitude, latitude) as a mercator line; ValueError for what is no place on Earth."""
    return np.array([mercator(lat, lon) for lon, lat in points], dtype=np.float64).reshape(-1, 2)


@dataclass(frozen=True, slots=True, eq=False)
class Area:
    """A named ring, such as a barrio; `centre` is where its name is written."""

    name: str
    ring: Line
    centre: tuple[float, float]

    @classmethod
    def of(cls, name: str, ring: Degrees, centre: tuple[float, float] | None = None) -> Area:
        """Build from (longitude, latitude) points; without a centre, the middle of the ring's box."""
        shape = line(ring)
        if centre is not None:
            x, y = mercator(centre[1], centre[0])
        else:
            x, y = ((shape.min(axis=0) + shape.max(axis=0)) / 2).tolist()
        return cls(name, shape, (x, y))


@dataclass(frozen=True, slots=True, eq=False)
class Road:
    """A named line; motorways are drawn over avenues."""

    name: str
    points: Line
    motorway: bool = False

    @classmethod
    def of(cls, name: str, points: Degrees, motorway: bool = False) -> Road:
        """Build from (longitude, latitude) points."""
        return cls(name, line(points), motorway)


@dataclass(frozen=True, slots=True, eq=False)
class CityShapes:
    """Everything still. `water` lies below the city's land, `parks` above it; each may be empty."""

    outline: Line
    barrios: tuple[Area, ...] = ()
    roads: tuple[Road, ...] = ()
    water: tuple[Area, ...] = ()
    parks: tuple[Area, ...] = ()

    @property
    def box(self) -> tuple[float, float, float, float]:
        """Left, top, right and bottom of the city in mercator coordinates."""
        left, top = self.outline.min(axis=0).tolist()
        right, bottom = self.outline.max(axis=0).tolist()
        return left, top, right, bottom


def barrio_at(barrios: Iterable[Area], x: float, y: float) -> str | None:
    """Name of the barrio that holds a mercator place (even-odd rule), or None outside the city."""
    for barrio in barrios:
        ax, ay = barrio.ring[:, 0], barrio.ring[:, 1]
        bx, by = np.roll(ax, -1), np.roll(ay, -1)
        straddles = (ay > y) != (by > y)
        height = np.where(by == ay, 1.0, by - ay)
        if np.count_nonzero(straddles & (x < (bx - ax) * (y - ay) / height + ax)) % 2:
            return barrio.name
    return None
