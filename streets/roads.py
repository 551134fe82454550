"""The road graph: how long it takes to drive from anywhere to one place, one-way streets respected.

    places = Snapping(street_map)                     # where on the streets a position is
    roads = RoadGraph(street_map, Mover.CAR)
    reach = roads.towards(place)                      # one search backwards from the place
    reach.seconds(pieces, along)                      # for every unit at once
    reach.route(piece, along)                         # the way one of them takes

Dijkstra (1959) on the reversed graph, once for each incident: 25,000 units cost the same as one.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from streets.street_map import NOWHERE, Floats, Ints, RoadClass, StreetMap

METRES_PER_DEGREE = 111_195.0
NEVER = 1e9
"""Seconds of what cannot be driven; finite, so that a part of it is no NaN."""
UNREACHABLE = NEVER / 2
"""Seconds from which on a way is none."""
SAMPLE_M = 25.0
"""Between two points of a stretch by which it is found."""
CANDIDATES = 8
"""Stretches that are looked at closely for each position."""
AGAINST_M = 30.0
"""How much farther a one-way street counts for who drives against it, metres."""


CORNER_M = 15.0
"""Who stands so near to a corner stands at it: no one-way street binds him yet, nor hides what lies there."""


class Mover(StrEnum):
    """How a unit moves."""

    CAR = "car"
    MOTORCYCLE = "motorcycle"
    HEAVY = "heavy"
    FOOT = "foot"


SHARES: dict[Mover, dict[RoadClass, float]] = {
    Mover.CAR: {
        RoadClass.MOTORWAY: 1.0, RoadClass.AVENUE: 0.85, RoadClass.STREET: 0.8,
        RoadClass.PASSAGE: 0.6, RoadClass.RAMP: 0.9,
    },
    Mover.MOTORCYCLE: {
        RoadClass.MOTORWAY: 1.0, RoadClass.AVENUE: 1.0, RoadClass.STREET: 0.95,
        RoadClass.PASSAGE: 0.9, RoadClass.RAMP: 0.9,
    },
    Mover.HEAVY: {
        RoadClass.MOTORWAY: 0.85, RoadClass.AVENUE: 0.75, RoadClass.STREET: 0.6,
        RoadClass.PASSAGE: 0.3, RoadClass.RAMP: 0.7,
    },
}  # fmt: skip
"""Share of a piece's speed that each drives; our own figures, to be set by what the recorded ways show."""
WALKED_KMH = 6.0
_NO_FOOT = (RoadClass.MOTORWAY, RoadClass.RAMP)


class Spot(NamedTuple):
    """A place on a stretch: `along` from 0 to 1 in the piece's direction, `off` metres beside it."""

    piece: int
    along: float
    off: float


class Spots(NamedTuple):
    """The same for many; piece NOWHERE: no street near."""

    piece: Ints
    along: Floats
    off: Floats


class Plane:
    """Metres to the east and to the north of the map's middle: flat enough for one city."""

    def __init__(self, street_map: StreetMap) -> None:
        self.lat = float(street_map.node_lat.mean()) if street_map.nodes else 0.0
        self.lon = float(street_map.node_lon.mean()) if street_map.nodes else 0.0
        self._wide = METRES_PER_DEGREE * float(np.cos(np.radians(self.lat)))

    def metres(self, lat: Any, lon: Any) -> tuple[Floats, Floats]:
        """East and north of degrees."""
        east = (np.asarray(lon, np.float64) - self.lon) * self._wide
        return east, (np.asarray(lat, np.float64) - self.lat) * METRES_PER_DEGREE

    def degrees(self, east: float, north: float) -> tuple[float, float]:
        """Latitude and longitude of metres."""
        return float(self.lat + north / METRES_PER_DEGREE), float(self.lon + east / self._wide)


