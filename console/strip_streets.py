"""The streets around a place, in metres from it: what the strip map is drawn with."""

from __future__ import annotations

from math import cos, radians
from typing import TYPE_CHECKING

from widgets.dispatch_panel.view import Metres, StreetLine

if TYPE_CHECKING:
    from streets.street_map import StreetMap

METRES_PER_DEGREE = 111_320.0
WIDER = 3.6
"""How much more of the city is gathered to the sides than up and down: the strip is as wide as that."""
MOST = 3000
"""Pieces that are drawn at most."""
SHORTEST_NAMED = 60.0
"""Metres of a piece that can carry its street's name."""


def metres_from(lat: float, lon: float, middle_lat: float, middle_lon: float) -> Metres:
    """Return how far east and north of the middle a place is; flat, for a strip of the city."""
    east = (lon - middle_lon) * METRES_PER_DEGREE * cos(radians(middle_lat))
    return east, (lat - middle_lat) * METRES_PER_DEGREE


class StripStreets:
    """Looks the pieces up in the city's street map once it is there."""

    def __init__(self) -> None:
        self._map: StreetMap | None = None
        self._last: tuple[tuple[float, float, float], tuple[StreetLine, ...]] | None = None

    def load(self) -> None:
        """Read the map; some milliseconds from its file: for a thread."""
        from streets.site import site_map

        self._map = site_map()

    @property
    def there(self) -> bool:
        """Whether the map has been read."""
        return self._map is not None

    def around(self, lat: float, lon: float, radius: float) -> tuple[StreetLine, ...]:
        """Return the pieces within `radius` metres up and down and 3.6 times that to the sides."""
        if self._map is None:
            return ()
        key = (lat, lon, radius)
        if self._last is None or self._last[0] != key:
            self._last = (key, self._gather(self._map, lat, lon, radius))
        return self._last[1]

    @staticmethod
    def _gather(street_map: StreetMap, lat: float, lon: float, radius: float) -> tuple[StreetLine, ...]:
        import numpy as np

        from streets.street_map import RoadClass

        up = radius / METRES_PER_DEGREE
        side = up * WIDER / cos(radians(lat))
        near = (np.abs(street_map.node_lat - lat) < up * 1.4) & (
            np.abs(street_map.node_lon - lon) < side * 1.2
        )
        both = near[street_map.piece_from] | near[street_map.piece_to]
        wide_kinds = (RoadClass.MOTORWAY, RoadClass.AVENUE, RoadClass.RAMP)
        made, named, drawn = [], set[int](), set[tuple[int, int]]()
        for piece in np.flatnonzero(both)[: 2 * MOST].tolist():
            ends = (int(street_map.piece_from[piece]), int(street_map.piece_to[piece]))
            if (ends[1], ends[0]) in drawn:  # the other direction of the same piece
                continue
            drawn.add(ends)
            points = tuple(
                metres_from(float(street_map.node_lat[n]), float(street_map.node_lon[n]), lat, lon)
                for n in ends
            )
            street = int(street_map.piece_street[piece])
            name = ""
            middle = abs((points[0][0] + points[1][0]) / 2), abs((points[0][1] + points[1][1]) / 2)
            inside = middle[0] < radius * 2.2 and middle[1] < radius * 0.9
            if street not in named and inside and street_map.piece_length[piece] >= SHORTEST_NAMED:
                name = street_map.streets[street].name
                named.add(street)
            made.append(StreetLine(points, street_map.piece_class[piece] in wide_kinds, name))
        return tuple(made[:MOST])
