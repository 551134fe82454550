"""The one source of time: every program is given a Clock, nobody asks the machine directly."""

import time
from typing import Protocol

Micros = int
"""Microseconds since 1970-01-01 UTC; the only form of time in memory and on the wire."""

SECOND: Micros = 1_000_000
MINUTE: Micros = 60 * SECOND
HOUR: Micros = 60 * MINUTE
DAY: Micros = 24 * HOUR


class Clock(Protocol):
    """Tells the time of day and measures intervals."""

    def now(self) -> Micros:
        """Return the time of day, in microseconds UTC; it may step when the machine's clock is set."""
        ...

    def monotonic(self) -> float:
        """Return seconds that only ever grow, for intervals and timeouts."""
        ...


class SystemClock:
    """The machine's clock."""

    def now(self) -> Micros:
        """Return the machine's time of day."""
        return time.time_ns() // 1000

    def monotonic(self) -> float:
        """Return the machine's CLOCK_MONOTONIC."""
        return time.monotonic()


class ManualClock:
    """A clock that moves only when told to: for tests, exercises and replays."""

    def __init__(self, start: Micros = 1_795_000_000 * SECOND) -> None:
        self._now = start
        self._monotonic = 1000.0

    def now(self) -> Micros:
        """Return the time that was set."""
        return self._now

    def monotonic(self) -> float:
        """Return the seconds that were advanced so far, from an arbitrary start."""
        return self._monotonic

    def advance(self, seconds: float) -> None:
        """Let `seconds` pass."""
        self._now += round(seconds * SECOND)
        self._monotonic += seconds

    def step(self, seconds: float) -> None:
        """Set the time of day forward or back, as an administrator would: no interval passes."""
        self._now += round(seconds * SECOND)
