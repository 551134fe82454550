"""How a camera is, from when its pictures came: the watchdog's rule, without a clock of its own."""

from __future__ import annotations

from dataclasses import dataclass

LIVE, STALE, DOWN = "live", "stale", "down"
STALE_S = 2.5
GIVE_UP_S = 10.0
"""Seconds without a picture until the camera is asked anew."""


@dataclass(frozen=True, slots=True)
class Health:
    """A state, its reason's code and parameters, and since when (microseconds UTC)."""

    state: str
    since: int
    reason: str | None = None
    params: tuple[tuple[str, str | int], ...] = ()


class CameraHealth:
    """Turns what happens on a camera's connection into a state; a method returns it if it changed."""

    def __init__(self) -> None:
        self.now: Health | None = None
        self._picture_at: float | None = None

    def playing(self, monotonic: float) -> None:
        """Pictures are promised: the watchdog counts from here."""
        self._picture_at = monotonic

    def picture(self, monotonic: float, wall: int) -> Health | None:
        """A picture came."""
        self._picture_at = monotonic
        return self._become(LIVE, wall, None)

    def tick(self, monotonic: float, wall: int) -> Health | None:
        """Time passes while connected; no picture for 2.5 s makes a camera stale."""
        if self._picture_at is None or monotonic - self._picture_at <= STALE_S:
            return None
        return self._become(STALE, wall, "camera.no_pictures")

    def hopeless(self, monotonic: float) -> bool:
        """Tell whether the connection should be given up."""
        return self._picture_at is not None and monotonic - self._picture_at > GIVE_UP_S

    def lost(self, wall: int, reason: str, params: dict[str, str | int] | None = None) -> Health | None:
        """The connection is gone or never came about."""
        self._picture_at = None
        return self._become(DOWN, wall, reason, params)

    def _become(
        self, state: str, wall: int, reason: str | None, params: dict[str, str | int] | None = None
    ) -> Health | None:
        if self.now is not None and (self.now.state, self.now.reason) == (state, reason):
            return None
        same = self.now is not None and self.now.state == state
        since = self.now.since if same and self.now is not None else wall
        self.now = Health(state, since, reason, tuple(sorted((params or {}).items())))
        return self.now
