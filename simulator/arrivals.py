"""When people call 911: a Poisson process whose rate follows the hour of the day.

7,000 calls a day is the model city's load; the shape over the day is ours: quiet at five in the morning,
busy in the evening. Nothing here reads a clock: times go in and come out.
"""

from __future__ import annotations

from random import Random

from domain.clock import HOUR, Micros

CALLS_A_DAY = 7000.0
PRESSES_A_DAY = 60.0
"""Panic buttons pressed in the city in a day; ours."""

SITE_BEHIND_UTC: Micros = 3 * HOUR
"""Buenos Aires keeps UTC-3 all year; good enough for the shape of a day."""

BY_HOUR = (
    *(0.95, 0.78, 0.62, 0.50, 0.42, 0.40),
    *(0.48, 0.66, 0.84, 0.94, 1.00, 1.06),
    *(1.12, 1.12, 1.10, 1.12, 1.18, 1.26),
    *(1.36, 1.44, 1.46, 1.40, 1.26, 1.11),
)
"""Weight of each hour of the local day, from midnight."""

_MEAN = sum(BY_HOUR) / len(BY_HOUR)


def weight(at: Micros) -> float:
    """Return how busy the moment is against the mean of the day, between hours in a straight line."""
    hours = ((at - SITE_BEHIND_UTC) / HOUR) % 24.0
    hour, part = int(hours), hours % 1.0
    here, there = BY_HOUR[hour % 24], BY_HOUR[(hour + 1) % 24]
    return (here + part * (there - here)) / _MEAN


class Arrivals:
    """Draws the moments at which something happens, one after the other."""

    def __init__(self, per_day: float, rng: Random) -> None:
        self._per_day = per_day
        self._rng = rng

    def after(self, at: Micros) -> Micros | None:
        """Return the next moment after `at` by thinning (Lewis, Shedler 1979); None when the rate is 0."""
        if self._per_day <= 0.0:
            return None
        highest = max(BY_HOUR) / _MEAN
        mean_wait = 24 * HOUR / (self._per_day * highest)
        while True:
            at += max(1, round(self._rng.expovariate(1.0) * mean_wait))
            if self._rng.random() * highest < weight(at):
                return at
