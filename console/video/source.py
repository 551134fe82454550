"""What a wall of tiles needs from video: the newest picture of each tile, and honestly how it is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Protocol

from domain.clock import Micros


class Picture(StrEnum):
    """What a tile may claim about its picture."""

    CONNECTING = "connecting"
    LIVE = "live"
    LATE = "late"
    FROZEN = "frozen"
    NO_SIGNAL = "no_signal"


@dataclass(frozen=True, slots=True)
class Frame:
    """One picture, already of its tile's size, as rows of blue, green, red, padding bytes.

    Wrap it without a copy and keep the Frame as long as the image:
    `QImage(frame.pixels, frame.width, frame.height, frame.stride, QImage.Format.Format_RGB32)`.
    `captured` is microseconds UTC by the camera, None where its clock is unknown; `arrived` and `decoded` are
    monotonic seconds; `number` counts the pictures of this tile.
    """

    pixels: Any
    width: int
    height: int
    stride: int
    captured: Micros | None
    arrived: float
    decoded: float
    number: int


@dataclass(frozen=True, slots=True)
class TileState:
    """How a tile's picture is.

    `since` in monotonic seconds: for LATE and FROZEN when the last picture came, else when the state began.
    `latency_s` is None where it was not measured. `reason` is a code ("camera.forbidden": the ticket was not
    good; "video.unreachable" ...), `retry_at` when a fresh URL will be asked for, in monotonic seconds, and
    `last_picture` when the last picture came, in microseconds UTC.
    """

    picture: Picture
    since: float
    latency_s: float | None = None
    reason: str | None = None
    retry_at: float | None = None
    last_picture: Micros | None = None


class FrameSource(Protocol):
    """Pictures for tiles; every method is quick, never blocks and belongs to the window's thread.

    A URL works once (its ticket does). When a stream ends, its tile appears in `wanting()` as soon as it is
    time to try again: ask the backend for a ticket and `reopen` the tile.
    """

    def open(self, tile: int, url: str, size: tuple[int, int] = (640, 360)) -> None:
        """Show a camera on a tile of `size` pixels, with nothing left of the one before."""
        ...

    def reopen(self, tile: int, url: str) -> None:
        """Go on with the same camera through a new URL; the last picture stays until the first new one."""
        ...

    def resize(self, tile: int, size: tuple[int, int]) -> None:
        """Scale the tile's next pictures to another size, in pixels of the screen."""
        ...

    def close(self, tile: int) -> None:
        """Let a tile go; an unknown one is no error."""
        ...

    def latest(self, tile: int) -> Frame | None:
        """Return the newest picture, the same one until there is another."""
        ...

    def fresh(self) -> Sequence[int]:
        """Return the tiles with a new picture since the last call, and allow the next wake-up."""
        ...

    def state(self, tile: int) -> TileState:
        """Return how a tile's picture is now."""
        ...

    def wanting(self) -> Sequence[int]:
        """Return the tiles whose stream ended and whose next try is due; each is named once a try."""
        ...

    def stop(self) -> None:
        """End every stream and thread."""
        ...
