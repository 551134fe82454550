"""How soon the nearest free patrol can be in each comuna, by road."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from backend.dispatching.coverage import NOBODY_S, corner_of
from backend.dispatching.question import Streets
from backend.dispatching.recommending import Recommender
from backend.dispatching.roster import AGENCIES, STATUSES, Present, Whereabouts
from domain.agency import Agency
from domain.clock import Micros
from domain.room_health import ComunaCover
from domain.unit import FREE
from streets.roads import Mover

Look = Callable[[Present, Whereabouts, Streets], tuple[ComunaCover, ...]]
OLDEST: Micros = 600_000_000
"""Whoever has said nothing for ten minutes covers nothing."""


def cover(
    present: Present, where: Whereabouts, streets: Streets, exercise: bool, wall_now: Micros
) -> tuple[ComunaCover, ...]:
    """Return the comunas in their order: the mean of how soon their places are reached, None for never.

    `wall_now`: now, as positions tell the time.
    """
    columns = present.columns
    free = np.isin(columns.status, [STATUSES.index(status) for status in FREE])
    size = len(columns.status)
    mine = columns.there & free & (columns.agency == AGENCIES.index(Agency.POLICE))
    mine &= (columns.exercise == exercise) & where.known[:size]
    mine &= wall_now - where.at[:size] <= OLDEST
    index = np.flatnonzero(mine)
    graph = streets.graphs[Mover.CAR]
    corners = corner_of(graph, where.piece[index], where.along[index])
    found = streets.cover.with_units_at(corners)
    made = []
    for comuna in np.unique(found.comunas):
        nearest = found.nearest[found.comunas == comuna]
        seconds = None if bool((nearest >= NOBODY_S).all()) else float(round(nearest.mean()))
        made.append(ComunaCover(comuna=int(comuna), seconds=seconds))
    return tuple(made)


def looks(exercise: bool, wall_now: Micros) -> Look:
    """Return the look for the thread of rankings."""
    return lambda present, where, streets: cover(present, where, streets, exercise, wall_now)


async def cover_of(
    recommender: Recommender | None, exercise: bool, wall_now: Micros
) -> tuple[ComunaCover, ...]:
    """Return how the comunas are covered; nothing while the streets are being read."""
    if recommender is None:
        return ()
    return await recommender.looking(looks(exercise, wall_now)) or ()
