"""When calls go to another room: nobody here is ready, somebody there is, and a caller has waited."""

from collections.abc import Iterator, Mapping, Sequence

import msgspec

from backend.distribution.plan import Free, Waiting, in_order
from domain.words import RoomName

WAIT_S = 20.0
"""NENA's second mark: a caller who has waited so long has missed both."""
DEPTH = 12
"""So many callers wait at once: they go over before the first has waited that long."""
Ground = tuple[RoomName, bool]
"""A room, and whether it is an exercise: the two never meet."""


class Flow(msgspec.Struct, frozen=True):
    """One call that goes over."""

    waiting: Waiting
    room: RoomName
    to: RoomName


def flows(
    waiting: Mapping[Ground, Sequence[Waiting]],
    free: Mapping[Ground, Sequence[Free]],
    routes: Mapping[RoomName, RoomName],
) -> Iterator[Flow]:
    """Give what goes over now: never more than the other room has desks to spare, never a call twice."""
    spare = {ground: len(desks) - len(waiting.get(ground, ())) for ground, desks in free.items()}
    for (room, exercise), calls in sorted(waiting.items()):
        to = routes.get(room)
        if to is None or free.get((room, exercise)):
            continue
        own = [one for one in calls if one.call.came_from is None]
        full = len(calls) >= DEPTH
        for one in in_order(own):
            if not full and one.waited < WAIT_S:
                continue
            if spare.get((to, exercise), 0) <= 0:
                break
            spare[to, exercise] -= 1
            yield Flow(one, room, to)
