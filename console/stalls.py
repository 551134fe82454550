"""How late the window's loop comes to what is due: what a hand at the keyboard would feel."""

from __future__ import annotations

from PySide6.QtCore import QObject, Qt, QTimer

from domain.clock import Clock

EVERY_MS = 20
"""How often the loop is asked: a stall shorter than that may be missed, and is not felt either."""


class Stalls(QObject):
    """Asks the loop to turn every 20 ms and keeps how late each turn came, until `take` fetches it."""

    def __init__(self, clock: Clock, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._clock = clock
        self._late: list[float] = []
        self._last = clock.monotonic()
        self._timer = QTimer(self)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._turned)
        self._timer.start(EVERY_MS)

    def take(self) -> list[float]:
        """Return how late each turn since the last time was, in milliseconds."""
        late, self._late = self._late, []
        return late

    def _turned(self) -> None:
        now = self._clock.monotonic()
        self._late.append(round(max(0.0, (now - self._last) * 1000 - EVERY_MS), 1))
        self._last = now