class Snapping:
    """Puts positions onto the streets that hang together: never onto an island of the map."""

    def __init__(self, street_map: StreetMap, farthest_m: float = 250.0) -> None:
        from scipy.spatial import cKDTree

        self.plane = Plane(street_map)
        self.farthest_m = farthest_m
        east, north = self.plane.metres(street_map.node_lat, street_map.node_lon)
        whole = giant(street_map)
        pieces = np.arange(street_map.pieces, dtype=np.int32)
        twin = street_map.piece_twin
        first = (twin == NOWHERE) | (pieces < twin)
        first &= whole[street_map.piece_from] & whole[street_map.piece_to]
        self._pieces = pieces[first]
        start, end = street_map.piece_from[first], street_map.piece_to[first]
        self._ax, self._ay = east[start], north[start]
        self._dx, self._dy = east[end] - self._ax, north[end] - self._ay
        self._one_way = twin[first] == NOWHERE
        length = np.hypot(self._dx, self._dy)
        counts = np.maximum(1, np.ceil(length / SAMPLE_M)).astype(np.int64)
        self._owner = np.repeat(np.arange(len(counts)), counts)
        place = np.arange(int(counts.sum())) - np.repeat(np.cumsum(counts) - counts, counts)
        share = (place + 0.5) / counts[self._owner]
        points = np.column_stack(
            (self._ax[self._owner] + share * self._dx[self._owner],
             self._ay[self._owner] + share * self._dy[self._owner])
        )  # fmt: skip
        self._tree = cKDTree(points) if len(points) else None

    def snap(self, lat: Any, lon: Any, course: Any = None) -> Spots:
        """Return where positions in degrees are; `course` in degrees, NaN for who stands.

        Who drives is not on a one-way street that runs against him, if another is about as near.
        """
        x, y = self.plane.metres(np.atleast_1d(lat), np.atleast_1d(lon))
        if self._tree is None or not len(x):
            nothing = np.zeros(len(x))
            return Spots(np.full(len(x), NOWHERE, np.int32), nothing, nothing + np.inf)
        k = min(CANDIDATES, self._tree.n)
        _, near = self._tree.query(np.column_stack((x, y)), k=k)
        own = self._owner[np.reshape(near, (len(x), k))]
        dx, dy = self._dx[own], self._dy[own]
        rx, ry = x[:, None] - self._ax[own], y[:, None] - self._ay[own]
        along = np.clip((rx * dx + ry * dy) / np.maximum(dx * dx + dy * dy, 1e-9), 0.0, 1.0)
        off = np.hypot(rx - along * dx, ry - along * dy)
        weighed = off
        if course is not None:
            turn = np.radians(np.atleast_1d(course))
            forward = np.sin(turn)[:, None] * dx + np.cos(turn)[:, None] * dy
            weighed = off + np.where(self._one_way[own] & (forward < 0), AGAINST_M, 0.0)
        best = np.argmin(weighed, axis=1)
        rows = np.arange(len(x))
        far = off[rows, best] > self.farthest_m
        piece = np.where(far, NOWHERE, self._pieces[own[rows, best]]).astype(np.int32)
        return Spots(piece, along[rows, best], off[rows, best])

    def spot(self, lat: float, lon: float) -> Spot:
        """Return where one position is."""
        found = self.snap(lat, lon)
        return Spot(int(found.piece[0]), float(found.along[0]), float(found.off[0]))


def giant(street_map: StreetMap) -> NDArray[np.bool_]:
    """Tell which nodes belong to the largest set that can all be reached from one another by car."""
    from scipy.sparse import csr_matrix
    from scipy.sparse.csgraph import connected_components

    if not street_map.nodes:
        return np.zeros(0, np.bool_)
    shape = (street_map.nodes, street_map.nodes)
    ones = np.ones(street_map.pieces, np.int8)
    graph = csr_matrix((ones, (street_map.piece_from, street_map.piece_to)), shape=shape)
    _, label = connected_components(graph, directed=True, connection="strong")
    found: NDArray[np.bool_] = label == np.bincount(label).argmax()
    return found


