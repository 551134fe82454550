"""How one vehicle or one patrol on foot moves through the streets: pure steps of one second.

A car speeds up and brakes at what a driver does without hurry, keeps the limit, slows to turn, stops at a red
light and sometimes parks: a patrol's stop lasts 10 to 16 minutes, one in two hours (Koper, 1995).
"""

from __future__ import annotations

from enum import StrEnum
from math import sqrt
from random import Random
from typing import NamedTuple

from simulator.ground import Point
from simulator.streets import Road, Streets

STEP_S = 1.0
"""Length of one step of the movement, seconds."""

BRAKE = 2.5
"""Deceleration of ordinary braking, m/s²."""

TURN_MS = 5.0
"""Speed in a turn of more than 30 degrees, m/s."""

RUN_AMBER_MS = 4.0
"""Faster than this, m/s, a light that turns red at the last moment is passed."""

STOP_S = (600.0, 960.0)
"""How long a patrol's stop lasts, seconds."""

LIGHT_CYCLE_S = 80.0
GREEN_S = 42.0
"""A traffic light's cycle, and how much of it one direction has, seconds."""


class Kind(StrEnum):
    """What moves."""

    CAR = "car"
    MOTORCYCLE = "motorcycle"
    AMBULANCE = "ambulance"
    ENGINE = "engine"
    FOOT = "foot"


class Manner(NamedTuple):
    """How a kind moves: top speed m/s, acceleration m/s², how far it strays from home in metres,
    and how many stops it makes an hour."""

    top: float
    accelerate: float
    stray: float
    stops: float


MANNERS: dict[Kind, Manner] = {
    Kind.CAR: Manner(16.0, 1.8, 1800.0, 0.5),
    Kind.MOTORCYCLE: Manner(16.6, 2.6, 2200.0, 0.5),
    Kind.AMBULANCE: Manner(16.6, 1.6, 3000.0, 0.5),
    Kind.ENGINE: Manner(13.0, 1.1, 2500.0, 0.5),
    Kind.FOOT: Manner(1.4, 1.0, 500.0, 1.0),
}


class Motion(NamedTuple):
    """Where something is on the flat map, how fast (m/s) and which way (degrees from north)."""

    place: Point
    speed: float
    heading: float


def red(corner: int, heading: float, at: float) -> bool:
    """Tell whether whoever comes to a corner with this heading sees red at second `at`.

    Every third corner has lights; the two directions of the grid have green in turn, each corner with its own
    offset, so that not all of the city stops at once.
    """
    if corner % 3:
        return False
    phase = (at + corner * 17 % LIGHT_CYCLE_S) % LIGHT_CYCLE_S
    north_south = abs((heading + 45.0) % 180.0 - 45.0) < 45.0
    return (phase < GREEN_S) != north_south


class Vehicle:
    """One unit's body. `home` is the point it stays around; draws come from its own `rng`."""

    def __init__(self, streets: Streets, kind: Kind, home: Point, rng: Random) -> None:
        self._streets = streets
        self._kind = kind
        self._manner = MANNERS[kind]
        self._home = home
        self._rng = rng
        self._corner = streets.nearest(home)
        self._road = rng.choice(streets.roads[self._corner])
        self._next = self._choose(self._corner, self._road)
        self._along = rng.uniform(0.0, self._road.length)
        self._speed = 0.0
        self._parked_until = 0.0
        self._stop_s = 0.0  # seconds that the next stop will last; 0 = not looking for a place

    def advance(self, at: float, until: float) -> None:
        """Move from second `at` to second `until` of the same clock, in steps of at most one second."""
        while at < until:
            span = min(STEP_S, until - at)
            at += span
            self._step(at, span)

    def motion(self) -> Motion:
        """Return where the vehicle is now: always on a street."""
        start = self._streets.corners[self._corner]
        end = self._streets.corners[self._road.to]
        part = self._along / self._road.length
        place = (start[0] + part * (end[0] - start[0]), start[1] + part * (end[1] - start[1]))
        return Motion(place, self._speed, self._road.heading)

    def _step(self, at: float, span: float) -> None:
        if at < self._parked_until:
            return
        if not self._stop_s and self._rng.random() < self._manner.stops / 3600.0 * span:
            self._stop_s = self._rng.uniform(*STOP_S)
        left = self._road.length - self._along
        wanted = 0.0 if self._stop_s else min(self._road.limit, self._manner.top, self._approach(left, at))
        faster = self._speed + self._manner.accelerate * span
        slower = self._speed - 1.6 * BRAKE * span
        self._speed = max(0.0, min(faster, max(wanted, slower)))
        self._go(self._speed * span, at)
        if self._stop_s and self._speed == 0.0:
            self._parked_until, self._stop_s = at + self._stop_s, 0.0

    def _approach(self, left: float, at: float) -> float:
        """The speed from which the vehicle can still slow down for the corner ahead, m/s."""
        if self._waits(at):
            # Two metres before the corner; 1 m/s is too slow to be worth creeping on.
            room = left - 2.0
            return 0.0 if room < 0.5 else sqrt(2.0 * BRAKE * room)
        turn = abs((self._next.heading - self._road.heading + 180.0) % 360.0 - 180.0)
        at_corner = TURN_MS if turn > 30.0 else min(self._road.limit, self._next.limit)
        return sqrt(at_corner * at_corner + 2.0 * BRAKE * left)

    def _waits(self, at: float) -> bool:
        return self._kind is not Kind.FOOT and red(self._road.to, self._road.heading, at)

    def _go(self, metres: float, at: float) -> None:
        self._along += metres
        while self._along >= self._road.length:
            if self._waits(at) and self._speed < RUN_AMBER_MS:
                self._along = self._road.length
                self._speed = 0.0
                return
            self._along -= self._road.length
            self._corner = self._road.to
            self._road = self._next
            self._next = self._choose(self._corner, self._road)

    def _choose(self, origin: int, road: Road) -> Road:
        """Draw what follows `road` out of `origin`: mostly straight on, homewards when far."""
        roads = self._streets.roads[road.to]
        ahead = [other for other in roads if other.to != origin] or roads
        return self._rng.choices(ahead, [self._appeal(road, other) for other in ahead])[0]

    def _appeal(self, road: Road, other: Road) -> float:
        turn = abs((other.heading - road.heading + 180.0) % 360.0 - 180.0)
        appeal = 4.0 if turn < 30.0 else 1.0
        if other.avenue and self._kind is not Kind.FOOT:
            appeal *= 1.7
        here, there = self._streets.corners[road.to], self._streets.corners[other.to]
        far_now, far_then = _far(here, self._home), _far(there, self._home)
        # One-way streets lead on before they lead back: the turn for home begins early.
        if far_then > far_now and far_now > 0.6 * self._manner.stray:
            appeal *= 0.02 if far_now > self._manner.stray else 0.25
        return appeal


def _far(a: Point, b: Point) -> float:
    return sqrt((a[0] - b[0]) ** 2 + (a[1] - b[1]) ** 2)
