"""Things to do later, on an injected clock: whoever owns the loop asks when, and says when it is time."""

import heapq
from collections.abc import Callable
from itertools import count

from domain.clock import Clock


class Timer:
    """One thing to do, unless it is called off."""

    __slots__ = ("at", "do")

    def __init__(self, at: float, do: Callable[[], None]) -> None:
        self.at = at
        self.do: Callable[[], None] | None = do

    def cancel(self) -> None:
        """Call it off; again is harmless."""
        self.do = None


class Timers:
    """All timers of one user agent, on the clock's monotonic seconds."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._heap: list[tuple[float, int, Timer]] = []
        self._order = count()
        self.changed: Callable[[], None] = lambda: None
        """Called when the next thing to do is earlier than it was."""

    def after(self, seconds: float, do: Callable[[], None]) -> Timer:
        """Have something done when so many seconds have passed."""
        timer = Timer(self._clock.monotonic() + seconds, do)
        first = self.next_at
        heapq.heappush(self._heap, (timer.at, next(self._order), timer))
        if first is None or timer.at < first:
            self.changed()
        return timer

    @property
    def next_at(self) -> float | None:
        """When there is something to do, monotonic seconds; None: nothing waits."""
        while self._heap and self._heap[0][2].do is None:
            heapq.heappop(self._heap)
        return self._heap[0][0] if self._heap else None

    def run_due(self) -> None:
        """Do what is due now."""
        now = self._clock.monotonic()
        while (at := self.next_at) is not None and at <= now:
            _, _, timer = heapq.heappop(self._heap)
            do, timer.do = timer.do, None
            if do is not None:
                do()

    @property
    def waiting(self) -> int:
        """How many things wait, those called off included until their time."""
        return len(self._heap)
