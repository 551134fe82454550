"""What time it is at the server, told from its heartbeats."""

from collections import deque

from domain.clock import SECOND, Clock, Micros

WINDOW = 120
"""Heartbeats that are remembered: 30 s of them."""
STEP: Micros = 2 * SECOND
"""A heartbeat that differs by more than this was not late: the server's clock was set."""


class ServerTime:
    """The server's time of day at this desk, independent of the desk's own wall clock.

    Each heartbeat says `at`, and arrives a little late; the least late of the last 30 s is the best one.
    Between heartbeats, and while the line is dead, CLOCK_MONOTONIC goes on.
    """

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._offsets: deque[Micros] = deque(maxlen=WINDOW)
        self._best: Micros | None = None

    def beat(self, at: Micros) -> None:
        """Take the server's time that has just come."""
        offset = at - self._ticks()
        if self._best is None or abs(offset - self._best) > STEP:
            self._offsets.clear()
        self._offsets.append(offset)
        self._best = max(self._offsets)

    def now(self) -> Micros:
        """Return the server's time of day; before any heartbeat, the desk's own."""
        return self._clock.now() if self._best is None else self._ticks() + self._best

    @property
    def known(self) -> bool:
        """Whether a server has told its time yet."""
        return self._best is not None

    def desk_is_off_by(self) -> Micros:
        """Return how far the desk's wall clock is ahead of the server's (negative: behind)."""
        return 0 if self._best is None else self._clock.now() - self.now()

    def _ticks(self) -> Micros:
        return round(self._clock.monotonic() * SECOND)
