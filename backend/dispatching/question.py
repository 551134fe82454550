"""What is asked of the ranking, and what it has to work with."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple
from uuid import UUID

from backend.dispatching.coverage import CoverMap
from domain.agency import Agency
from domain.clock import Micros
from domain.place import Position
from domain.recommendation import NEEDED
from domain.severity import Severity
from domain.words import Code
from streets.file import encode
from streets.roads import Mover, Reach, RoadGraph, Snapping, Spot, giant
from streets.street_map import StreetMap


class Need(NamedTuple):
    """What an incident needs of an agency: so many, and of each capability so many."""

    agency: Agency
    wanted: int = NEEDED
    able: tuple[tuple[Code, int], ...] = ()


class Question(NamedTuple):
    """What is asked. `wall`: what times of `Whereabouts` lack to be times of day."""

    incident: UUID
    at: Position
    priority: Severity
    type_code: str | None
    needs: tuple[Need, ...]
    now: Micros
    wall: Micros
    exercise: bool
    covert: bool
    going: frozenset[int]
    """Indexes of the units that are on it."""
    numbers: Mapping[UUID, str]
    """Numbers of the open incidents, by id: what a unit would leave. It may grow meanwhile."""
    asked_for: int | None = None
    """The index of a unit that is told of in any case."""


class Streets:
    """Everything that is made of one street map, once: a second or so of work."""

    def __init__(self, street_map: StreetMap, stamp: str = "") -> None:
        self.stamp = stamp or encode(street_map)[16:24].hex()
        self.snapping = Snapping(street_map)
        self.graphs = {mover: RoadGraph(street_map, mover) for mover in Mover}
        self.cover = CoverMap(street_map, self.graphs[Mover.CAR], giant(street_map))
        bound = (mover for mover in Mover if mover is not Mover.FOOT)
        self.free_ways: dict[Mover, RoadGraph] = {
            mover: RoadGraph(street_map, mover, heed_one_way=False) for mover in bound
        }


class Search:
    """The ways to one place, for each kind of mover when it is first asked for."""

    def __init__(self, streets: Streets, spot: Spot) -> None:
        self._streets = streets
        self._spot = spot
        self._reach: dict[tuple[Mover, float], Reach] = {}
        self._any_way: dict[Mover, Reach] = {}

    def reach(self, mover: Mover, within_s: float) -> Reach:
        """Return the ways of this mover, as far as so many seconds."""
        found = self._reach.get((mover, within_s))
        if found is None:
            found = self._streets.graphs[mover].towards(self._spot, within_s)
            self._reach[mover, within_s] = found
        return found

    def any_way(self, mover: Mover, within_s: float) -> Reach | None:
        """Return the ways if no street were one-way; None for who is not bound by that."""
        graph = self._streets.free_ways.get(mover)
        if graph is None:
            return None
        if mover not in self._any_way:
            self._any_way[mover] = graph.towards(self._spot, within_s)
        return self._any_way[mover]
