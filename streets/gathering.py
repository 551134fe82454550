"""Builds a street map piece by piece: for the demo city's generator and for what is imported."""

from __future__ import annotations

from collections.abc import Sequence
from math import nan
from typing import NamedTuple

import numpy as np

from streets.street_map import NOWHERE, Barrio, PlaceKind, RoadClass, Street, StreetKind, StreetMap

METRES_PER_DEGREE = 111_195.0
"""One degree of latitude on a sphere of 6,371 km, metres."""


class Numbers(NamedTuple):
    """House numbers along one way of a stretch: left side from, to, right side from, to; 0, 0 = none."""

    left_from: int = 0
    left_to: int = 0
    right_from: int = 0
    right_to: int = 0

    def turned(self) -> Numbers:
        """The same houses seen by who drives the other way."""
        return Numbers(self.right_to, self.right_from, self.left_to, self.left_from)


UNNUMBERED = Numbers()


class Gathering:
    """Takes nodes, streets, pieces and places, gives a StreetMap; nodes and streets are told by number."""

    def __init__(self, sources: Sequence[str] = ()) -> None:
        self._sources = tuple(sources)
        self._nodes: list[tuple[float, float]] = []
        self._streets: list[tuple[str, StreetKind, tuple[str, ...]]] = []
        self._barrios: dict[Barrio, int] = {}
        self._directions: dict[str, int] = {}
        self._pieces: list[
            tuple[int, int, int, int, int, int, float, float, int, int, int, int, int, float, float, int]
        ] = []
        self._places: list[tuple[int, int, int, float, float, int, str, str, tuple[str, ...]]] = []
        self._lengths: list[float] = []

    def node(self, lat: float, lon: float) -> int:
        """Add a node, degrees."""
        self._nodes.append((round(lat, 6), round(lon, 6)))
        return len(self._nodes) - 1

    def street(self, name: str, kind: StreetKind, also: Sequence[str] = ()) -> int:
        """Add a street; `also`: what else it is or was called."""
        self._streets.append((name, kind, tuple(also)))
        self._lengths.append(0.0)
        return len(self._streets) - 1

    def barrio(self, name: str, comuna: int) -> int:
        """The barrio of that name; comuna 0 is another jurisdiction."""
        return self._barrios.setdefault(Barrio(name, comuna), len(self._barrios))

    def stretch(
        self,
        start: int,
        end: int,
        street: int,
        road: RoadClass,
        kmh: float,
        *,
        barrio: int = NOWHERE,
        numbers: Numbers = UNNUMBERED,
        one_way: bool = False,
        km: tuple[float, float] = (nan, nan),
        towards: str = "",
    ) -> int:
        """Add what lies between two nodes: one piece, or two unless `one_way`; return the first."""
        length = max(1.0, self._apart(start, end))
        way = self._directions.setdefault(towards, len(self._directions)) if towards else NOWHERE
        first = len(self._pieces)
        self._pieces.append(
            (
                start,
                end,
                street,
                int(road),
                int(one_way),
                NOWHERE if one_way else first + 1,
                length,
                kmh,
                *numbers,
                barrio,
                *km,
                way,
            )
        )
        if not one_way:
            self._pieces.append(
                (
                    end,
                    start,
                    street,
                    int(road),
                    0,
                    first,
                    length,
                    kmh,
                    *numbers.turned(),
                    barrio,
                    km[1],
                    km[0],
                    way,
                )
            )
        self._lengths[street] += length
        return first

    def place(
        self,
        kind: PlaceKind,
        lat: float,
        lon: float,
        *,
        name: str = "",
        parent: int = NOWHERE,
        number: int = 0,
        barrio: int = NOWHERE,
        note: str = "",
        also: Sequence[str] = (),
    ) -> int:
        """Add a place that is found by its name or its number."""
        self._places.append(
            (int(kind), parent, number, round(lat, 6), round(lon, 6), barrio, name, note, tuple(also))
        )
        return len(self._places) - 1

    def finish(self) -> StreetMap:
        """The map of everything gathered; raises StreetMapError."""
        most = max(self._lengths, default=1.0) or 1.0
        lat, lon = np.array(self._nodes or np.empty((0, 2)), np.float64).reshape(-1, 2).T.copy()
        columns = list(zip(*self._pieces, strict=True)) or [()] * 16
        kinds = (
            np.int32,
            np.int32,
            np.int32,
            np.uint8,
            np.uint8,
            np.int32,
            np.float32,
            np.float32,
            np.int32,
            np.int32,
            np.int32,
            np.int32,
            np.int16,
            np.float32,
            np.float32,
            np.int16,
        )
        names = (
            "from",
            "to",
            "street",
            "class",
            "one_way",
            "twin",
            "length",
            "kmh",
            "left_from",
            "left_to",
            "right_from",
            "right_to",
            "barrio",
            "km_from",
            "km_to",
            "towards",
        )
        pieces = {f"piece_{n}": np.array(c, k) for n, c, k in zip(names, columns, kinds, strict=True)}
        places = list(zip(*self._places, strict=True)) or [()] * 9
        street_map = StreetMap(
            node_lat=lat,
            node_lon=lon,
            **pieces,
            place_kind=np.array(places[0], np.uint8),
            place_parent=np.array(places[1], np.int32),
            place_number=np.array(places[2], np.int32),
            place_lat=np.array(places[3], np.float64),
            place_lon=np.array(places[4], np.float64),
            place_barrio=np.array(places[5], np.int16),
            place_name=places[6],
            place_note=places[7],
            place_also=places[8],
            streets=tuple(
                Street(*street, importance=round(length / most, 4))
                for street, length in zip(self._streets, self._lengths, strict=True)
            ),
            barrios=tuple(self._barrios),
            directions=tuple(self._directions),
            sources=self._sources,
        )
        street_map.check()
        return street_map

    def _apart(self, one: int, two: int) -> float:
        (lat1, lon1), (lat2, lon2) = self._nodes[one], self._nodes[two]
        wide = (lon2 - lon1) * float(np.cos(np.radians((lat1 + lat2) / 2)))
        return float(np.hypot(lat2 - lat1, wide)) * METRES_PER_DEGREE
