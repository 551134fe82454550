"""When a tile may say LIVE: the rule alone, without clocks or threads."""

from __future__ import annotations

from dataclasses import dataclass

from console.video.source import Picture

CONNECTING_S = 5.0
LATE_LATENCY_S = 2.0
FROZEN_S = 2.5
NO_SIGNAL_S = 60.0
"""Seconds after which a picture that stands is no longer worth its place."""
DEFAULT_FRAME_S = 1 / 15
BELIEVABLE_S = (-0.5, 60.0)


@dataclass(frozen=True, slots=True)
class Signs:
    """What is known of a tile, times in monotonic seconds."""

    opened: float
    last: float | None
    frame_s: float
    latency_s: float | None
    ended: bool


def judge(now: float, signs: Signs) -> tuple[Picture, float | None]:
    """Return the tile's state and since when, None for "since it changed"."""
    if signs.last is None:
        waiting = now - signs.opened <= CONNECTING_S and not signs.ended
        return (Picture.CONNECTING if waiting else Picture.NO_SIGNAL), None
    gap = now - signs.last
    if gap > NO_SIGNAL_S:
        return Picture.NO_SIGNAL, signs.last
    if gap > max(FROZEN_S, 5 * signs.frame_s):
        return Picture.FROZEN, signs.last
    if gap > 3 * signs.frame_s + 1.0:
        return Picture.LATE, signs.last
    if signs.latency_s is not None and signs.latency_s > LATE_LATENCY_S:
        return Picture.LATE, signs.last
    return Picture.LIVE, None


def latency(now: int, captured: int | None) -> float | None:
    """Return seconds from capture to `now` (microseconds UTC); None where the clocks cannot be believed."""
    if captured is None:
        return None
    seconds = (now - captured) / 1_000_000
    return max(0.0, seconds) if BELIEVABLE_S[0] <= seconds <= BELIEVABLE_S[1] else None


def next_frame_time(frame_s: float, ticks: int) -> float:
    """Return the running estimate of a frame's time in seconds, after two pictures `ticks` apart."""
    step = ticks / 90_000
    return frame_s + 0.1 * (step - frame_s) if 0.005 <= step <= 2.0 else frame_s
