"""Builds a street map piece by piece: for the demo city's generator and for what is imported."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import nan
from typing import Any, NamedTuple

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

# The columns of a piece and of a place, in the order in which they are gathered; None = words.
_PIECE: dict[str, type[np.generic] | None] = {
    "from": np.int32, "to": np.int32, "street": np.int32, "class": np.uint8, "one_way": np.uint8,
    "twin": np.int32, "length": np.float32, "kmh": np.float32, "left_from": np.int32, "left_to": np.int32,
    "right_from": np.int32, "right_to": np.int32, "barrio": np.int16, "km_from": np.float32,
    "km_to": np.float32, "towards": np.int16,
}  # fmt: skip
_PLACE: dict[str, type[np.generic] | None] = {
    "kind": np.uint8, "parent": np.int32, "number": np.int32, "lat": np.float64, "lon": np.float64,
    "barrio": np.int16, "name": None, "note": None, "also": None,
}  # fmt: skip


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
        length: float = 0.0,
    ) -> int:
        """Add what lies between two nodes: one piece, or two unless `one_way`; return the first.

        `length` in metres, when it is not the straight line's.
        """
        length = max(1.0, length or self._apart(start, end))
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
        street_map = StreetMap(
            node_lat=lat,
            node_lon=lon,
            **_columns("piece", _PIECE, self._pieces),
            **_columns("place", _PLACE, self._places),
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


def _columns(
    group: str, kinds: Mapping[str, type[np.generic] | None], rows: Sequence[Sequence[Any]]
) -> dict[str, Any]:
    """Rows turned into one array, or tuple of words, a column."""
    columns = list(zip(*rows, strict=True)) or [()] * len(kinds)
    return {
        f"{group}_{name}": tuple(column) if kind is None else np.array(column, kind)
        for (name, kind), column in zip(kinds.items(), columns, strict=True)
    }