class RoadGraph:
    """What one kind of mover can drive, and how long each stretch takes. Safe to ask from many threads.

    `heed_one_way` False: what it would take if every street ran both ways.
    """

    def __init__(self, street_map: StreetMap, mover: Mover = Mover.CAR, *, heed_one_way: bool = True) -> None:
        self.mover = mover
        self.nodes = street_map.nodes
        self.start, self.end = street_map.piece_from, street_map.piece_to
        self.length = street_map.piece_length
        self.plane = Plane(street_map)
        self.east, self.north = self.plane.metres(street_map.node_lat, street_map.node_lon)
        self.forth = _seconds(street_map, mover)
        twin = street_map.piece_twin
        self.back = np.where(twin == NOWHERE, NEVER, self.forth[twin])
        if mover is Mover.FOOT or not heed_one_way:
            self.back = np.where(twin == NOWHERE, self.forth, self.back)
        self._indptr, self._indices, self._data = self._reversed()

    def _reversed(self) -> tuple[Ints, Ints, Floats]:
        """The graph read backwards, by rows: from each node to those from which it is reached.

        The last row is the place that is asked for; its two edges are filled in at each search.
        """
        tail = np.concatenate((self.end, self.start))
        head = np.concatenate((self.start, self.end))
        cost = np.concatenate((self.forth, self.back))
        open_ = cost < UNREACHABLE
        tail, head, cost = tail[open_], head[open_], cost[open_]
        order = np.lexsort((cost, head, tail))
        tail, head, cost = tail[order], head[order], cost[order]
        # Of several stretches between the same two corners the quickest counts; a sum would be nonsense.
        first = np.ones(len(tail), np.bool_)
        first[1:] = (tail[1:] != tail[:-1]) | (head[1:] != head[:-1])
        tail, head, cost = tail[first], head[first], cost[first]
        indptr = np.zeros(self.nodes + 2, np.int32)
        indptr[1:-1] = np.cumsum(np.bincount(tail, minlength=self.nodes))
        indptr[-1] = indptr[-2] + 2
        indices = np.concatenate((head, [0, 0])).astype(np.int32)
        return indptr, indices, np.concatenate((cost, [0.0, 0.0]))

    def towards(self, spot: Spot, within_s: float = np.inf) -> Reach:
        """Return how every corner reaches a place, as far as `within_s` seconds of driving."""
        from scipy.sparse import csr_matrix
        from scipy.sparse.csgraph import dijkstra

        data, indices = self._data.copy(), self._indices.copy()
        ways = [(int(self.start[spot.piece]), spot.along * float(self.forth[spot.piece]))]
        rest = 1 - spot.along
        back = float(self.back[spot.piece])
        if back >= UNREACHABLE and rest * float(self.length[spot.piece]) <= CORNER_M:
            back = float(self.forth[spot.piece])
        if back < UNREACHABLE:
            ways.append((int(self.end[spot.piece]), rest * back))
        for place, (node, seconds) in enumerate((ways * 2)[:2]):
            # An edge of no cost would be none.
            indices[-2 + place], data[-2 + place] = node, max(seconds, 1e-6)
        size = self.nodes + 1
        graph = csr_matrix((data, indices, self._indptr), shape=(size, size), copy=False)
        seconds_of, then = dijkstra(
            graph, directed=True, indices=self.nodes, return_predecessors=True, limit=within_s
        )
        return Reach(self, spot, np.minimum(seconds_of[: self.nodes], NEVER), then)

    def matrix(self, nodes: Ints) -> NDArray[np.float32]:
        """Return the seconds from every corner (columns) to each of these (rows)."""
        from scipy.sparse import csr_matrix
        from scipy.sparse.csgraph import dijkstra

        count = self.nodes
        cut = int(self._indptr[count])
        graph = csr_matrix(
            (self._data[:cut], self._indices[:cut], self._indptr[: count + 1]), shape=(count, count)
        )
        found = np.empty((len(nodes), count), np.float32)
        for row, node in enumerate(nodes):  # one by one: each holds the interpreter for its own few ms
            found[row] = np.minimum(dijkstra(graph, directed=True, indices=int(node)), NEVER)
        return found


