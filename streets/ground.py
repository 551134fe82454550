"""Where on the ground: house numbers, corners, stretches between corners and km of a street map."""

from __future__ import annotations

from collections import defaultdict
from math import cos, hypot, isnan, radians
from typing import NamedTuple

import numpy as np

from streets.street_map import NOWHERE, PlaceKind, RoadClass, StreetMap

METRES_PER_DEGREE = 111_195.0
SAME_CORNER_M = 70.0
"""Two streets that meet twice this near meet in one corner, metres."""
LONGEST_BETWEEN_M = 1500.0
"""Corners farther apart are not said as "between", metres."""


class Spot(NamedTuple):
    """A place on the ground: degrees, and the barrio's number (-1 = none)."""

    lat: float
    lon: float
    barrio: int


def metres(lat1: float, lon1: float, lat2: float, lon2: float) -> float:
    """How far apart two places of one city are (flat, good to 0.1 %)."""
    wide = (lon2 - lon1) * cos(radians((lat1 + lat2) / 2))
    return hypot(lat2 - lat1, wide) * METRES_PER_DEGREE


class Ground:
    """Looks things up in a street map."""

    def __init__(self, street_map: StreetMap) -> None:
        self._map = street_map
        self._pieces: dict[int, list[int]] = defaultdict(list)
        self._nodes: dict[int, set[int]] = defaultdict(set)
        self._at_node: dict[int, list[int]] = defaultdict(list)
        roads = np.isin(street_map.piece_class, (RoadClass.AVENUE, RoadClass.STREET, RoadClass.PASSAGE))
        columns = (
            street_map.piece_street,
            street_map.piece_from,
            street_map.piece_to,
            street_map.piece_twin,
            roads,
        )
        for piece, (street, start, end, twin, road) in enumerate(
            zip(*(c.tolist() for c in columns), strict=True)
        ):
            if twin == NOWHERE or twin > piece:
                self._pieces[street].append(piece)
            if road:
                self._nodes[street] |= {start, end}
                self._at_node[start].append(piece)
                self._at_node[end].append(piece)
        self._addresses: dict[tuple[str, int], int] = {  # an address notes its street's row
            (street_map.place_note[place], int(street_map.place_number[place])): place
            for place in np.flatnonzero(street_map.place_kind == PlaceKind.ADDRESS).tolist()
        }
        self._houses: dict[int, np.ndarray[tuple[int, ...], np.dtype[np.int64]]] = {}

    def house(self, street: int, number: int) -> Spot | None:
        """Where a house number stands; None when the street has none such."""
        address = self._addresses.get((str(street), number))
        if address is not None:
            held = self._map
            barrio = int(held.place_barrio[address])
            return Spot(float(held.place_lat[address]), float(held.place_lon[address]), barrio)
        rows = self._rows(street)
        low, high = np.minimum(rows[:, 1], rows[:, 2]), np.maximum(rows[:, 1], rows[:, 2])
        hits = np.flatnonzero((rows[:, 1] % 2 == number % 2) & (low <= number) & (number <= high))
        if not len(hits):
            return None
        piece, first, last = (int(value) for value in rows[hits[0]])
        part = 0.5 if first == last else (number - first) / (last - first)
        return self._along(piece, part)

    def numbers(self, street: int) -> tuple[int, int]:
        """The lowest and the highest house number; 0, 0 = none."""
        rows = self._rows(street)
        return (int(rows[:, 1:].min()), int(rows[:, 1:].max())) if len(rows) else (0, 0)

    def corners(self, one: int, two: int) -> list[Spot]:
        """Where two streets meet."""
        return [self._spot(node) for node in self._meet(one, two)]

    def between(self, street: int, one: int, two: int) -> Spot | None:
        """The middle of a street between two others that cross it."""
        pairs = [
            (self._apart(a, b), a, b)
            for a in self._meet(street, one)
            for b in self._meet(street, two)
            if a != b
        ]
        if not pairs or min(pairs)[0] > LONGEST_BETWEEN_M:
            return None
        _, a, b = min(pairs)
        node = self._map
        lat = float(node.node_lat[a] + node.node_lat[b]) / 2
        lon = float(node.node_lon[a] + node.node_lon[b]) / 2
        return Spot(lat, lon, self._spot(a).barrio)

    def post(self, street: int, km: float) -> list[tuple[Spot, str]]:
        """Where a motorway's km stands, once for each direction."""
        found: dict[str, Spot] = {}
        for piece in self._pieces[street]:
            first, last = float(self._map.piece_km_from[piece]), float(self._map.piece_km_to[piece])
            towards = int(self._map.piece_towards[piece])
            if (
                isnan(first)
                or towards == NOWHERE
                or not min(first, last) - 1e-4 <= km <= max(first, last) + 1e-4
            ):
                continue
            spot = self._along(piece, (km - first) / (last - first) if last != first else 0.0)
            found.setdefault(self._map.directions[towards], spot)
        return [(spot, towards) for towards, spot in found.items()]

    def barrios_of(self, street: int) -> list[int]:
        """The barrios that a street runs through, the longest part first."""
        pieces = self._pieces[street]
        weight: dict[int, float] = defaultdict(float)
        for piece in pieces:
            weight[int(self._map.piece_barrio[piece])] += float(self._map.piece_length[piece])
        return sorted(weight, key=lambda barrio: (-weight[barrio], barrio))

    def _rows(self, street: int) -> np.ndarray[tuple[int, ...], np.dtype[np.int64]]:
        """One row a side of a piece: piece, first number, last number."""
        if street not in self._houses:
            held, made = self._map, []
            for piece in self._pieces[street]:
                for first, last in (
                    (held.piece_left_from[piece], held.piece_left_to[piece]),
                    (held.piece_right_from[piece], held.piece_right_to[piece]),
                ):
                    if first > 0 and last > 0:
                        made.append((piece, int(first), int(last)))
            self._houses[street] = np.array(made, np.int64).reshape(-1, 3)
        return self._houses[street]

    def _meet(self, one: int, two: int) -> list[int]:
        kept: list[int] = []
        for node in sorted(self._nodes.get(one, set()) & self._nodes.get(two, set())) if one != two else ():
            if all(self._apart(node, other) > SAME_CORNER_M for other in kept):
                kept.append(node)
        return kept

    def _apart(self, a: int, b: int) -> float:
        held = self._map
        return metres(
            float(held.node_lat[a]), float(held.node_lon[a]), float(held.node_lat[b]), float(held.node_lon[b])
        )

    def _spot(self, node: int) -> Spot:
        pieces = self._at_node[node]
        barrio = int(self._map.piece_barrio[pieces[0]]) if pieces else NOWHERE
        return Spot(float(self._map.node_lat[node]), float(self._map.node_lon[node]), barrio)

    def _along(self, piece: int, part: float) -> Spot:
        held = self._map
        a, b = int(held.piece_from[piece]), int(held.piece_to[piece])
        lat = float(held.node_lat[a] + part * (held.node_lat[b] - held.node_lat[a]))
        lon = float(held.node_lon[a] + part * (held.node_lon[b] - held.node_lon[a]))
        return Spot(lat, lon, int(held.piece_barrio[piece]))
