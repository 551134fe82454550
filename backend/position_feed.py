"""Positions to the desks, twice a second: one frame a map cell, made once and given to all who watch it."""

import asyncio
import logging
from collections import Counter
from collections.abc import Callable

from backend.positions import CellClass, Positions
from domain.clock import SECOND, Clock, Micros
from domain.geo import cell_of
from domain.people import Actor, Role
from domain.positions_frame import ZOOM
from domain.wire import Flow, Watch

log = logging.getLogger(__name__)

PERIOD_S = 0.5
STEP_US: Micros = SECOND
"""A wall clock that moves this much more or less than time itself was set by somebody."""


def wall_of(clock: Clock) -> Micros:
    """Return the time of day without the time that passes: it changes only when the clock is set."""
    return clock.now() - round(clock.monotonic() * SECOND)


class View:
    """The map cells that a desk shows, and the classes of units it may see there."""

    def __init__(self, actor: Actor, watch: Watch) -> None:
        self._classes = classes_of(actor)
        # A box that is upside down is still a box.
        corners = cell_of(watch.south, watch.west, ZOOM), cell_of(watch.north, watch.east, ZOOM)
        (self._west, self._east), (self._north, self._south) = map(sorted, zip(*corners, strict=True))

    def holds(self, place: CellClass) -> bool:
        """Tell whether the desk is to be sent this cell."""
        (cx, cy), kind = place
        # Cell rows count from the north.
        return kind in self._classes and self._west <= cx <= self._east and self._north <= cy <= self._south


def classes_of(actor: Actor) -> frozenset[str]:
    """Return the fan-out classes that an actor may be sent: covert units are the supervisor's alone."""
    if actor.exercise:
        return frozenset({"exercise"})
    if actor.operator is None:
        return frozenset()
    match actor.operator.role:
        case Role.SUPERVISOR:
            return frozenset({"shared", "covert"})
        case Role.CALL_TAKER | Role.DISPATCHER | Role.VIDEO_OPERATOR:
            return frozenset({"shared"})
        case _:
            return frozenset()


class PositionFeed:
    """Wakes its listeners with the cells that changed; frames are cached for one period."""

    def __init__(self, positions: Positions, clock: Clock) -> None:
        self._positions = positions
        self._clock = clock
        self._frames: dict[CellClass, bytes] = {}
        self._listeners: set[Callable[[set[CellClass]], None]] = set()
        self._seen = 0
        self.flow = Flow(per_second=0.0, conflated=0, refused=0)
        self.conflated = 0

    def join(self, listener: Callable[[set[CellClass]], None]) -> None:
        """Have `listener` called with every set of changed cells."""
        self._listeners.add(listener)

    def leave(self, listener: Callable[[set[CellClass]], None]) -> None:
        """Stop calling `listener`."""
        self._listeners.discard(listener)

    @property
    def counts(self) -> Counter[str]:
        """What became of the fixes, by verdict."""
        return self._positions.counts

    def all_cells(self) -> set[CellClass]:
        """Return every cell that holds a unit: what a new view starts with."""
        return set(self._positions.cells())

    def frame(self, place: CellClass) -> bytes:
        """Return the frame of a cell as of now, give or take one period."""
        frame = self._frames.get(place)
        if frame is None:
            frame = self._frames[place] = self._positions.frame(place, self._clock.now())
        return frame

    async def run(self) -> None:
        """Tick until cancelled."""
        last = self._clock.monotonic()
        wall = wall_of(self._clock)
        while True:
            await asyncio.sleep(PERIOD_S)
            now = self._clock.monotonic()
            self._measure(now - last)
            last = now
            before, wall = wall, wall_of(self._clock)
            if abs(wall - before) > STEP_US:
                log.warning("the wall clock was set by %.1f s", (wall - before) / SECOND)
            self._frames.clear()
            dirty = self._positions.dirty_cells()
            if dirty:
                for listener in tuple(self._listeners):
                    listener(dirty)

    def _measure(self, seconds: float) -> None:
        counts = self._positions.counts
        rate = (counts["received"] - self._seen) / seconds if seconds > 0 else 0.0
        self._seen = counts["received"]
        # Smoothed over some five seconds: phones report in waves.
        smooth = 0.8 * self.flow.per_second + 0.2 * rate
        refused = counts["refused"] + counts["not_issued"]
        self.flow = Flow(per_second=round(smooth, 1), conflated=self.conflated, refused=refused)
