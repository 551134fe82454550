"""The city at play: its ground, its streets, and where in it things happen and what people call the place."""

from __future__ import annotations

from math import hypot
from random import Random
from typing import NamedTuple

import msgspec

from resources.city import Barrio, City, load_city
from resources.paths import path
from simulator.ground import Ground, Point, inside, somewhere
from simulator.streets import Streets, survey
from streets.demo import demo_map

ADDRESS_WITHIN_M = 260.0
"""The corners of somebody's block lie this near, metres."""

BUSY = {1: 4.0, 2: 1.8, 3: 2.6, 4: 1.3, 5: 1.6, 6: 1.2, 7: 1.2, 14: 1.4, 15: 1.1}
"""How many more calls a square kilometre of a comuna makes than a quiet one; ours, shaped like a weekday."""


class Spot(NamedTuple):
    """A place where something happens, as a caller would say it."""

    lon: float
    lat: float
    address: str
    barrio: str
    comuna: int


class _Streets(msgspec.Struct):
    streets: list[str]


class CityAtPlay:
    """Everything that does not move, ready to drive and to call in."""

    def __init__(self, city: City) -> None:
        middle = [sum(axis) / len(city.outline) for axis in zip(*city.outline, strict=True)]
        self.ground = Ground(middle[0], middle[1])
        self.streets: Streets = survey(demo_map(), self.ground)
        self.outline = [self.ground.flat(*place) for place in city.outline]
        self.stations = city.stations
        self._barrios = [
            (barrio, [self.ground.flat(*place) for place in barrio.outline]) for barrio in city.barrios
        ]
        areas = [_area(ring) for _, ring in self._barrios]
        comunas = [barrio.comuna for barrio, _ in self._barrios]
        self._weights = [a * BUSY.get(comuna, 1.0) for a, comuna in zip(areas, comunas, strict=True)]
        self._homes: dict[int, tuple[list[list[Point]], list[float]]] = {}
        for area, (barrio, ring) in zip(areas, self._barrios, strict=True):
            rings, weights = self._homes.setdefault(barrio.comuna, ([], []))
            rings.append(ring)
            weights.append(area)
        names = path("demo_city", "streets.json").read_bytes()
        self._names = msgspec.json.decode(names, type=_Streets).streets

    def spot(self, rng: Random) -> Spot:
        """Draw a place on a street, busier comunas more often."""
        barrio, ring = rng.choices(self._barrios, self._weights)[0]
        return self._spot(barrio, ring, rng)

    def home_in(self, comuna: int, rng: Random) -> Point:
        """Draw a place on a street of one comuna, on the flat map."""
        rings, areas = self._homes[comuna]
        return self._on_street(rng.choices(rings, areas)[0], rng)

    def _spot(self, barrio: Barrio, ring: list[Point], rng: Random) -> Spot:
        place = self._on_street(ring, rng)
        lon, lat = self.ground.round(place)
        return Spot(lon, lat, self.address(place, rng), barrio.name, barrio.comuna)

    def _on_street(self, ring: list[Point], rng: Random) -> Point:
        while True:
            corner = self.streets.nearest(somewhere(ring, rng))
            start = self.streets.corners[corner]
            road = rng.choice(self.streets.roads[corner])
            end, part = self.streets.corners[road.to], rng.random()
            place = (start[0] + part * (end[0] - start[0]), start[1] + part * (end[1] - start[1]))
            if inside(place, ring):
                return place

    def address(self, place: Point, rng: Random) -> str:
        """Say where a place is: its street, and a house number that stands there."""
        x, y = place
        best: tuple[float, str] | None = None
        for start in self.streets.around(place, ADDRESS_WITHIN_M):
            x0, y0 = self.streets.corners[start]
            for road in self.streets.roads[start]:
                x1, y1 = self.streets.corners[road.to]
                along = ((x - x0) * (x1 - x0) + (y - y0) * (y1 - y0)) / road.length**2
                part = min(1.0, max(0.0, along))
                off = hypot(x - x0 - part * (x1 - x0), y - y0 - part * (y1 - y0))
                if road.first and (best is None or off < best[0]):
                    number = road.first + 2 * round(part * (road.last - road.first) / 2)
                    best = off, f"{road.name} {number}"
        return best[1] if best is not None else f"{rng.choice(self._names)} {rng.randrange(100, 5400)}"

    def street(self, rng: Random) -> str:
        """Draw a street's name."""
        return rng.choice(self._names)


def _area(ring: list[Point]) -> float:
    pairs = zip(ring, ring[1:] + ring[:1], strict=True)
    return abs(sum(x0 * y1 - x1 * y0 for (x0, y0), (x1, y1) in pairs)) / 2


def city_at_play() -> CityAtPlay:
    """Return the demo city, laid out; always the same one."""
    return CityAtPlay(load_city())
