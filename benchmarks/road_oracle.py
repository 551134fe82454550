"""Where a unit stands and how long it drives, counted the slow way: what the ranking is held against."""

from __future__ import annotations

import heapq
from typing import NamedTuple

import numpy as np

from streets.roads import CORNER_M, SHARES, Mover
from streets.street_map import NOWHERE, StreetMap


class Spot(NamedTuple):
    """Where a unit stands, found by looking at every street."""

    piece: int
    along: float


class Oracle:
    """Where units stand and how long they drive, counted the slow way."""

    def __init__(self, street_map: StreetMap) -> None:
        self.map = street_map
        self.cost: dict[Mover, list[float]] = {}
        self.ways: list[list[tuple[int, int]]] = [[] for _ in range(street_map.nodes)]
        for piece, (start, end) in enumerate(
            zip(street_map.piece_from.tolist(), street_map.piece_to.tolist(), strict=True)
        ):
            self.ways[start].append((end, piece))
        self.wide = float(np.cos(np.radians(street_map.node_lat.mean())))
        lat, lon = street_map.node_lat, street_map.node_lon * self.wide
        self.ay, self.ax = lat[street_map.piece_from], lon[street_map.piece_from]
        self.dy, self.dx = lat[street_map.piece_to] - self.ay, lon[street_map.piece_to] - self.ax

    def spot(self, lat: float, lon: float) -> Spot:
        """The nearest of all streets."""
        ry, rx = lat - self.ay, lon * self.wide - self.ax
        along = np.clip((ry * self.dy + rx * self.dx) / np.maximum(self.dy**2 + self.dx**2, 1e-18), 0, 1)
        piece = int(np.hypot(ry - along * self.dy, rx - along * self.dx).argmin())
        return Spot(piece, float(along[piece]))

    def costs(self, mover: Mover) -> list[float]:
        """Seconds of each piece."""
        if mover not in self.cost:
            rows = zip(self.map.piece_length, self.map.piece_kmh, self.map.piece_class, strict=True)
            if mover is Mover.FOOT:
                self.cost[mover] = [float(m) / (6 / 3.6) if k not in (1, 5) else 1e9 for m, _, k in rows]
            else:
                share = SHARES[mover]
                self.cost[mover] = [float(m) / (float(v) * share[k] / 3.6) for m, v, k in rows]
        return self.cost[mover]

    def seconds(self, mover: Mover, start: Spot, end: Spot) -> float:
        """How long one unit drives, searching forward from it until the place is reached."""
        cost = self.costs(mover)
        walks = mover is Mover.FOOT
        goals: dict[int, float] = {}
        for node, rest in self._ends(cost, walks, end, towards=True):
            goals[node] = min(rest, goals.get(node, 1e9))
        best = self._along(cost, walks, start, end)
        heap = [(rest, node) for node, rest in self._ends(cost, walks, start, towards=False)]
        heapq.heapify(heap)
        done: set[int] = set()
        while heap and heap[0][0] < best:
            so_far, node = heapq.heappop(heap)
            if node in done:
                continue
            done.add(node)
            if node in goals:
                best = min(best, so_far + goals[node])
            for then, piece in self.ways[node]:
                heapq.heappush(heap, (so_far + cost[piece], then))
            if walks:
                for then, piece in self._against()[node]:
                    heapq.heappush(heap, (so_far + cost[piece], then))
        return best

    def _against(self) -> list[list[tuple[int, int]]]:
        if not hasattr(self, "_back"):
            self._back: list[list[tuple[int, int]]] = [[] for _ in self.ways]
            for start, ways in enumerate(self.ways):
                for end, piece in ways:
                    self._back[end].append((start, piece))
        return self._back

    def _ends(self, cost: list[float], walks: bool, spot: Spot, *, towards: bool) -> list[tuple[int, float]]:
        """The corners of a stretch, with the seconds between them and the place on it."""
        piece, along = spot
        twin = int(self.map.piece_twin[piece])
        start, end = int(self.map.piece_from[piece]), int(self.map.piece_to[piece])
        length = float(self.map.piece_length[piece])
        near, far = (start, end) if towards else (end, start)
        share = along if towards else 1 - along
        ends = [(near, share * cost[piece])]
        back = cost[twin] if twin != NOWHERE else cost[piece]
        if twin != NOWHERE or walks or (1 - share) * length <= CORNER_M:
            ends.append((far, (1 - share) * back))
        return ends

    def _along(self, cost: list[float], walks: bool, start: Spot, end: Spot) -> float:
        """On the very stretch of the place."""
        twin = int(self.map.piece_twin[start.piece])
        place = end.along if start.piece == end.piece else 1 - end.along if end.piece == twin else None
        if place is None:
            return 1e9
        ahead = place - start.along
        if ahead >= 0:
            return ahead * cost[start.piece]
        if twin != NOWHERE:
            return -ahead * cost[twin]
        return -ahead * cost[start.piece] if walks else 1e9
