"""Motorways: two carriageways with their km, which meet no street but by ramps."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from math import nan
from typing import Any

import numpy as np

from resources.demo_city.flat import Flat, Points
from resources.demo_city.ground_plan import GroundPlan, PlannedStreet, PlannedStretch

APART_M = 11.0
"""Each carriageway lies so far to the right of the middle, metres."""
STEP_M = 500.0
RAMP_EVERY = 2
"""A ramp at every so many-th node, a kilometre apart."""
RAMP_KMH = 40.0

DistrictOf = Callable[[tuple[float, float]], tuple[str, int]]


class Motorways:
    """Adds motorways to a plan that holds the streets."""

    def __init__(self, plan: GroundPlan, flat: Flat, district_of: DistrictOf) -> None:
        self._plan, self._flat, self._district_of = plan, flat, district_of
        self._streets = flat.lay(plan.nodes)
        inside = np.ones(len(plan.nodes), bool)
        for stretch in plan.stretches:
            if stretch.barrio[1] == 0:
                inside[[stretch.start, stretch.end]] = False
        self._own = np.flatnonzero(inside)

    def lay(self, motorways: Sequence[dict[str, Any]], ring: Sequence[tuple[float, float]]) -> None:
        """Draw each; one without points follows the ring road."""
        for motorway in motorways:
            street = len(self._plan.streets)
            self._plan.streets.append(
                PlannedStreet(motorway["name"], "motorway", tuple(motorway.get("also", ())))
            )
            middle = _stepped(self._flat.lay(motorway["points"] or ring))
            ahead, back = motorway["towards"]
            self._carriageway(street, middle, float(motorway["kmh"]), ahead, rising=True)
            self._carriageway(street, middle[::-1], float(motorway["kmh"]), back, rising=False)

    def _carriageway(self, street: int, middle: Points, kmh: float, towards: str, *, rising: bool) -> None:
        plan, way = self._plan, _to_the_right(middle)
        far = np.concatenate([[0.0], np.cumsum(np.hypot(*np.diff(middle, axis=0).T))]) / 1000
        km = far if rising else far[-1] - far
        first = len(plan.nodes)
        plan.nodes += [tuple(place) for place in self._flat.lift(way).tolist()]
        for at in range(len(way) - 1):
            barrio = self._district_of(plan.nodes[first + at])
            kms = round(float(km[at]), 3), round(float(km[at + 1]), 3)
            plan.stretches.append(
                PlannedStretch(
                    first + at,
                    first + at + 1,
                    street,
                    "motorway",
                    kmh,
                    barrio,
                    one_way=True,
                    km=kms,
                    towards=towards,
                )
            )
        for at in range(len(way)):
            if at % RAMP_EVERY == 0 or at == len(way) - 1:
                self._ramps(street, first + at, way[at], on=at < len(way) - 1, off=at > 0)

    def _ramps(self, street: int, node: int, place: Points, *, on: bool, off: bool) -> None:
        apart = np.hypot(*(self._streets[self._own] - place).T)
        corner = int(self._own[apart.argmin()])
        barrio = self._district_of(self._plan.nodes[corner])
        for start, end, wanted in ((corner, node, on), (node, corner, off)):
            if wanted:
                self._plan.stretches.append(
                    PlannedStretch(start, end, street, "ramp", RAMP_KMH, barrio, one_way=True, km=(nan, nan))
                )


def _stepped(way: Points) -> Points:
    """The same way with a point at each step and at its ends."""
    lengths = np.concatenate([[0.0], np.cumsum(np.hypot(*np.diff(way, axis=0).T))])
    stops = np.unique(
        np.concatenate([np.arange(0.0, lengths[-1] - STEP_M / 4, STEP_M), lengths[1:-1], lengths[-1:]])
    )
    stops = stops[np.concatenate([[True], np.diff(stops) > 40.0])]
    stops[-1] = lengths[-1]
    return np.stack([np.interp(stops, lengths, way[:, 0]), np.interp(stops, lengths, way[:, 1])], axis=1)


def _to_the_right(way: Points) -> Points:
    along = np.gradient(way, axis=0)
    along /= np.hypot(along[:, 0], along[:, 1])[:, None]
    return way + APART_M * np.stack([along[:, 1], -along[:, 0]], axis=1)
