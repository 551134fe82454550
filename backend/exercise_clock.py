"""A time of day that a conductor sets: whole days are played in minutes, on an exercise's database only.

The time lies in a file of eight bytes (microseconds UTC, little-endian) that the conductor maps and writes.
Intervals stay the machine's own, so that lines, pings and timeouts go on as ever.
"""

from __future__ import annotations

import mmap
from pathlib import Path

from domain.clock import Micros, SystemClock

WIDTH = 8


class NoClock(ValueError):
    """The file is no clock; the text is for the terminal."""


class ExerciseClock(SystemClock):
    """Tells the conductor's time."""

    def __init__(self, path: Path) -> None:
        """Raises `NoClock` for a file that is none."""
        try:
            with path.open("rb") as stream:
                self._held = mmap.mmap(stream.fileno(), WIDTH, access=mmap.ACCESS_READ)
        except (OSError, ValueError):
            raise NoClock(f"exercise clock: {path} is no file of {WIDTH} bytes") from None

    def now(self) -> Micros:
        """Return the time of day that was set last."""
        return int.from_bytes(self._held[:WIDTH], "little")


class Conductor:
    """The other end: sets the time that a backend reads."""

    def __init__(self, path: Path, start: Micros) -> None:
        path.write_bytes(start.to_bytes(WIDTH, "little"))
        with path.open("r+b") as stream:
            self._held = mmap.mmap(stream.fileno(), WIDTH)

    def set(self, now: Micros) -> None:
        """Set the time of day."""
        self._held[:WIDTH] = now.to_bytes(WIDTH, "little")

    def close(self) -> None:
        """Let go of the file."""
        self._held.close()
