"""The streets as the map draws them: blocks, and whole streets for their names."""

from __future__ import annotations

from collections.abc import Collection

import numpy as np
from numpy.typing import NDArray

from streets.street_map import NOWHERE, RoadClass, StreetMap
from widgets.live_map.ground_streets import StreetLines
from widgets.live_map.shapes import Road


def street_lines(street_map: StreetMap, drawn: Collection[str]) -> StreetLines:
    """Every block but ramps and those of streets that are `drawn` already, by name."""
    places = mercator_of(street_map.node_lat, street_map.node_lon)
    skipped = [number for number, street in enumerate(street_map.streets) if street.name in drawn]
    twin = street_map.piece_twin
    once = (twin == NOWHERE) | (twin > np.arange(street_map.pieces))
    once &= (street_map.piece_class != RoadClass.RAMP) & ~np.isin(street_map.piece_street, skipped)
    pieces = np.flatnonzero(once)
    ends = np.hstack([places[street_map.piece_from[pieces]], places[street_map.piece_to[pieces]]])
    wide = np.isin(street_map.piece_class[pieces], (RoadClass.AVENUE, RoadClass.MOTORWAY))
    return StreetLines(ends, wide, tuple(_named(street_map, pieces, places)))


def mercator_of(lat: NDArray[np.float64], lon: NDArray[np.float64]) -> NDArray[np.float64]:
    """Places of the mercator square, shape (n, 2)."""
    y = 0.5 - np.log(np.tan(np.pi / 4 + np.radians(lat) / 2)) / (2 * np.pi)
    return np.stack([lon / 360.0 + 0.5, y], axis=1)


def _named(street_map: StreetMap, pieces: NDArray[np.int64], places: NDArray[np.float64]) -> list[Road]:
    """Streets from end to end in the order of their house numbers; a gap begins another line."""
    first = np.where(street_map.piece_left_from > 0, street_map.piece_left_from, street_map.piece_right_from)[
        pieces
    ]
    last = np.where(street_map.piece_left_from > 0, street_map.piece_left_to, street_map.piece_right_to)[
        pieces
    ]
    rising = first <= last
    low = np.where(rising, street_map.piece_from[pieces], street_map.piece_to[pieces])
    high = np.where(rising, street_map.piece_to[pieces], street_map.piece_from[pieces])
    streets = street_map.piece_street[pieces]
    order = np.lexsort((np.minimum(first, last), streets))
    made: list[Road] = []
    line: list[int] = []
    of = NOWHERE
    for street, start, end in zip(
        streets[order].tolist(), low[order].tolist(), high[order].tolist(), strict=True
    ):
        if street != of or not line or line[-1] != start:
            _finish(made, street_map, of, line, places)
            of, line = street, [start]
        line.append(end)
    _finish(made, street_map, of, line, places)
    return made


def _finish(
    made: list[Road], street_map: StreetMap, street: int, line: list[int], places: NDArray[np.float64]
) -> None:
    if len(line) > 1:
        made.append(Road(street_map.streets[street].name, places[line]))
