"""A clock whose time of day a test can set while time itself goes on."""

from __future__ import annotations

from domain.clock import Micros, SystemClock


class Shifted:
    """The machine's clock, with a wall clock that is `ahead` of it by some µs."""

    def __init__(self) -> None:
        self._real = SystemClock()
        self.ahead: Micros = 0

    def now(self) -> Micros:
        """The time of day."""
        return self._real.now() + self.ahead

    def monotonic(self) -> float:
        """Seconds that only grow."""
        return self._real.monotonic()