@dataclass(frozen=True, eq=False)
class Reach:
    """How one place is reached: seconds from every corner, and where each goes next."""

    roads: RoadGraph
    spot: Spot
    node_s: Floats
    then: Ints

    def seconds(self, piece: Ints, along: Floats) -> Floats:
        """Return the driving time of who stands at these places; NEVER where there is no way."""
        forth, back = self._both(np.where(piece == NOWHERE, 0, piece), along)
        found: Floats = np.minimum(forth, back)
        here = np.flatnonzero(piece == self.spot.piece)
        for row in here:
            direct = self._direct(float(along[row]))
            found[row] = min(found[row], direct)
        found[piece == NOWHERE] = NEVER
        return np.minimum(found, NEVER, out=found)

    def _both(self, piece: Any, along: Any) -> tuple[Any, Any]:
        """Leaving the stretch by its end, and by its beginning."""
        roads = self.roads
        forth_s, back_s = roads.forth[piece], roads.back[piece]
        at_corner = (back_s >= UNREACHABLE) & (along * roads.length[piece] <= CORNER_M)
        back_s = np.where(at_corner, forth_s, back_s)
        forth = (1 - along) * forth_s + self.node_s[roads.end[piece]]
        back = along * back_s + self.node_s[roads.start[piece]]
        return np.where(forth_s < UNREACHABLE, forth, NEVER), np.where(back_s < UNREACHABLE, back, NEVER)

    def second(self, piece: int, along: float) -> float:
        """Return the driving time from one place: as `seconds`, without the cost of arrays."""
        found = min(self._ways(piece, along))
        return min(found, self._direct(along)) if piece == self.spot.piece else found

    def _ways(self, piece: int, along: float) -> tuple[float, float]:
        """As `_both`, for one."""
        roads = self.roads
        forth_s, back_s = float(roads.forth[piece]), float(roads.back[piece])
        if back_s >= UNREACHABLE and along * float(roads.length[piece]) <= CORNER_M:
            back_s = forth_s
        forth = (1 - along) * forth_s + float(self.node_s[roads.end[piece]])
        back = along * back_s + float(self.node_s[roads.start[piece]])
        return (
            forth if forth_s < UNREACHABLE else NEVER,
            back if back_s < UNREACHABLE else NEVER,
        )

    def _direct(self, along: float) -> float:
        """Along the very stretch on which the place lies."""
        ahead = self.spot.along - along
        if ahead >= 0:
            return ahead * float(self.roads.forth[self.spot.piece])
        return min(-ahead * float(self.roads.back[self.spot.piece]), NEVER)

    def route(self, piece: int, along: float) -> tuple[list[tuple[float, float]], float]:
        """Return the way from a place as (latitude, longitude) points, and its length in metres.

        No points where there is no way.
        """
        roads = self.roads
        forth, back = self._ways(piece, along)
        east, north = [], []

        def add(x: float, y: float) -> None:
            east.append(float(x))
            north.append(float(y))

        add(*self._at(piece, along))
        direct = self._direct(along) if piece == self.spot.piece else NEVER
        if min(forth, back, direct) >= UNREACHABLE:
            return [], 0.0
        if direct > min(forth, back):
            node = int(roads.end[piece] if forth <= back else roads.start[piece])
            while 0 <= node < roads.nodes:
                add(roads.east[node], roads.north[node])
                node = int(self.then[node])
        add(*self._at(self.spot.piece, self.spot.along))
        metres = float(np.hypot(np.diff(east), np.diff(north)).sum())
        return [roads.plane.degrees(x, y) for x, y in zip(east, north, strict=True)], metres

    def _at(self, piece: int, along: float) -> tuple[float, float]:
        roads = self.roads
        start, end = roads.start[piece], roads.end[piece]
        x = roads.east[start] + along * (roads.east[end] - roads.east[start])
        y = roads.north[start] + along * (roads.north[end] - roads.north[start])
        return float(x), float(y)


def _seconds(street_map: StreetMap, mover: Mover) -> Floats:
    """How long each piece takes in its own direction."""
    length: Floats = street_map.piece_length.astype(np.float64)
    kind = street_map.piece_class
    if mover is Mover.FOOT:
        seconds: Floats = length / (WALKED_KMH / 3.6)
        seconds[np.isin(kind, [int(road) for road in _NO_FOOT])] = NEVER
        return seconds
    share = np.full(256, 0.5)
    for road, part in SHARES[mover].items():
        share[int(road)] = part
    driven: Floats = length / (street_map.piece_kmh.astype(np.float64) * share[kind] / 3.6)
    return driven
