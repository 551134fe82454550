"""How long each comuna would wait for the nearest free unit, and for the next one when that unit is taken.

Coarse on purpose: eight places a comuna, from the corner that each unit comes to first. The times from every
corner to every place are counted once, when the streets are read; a question then costs one look at which
corners have somebody, nearest first.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from domain.recommendation import CoverLost
from streets.roads import NEVER, RoadGraph
from streets.street_map import NOWHERE, Ints, StreetMap

PLACES = 8
"""Places of each comuna from which waiting is counted."""
NOBODY_S = 3600.0
"""What waiting counts where there is nobody at all, seconds."""
NEAREST = 256
"""Corners that are looked at first; the rest only where those are empty."""


def places_of(street_map: StreetMap, allowed: NDArray[np.bool_]) -> tuple[Ints, Ints]:
    """Return (corners, their comunas): as many corners of a comuna around each of its places."""
    comunas = np.array([barrio.comuna for barrio in street_map.barrios] or [0], np.int32)
    barrio = street_map.piece_barrio
    of_node = np.zeros(street_map.nodes, np.int32)
    of_node[street_map.piece_from] = np.where(barrio == NOWHERE, 0, comunas[barrio])
    nodes: list[int] = []
    named: list[int] = []
    for comuna in np.unique(of_node[of_node > 0]):
        members = np.flatnonzero((of_node == comuna) & allowed)
        for group in _halved(street_map, members, PLACES):
            north, east = street_map.node_lat[group], street_map.node_lon[group]
            away = np.hypot(north - north.mean(), (east - east.mean()) * 0.82)
            nodes.append(int(group[away.argmin()]))
            named.append(int(comuna))
    return np.array(nodes, np.int32), np.array(named, np.int32)


def _halved(street_map: StreetMap, members: NDArray[np.int64], parts: int) -> list[NDArray[np.int64]]:
    """Halve a set of corners across its longer side until there are so many parts of equal number."""
    if parts == 1 or len(members) < 2:
        return [members] if len(members) else []
    north, east = street_map.node_lat[members], street_map.node_lon[members]
    along = north if np.ptp(north) > np.ptp(east) * 0.82 else east
    order = members[np.argsort(along, kind="stable")]
    half = len(order) // 2
    return [
        *_halved(street_map, order[:half], parts // 2),
        *_halved(street_map, order[half:], parts // 2),
    ]


class CoverMap:
    """The times from everywhere to the places of every comuna, by how most units drive."""

    def __init__(self, street_map: StreetMap, roads: RoadGraph, allowed: NDArray[np.bool_]) -> None:
        self.places, self.comunas = places_of(street_map, allowed)
        self._seconds = np.minimum(roads.matrix(self.places), NOBODY_S)
        self._order = np.argsort(self._seconds, axis=1, kind="stable").astype(np.int32)
        self._nodes = roads.nodes

    def with_units_at(self, nodes: Ints) -> Cover:
        """Return the cover that free units at these corners give."""
        counts = np.bincount(nodes, minlength=self._nodes)
        size = len(self.places)
        first, then = np.full(size, NOWHERE), np.full(size, NOWHERE)
        self._look(np.arange(size), min(NEAREST, self._nodes), counts, first, then)
        left = np.flatnonzero((first == NOWHERE) | (then == NOWHERE))
        if len(left) and self._nodes > NEAREST:
            self._look(left, self._nodes, counts, first, then)
        rows = np.arange(size)
        nearest = np.where(first == NOWHERE, NOBODY_S, self._seconds[rows, first])
        later = np.where(then == NOWHERE, NOBODY_S, self._seconds[rows, then])
        # Of two at the same corner the second is as near as the first.
        alone = (first == NOWHERE) | (counts[first] == 1)
        return Cover(self.comunas, first, nearest, np.where(alone, later, nearest))

    def _look(
        self,
        rows: NDArray[np.int64],
        reach: int,
        counts: NDArray[np.int64],
        first: NDArray[np.int64],
        then: NDArray[np.int64],
    ) -> None:
        order = self._order[rows, :reach]
        taken = counts[order] > 0
        pick = np.arange(len(rows))
        one = taken.argmax(axis=1)
        found = taken[pick, one]
        first[rows] = np.where(found, order[pick, one], NOWHERE)
        taken[pick, one] = False
        two = taken.argmax(axis=1)
        then[rows] = np.where(taken[pick, two], order[pick, two], NOWHERE)


class Cover(NamedTuple):
    """For each place: its comuna, the corner of the nearest unit, seconds until it and until the next."""

    comunas: Ints
    first: NDArray[np.int64]
    nearest: NDArray[np.float64]
    next: NDArray[np.float64]

    def without(self, node: int) -> CoverLost | None:
        """Return what is lost most when the unit at this corner goes, None when nobody waits longer."""
        hit = self.first == node
        if node == NOWHERE or not hit.any():
            return None
        after = np.where(hit, self.next, self.nearest)
        count = np.maximum(np.bincount(self.comunas), 1)
        was = np.bincount(self.comunas, self.nearest) / count
        will = np.bincount(self.comunas, after) / count
        comuna = int((will - was).argmax())
        if will[comuna] - was[comuna] < 1.0:
            return None
        return CoverLost(comuna=comuna, before=round(float(was[comuna])), after=round(float(will[comuna])))


def corner_of(roads: RoadGraph, piece: Ints, along: NDArray[np.float64]) -> Ints:
    """Return the corner that a unit on each piece comes to first: the nearer one, if it may turn."""
    both = roads.back[piece] < NEVER / 2
    found: Ints = np.where(both & (along < 0.5), roads.start[piece], roads.end[piece])
    return found
