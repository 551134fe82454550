"""What is found by its name and is no street: stations, settlements by manzana and casa, landmarks."""

from __future__ import annotations

from collections.abc import Callable
from math import cos, pi, sin
from typing import Any

import numpy as np

from resources.city import City
from resources.demo_city.flat import Flat
from resources.demo_city.ground_plan import GroundPlan, PlannedSpot

MANZANA_M = 46.0
"""From the middle of a manzana to the next, metres."""
MOUTHS = 3
MOUTH_WITHIN_M = 320.0

DistrictOf = Callable[[tuple[float, float]], tuple[str, int]]


class Spots:
    """Adds places to a plan that holds the streets."""

    def __init__(self, plan: GroundPlan, flat: Flat, district_of: DistrictOf) -> None:
        self._plan, self._flat, self._district_of = plan, flat, district_of
        self._crossing: dict[int, set[int]] = {}
        for stretch in plan.stretches:
            if stretch.road in ("street", "avenue"):
                for node in (stretch.start, stretch.end):
                    self._crossing.setdefault(node, set()).add(stretch.street)
        self._corners = np.array([node for node, streets in self._crossing.items() if len(streets) > 1])
        self._at = flat.lay(plan.nodes)[self._corners]

    def put(self, places: dict[str, Any], city: City) -> None:
        """Put them all."""
        for line in places["lines"]:
            self._line(line)
        for settlement in places["settlements"]:
            self._settlement(settlement)
        for mark in places["landmarks"]:
            self._spot("landmark", *mark["at"], name=mark["name"], also=tuple(mark.get("also", ())))
        for station in city.stations:
            also = (station.name.replace("Comunal ", "").replace("Vecinal ", "").replace("-", ""),)
            self._spot("landmark", *station.position, name=station.name, note=station.address, also=also)

    def _spot(self, kind: str, lon: float, lat: float, **more: Any) -> int:
        self._plan.spots.append(PlannedSpot(kind, lon, lat, barrio=self._district_of((lon, lat)), **more))
        return len(self._plan.spots) - 1

    def _line(self, line: dict[str, Any]) -> None:
        names: list[str] = line["stations"]
        told = [at for at, name in enumerate(names) if name in line["at"]]
        where = np.array([line["at"][names[at]] for at in told])
        every = np.arange(len(names))
        lons, lats = np.interp(every, told, where[:, 0]), np.interp(every, told, where[:, 1])
        for name, lon, lat in zip(names, lons.tolist(), lats.tolist(), strict=True):
            station = self._spot("station", lon, lat, name=name, note=line["line"])
            self._mouths(station, lon, lat)
            for end in line["ends"]:
                if end != name:
                    self._spot("platform", lon, lat, name=end, parent=station, note=line["line"])

    def _mouths(self, station: int, lon: float, lat: float) -> None:
        """The nearest corners, one for each street that has none yet."""
        apart = np.hypot(*(self._at - self._flat.lay([(lon, lat)])[0]).T)
        known: set[int] = set()
        number = 0
        for index in np.argsort(apart, kind="stable")[:12].tolist():
            node = int(self._corners[index])
            streets = sorted(self._crossing[node])
            if apart[index] > MOUTH_WITHIN_M or number == MOUTHS:
                break
            if len(known & set(streets)) == len(streets):
                continue
            known |= set(streets)
            number += 1
            words = " y ".join(self._plan.streets[street].name for street in streets[:2])
            self._spot("mouth", *self._plan.nodes[node], name=words, parent=station, number=number)

    def _settlement(self, plan: dict[str, Any]) -> None:
        whole = self._spot("settlement", *plan["at"], name=plan["name"], also=tuple(plan["also"]))
        middle = self._flat.lay([plan["at"]])[0]
        columns, rows = plan["manzanas"]
        for number in range(1, columns * rows + 1):
            column, row = (number - 1) % columns, (number - 1) // columns
            place = middle + MANZANA_M * np.array([column - (columns - 1) / 2, (rows - 1) / 2 - row])
            at = self._flat.lift(place.reshape(1, 2))[0].tolist()
            manzana = self._spot("manzana", *at, parent=whole, number=number)
            for casa in range(1, plan["casas"] + 1):
                turn = 2 * pi * casa / plan["casas"]
                door = self._flat.lift((place + 17.0 * np.array([sin(turn), cos(turn)])).reshape(1, 2))[
                    0
                ].tolist()
                barrio = self._plan.spots[manzana].barrio
                self._plan.spots.append(PlannedSpot("casa", *door, "", manzana, casa, barrio))
