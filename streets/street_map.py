"""The streets of a city as arrays: what the geocoder, the road graph and the map read alike.

A *piece* is one directed stretch of a street between two nodes; a two-way street has two pieces, each the
other's twin. A *street* is one named thing in one place: two streets of the same name are two rows. Barrios
outside the city are its neighbours (comuna 0): another jurisdiction.
"""

from __future__ import annotations

from dataclasses import dataclass, fields
from enum import IntEnum
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Singles = NDArray[np.float32]
Ints = NDArray[np.int32]
Shorts = NDArray[np.int16]
Bytes = NDArray[np.uint8]

NOWHERE = -1
"""An index that names nothing: no twin, no barrio, no direction, no parent."""


class RoadClass(IntEnum):
    """What a piece is to a driver."""

    MOTORWAY = 1
    AVENUE = 2
    STREET = 3
    PASSAGE = 4
    RAMP = 5


class StreetKind(IntEnum):
    """What a name is the name of."""

    STREET = 1
    AVENUE = 2
    PASSAGE = 3
    MOTORWAY = 4
    BRIDGE = 5
    UNNAMED = 6


class PlaceKind(IntEnum):
    """What is found by its name and is no street; the parent of each is in brackets."""

    SETTLEMENT = 1
    MANZANA = 2  # [settlement], numbered
    CASA = 3  # [manzana], numbered
    STATION = 4  # note: the line's letter
    MOUTH = 5  # [station], name: the street it opens on
    PLATFORM = 6  # [station], name: where its trains go
    LANDMARK = 7
    ADDRESS = 8  # a house, numbered; note: the row of its street


UNKNOWN_COMUNA = -1
"""The comuna of a barrio whose source names none: neither ours nor a neighbour's."""


class StreetMapError(ValueError):
    """What is wrong with a street map, in one line."""


class Barrio(NamedTuple):
    """A neighbourhood of the city, or a neighbour of the city: comuna 0, another jurisdiction."""

    name: str
    comuna: int

    @property
    def outside(self) -> bool:
        """Whether another jurisdiction answers there."""
        return self.comuna == 0


class Street(NamedTuple):
    """A named thing in one place. `also`: former names and other names. `importance`: 0 to 1, by length."""

    name: str
    kind: StreetKind
    also: tuple[str, ...]
    importance: float


@dataclass(frozen=True, eq=False, kw_only=True)
class StreetMap:
    """Arrays side by side: `node_*`, `piece_*`, `place_*`; and the tables they point into.

    Degrees are WGS 84, lengths metres, speeds km/h. House numbers are those of the piece's left and right
    side in its own direction, from its first node to its second (they fall when it runs against them);
    0, 0 = none.
    """

    node_lat: Floats
    node_lon: Floats

    piece_from: Ints
    piece_to: Ints
    piece_street: Ints
    piece_class: Bytes
    piece_one_way: Bytes
    piece_twin: Ints
    piece_length: Singles
    piece_kmh: Singles
    piece_left_from: Ints
    piece_left_to: Ints
    piece_right_from: Ints
    piece_right_to: Ints
    piece_barrio: Shorts
    piece_km_from: Singles  # NaN where no km are posted
    piece_km_to: Singles
    piece_towards: Shorts  # index into `directions`

    place_kind: Bytes
    place_parent: Ints
    place_number: Ints
    place_lat: Floats
    place_lon: Floats
    place_barrio: Shorts
    place_name: tuple[str, ...]
    place_note: tuple[str, ...]
    place_also: tuple[tuple[str, ...], ...]

    streets: tuple[Street, ...]
    barrios: tuple[Barrio, ...]
    directions: tuple[str, ...]
    sources: tuple[str, ...] = ()
    """Where the data came from and under which licence, a line each."""

    @property
    def nodes(self) -> int:
        """How many nodes."""
        return len(self.node_lat)

    @property
    def pieces(self) -> int:
        """How many directed pieces."""
        return len(self.piece_from)

    def check(self) -> None:
        """Raise StreetMapError, naming the array, when lengths differ or a number points beyond its table."""
        for group in ("node", "piece", "place"):
            lengths = {
                f.name: len(getattr(self, f.name)) for f in fields(self) if f.name.startswith(group + "_")
            }
            if len(set(lengths.values())) > 1:
                raise StreetMapError(
                    f"{group}: arrays of different lengths ({min(lengths, key=lengths.__getitem__)})"
                )
        self._points("piece_from", self.nodes, least=0)
        self._points("piece_to", self.nodes, least=0)
        self._points("piece_street", len(self.streets), least=0)
        self._points("piece_twin", self.pieces)
        self._points("piece_barrio", len(self.barrios))
        self._points("piece_towards", len(self.directions))
        self._points("place_parent", len(self.place_name))
        self._points("place_barrio", len(self.barrios))
        for name, low, high in (
            ("node_lat", -90, 90),
            ("node_lon", -180, 180),
            ("place_lat", -90, 90),
            ("place_lon", -180, 180),
            ("piece_length", 0, 1e6),
            ("piece_kmh", 1, 300),
        ):
            values = getattr(self, name)
            if not bool(np.all((values >= low) & (values <= high))):
                raise StreetMapError(f"{name}: from {low:g} to {high:g}")

    def _points(self, name: str, beyond: int, least: int = NOWHERE) -> None:
        values = getattr(self, name)
        if len(values) and not (least <= int(values.min()) and int(values.max()) < beyond):
            raise StreetMapError(f"{name}: from {least} to {beyond - 1}")
