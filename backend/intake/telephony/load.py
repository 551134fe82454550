"""How many calls may come at once: far beyond what a room can answer, and never a surprise.

Below the limits nobody is turned away. At four fifths of either the room is alarmed, so that a supervisor may
open desks or send calls on; beyond, a caller's network is told to come again, and may try another room.
"""

from collections import deque
from typing import Literal

from backend.intake.telephony.room import Turned
from domain.clock import Clock

MOST_RINGING = 500
MOST_A_SECOND = 100
WINDOW_S = 2.0
"""Over which the rate is counted: calls come in bursts, and a burst is no overload."""
ALARM_AT, QUIET_AT = 0.8, 0.6
"""Shares of a limit: where the alarm begins, and under which it is over."""
QUIET_S = 10.0
"""How long it must be quiet before the alarm is over."""
TELL_EVERY_S = 10.0
RETRY_AFTER_S = 2

Word = Literal["alarm", "over", ""]


class Load:
    """Counts what rings and what comes."""

    def __init__(
        self, clock: Clock, most_ringing: int = MOST_RINGING, most_a_second: int = MOST_A_SECOND
    ) -> None:
        self._clock = clock
        self._most_ringing = most_ringing
        self._most_a_second = most_a_second
        self._came: deque[float] = deque()
        self._told: float | None = None
        self._loud_at = 0.0

    @property
    def a_second(self) -> float:
        """How many calls a second were taken lately."""
        self._forget()
        return len(self._came) / WINDOW_S

    def admit(self, ringing: int) -> Turned | None:
        """Count a call that comes, or say why it cannot be taken."""
        if ringing >= self._most_ringing:
            return Turned(status=503, retry_after_s=RETRY_AFTER_S, why="ringing")
        if self.a_second >= self._most_a_second:
            return Turned(status=503, retry_after_s=RETRY_AFTER_S, why="rate")
        self._came.append(self._clock.monotonic())
        return None

    def word(self, ringing: int) -> Word:
        """Say whether the room is to be told now, or told that it is over."""
        now = self._clock.monotonic()
        share = max(ringing / self._most_ringing, self.a_second / self._most_a_second)
        if share >= QUIET_AT:
            self._loud_at = now
        if share >= ALARM_AT and (self._told is None or now - self._told >= TELL_EVERY_S):
            self._told = now
            return "alarm"
        if self._told is not None and share < QUIET_AT and now - self._loud_at >= QUIET_S:
            self._told = None
            return "over"
        return ""

    def _forget(self) -> None:
        oldest = self._clock.monotonic() - WINDOW_S
        while self._came and self._came[0] <= oldest:
            self._came.popleft()
