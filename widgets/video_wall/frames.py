"""What the wall asks of whoever has the pictures, and what it is told about its tiles."""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Protocol

from domain.clock import Micros
from domain.severity import Severity

MOST_TILES = 9


class Picture(StrEnum):
    """What a tile may claim about its picture."""

    CONNECTING = "connecting"
    LIVE = "live"
    LATE = "late"
    FROZEN = "frozen"
    NO_SIGNAL = "no_signal"


class Frame(Protocol):
    """One picture as rows of blue, green, red, padding bytes; kept alive while an image lies over it.

    `captured`: microseconds UTC by the camera's clock, None where unknown. `number` grows with each one.
    """

    @property
    def pixels(self) -> Any: ...
    @property
    def width(self) -> int: ...
    @property
    def height(self) -> int: ...
    @property
    def stride(self) -> int: ...
    @property
    def captured(self) -> Micros | None: ...
    @property
    def number(self) -> int: ...


class TileState(Protocol):
    """How a tile's picture is. `picture` is a word of Picture; `since` and `retry_at` in monotonic seconds.

    `latency_s` is None where it was not measured; `reason` a code; `last_picture` in microseconds UTC.
    """

    @property
    def picture(self) -> str: ...
    @property
    def since(self) -> float: ...
    @property
    def latency_s(self) -> float | None: ...
    @property
    def reason(self) -> str | None: ...
    @property
    def retry_at(self) -> float | None: ...
    @property
    def last_picture(self) -> Micros | None: ...


class FrameSource(Protocol):
    """Pictures by tile number; every method is quick and belongs to the window's thread."""

    def latest(self, tile: int) -> Frame | None:
        """The newest picture, the same one until there is another; it stays when the stream stops."""
        ...

    def state(self, tile: int) -> TileState:
        """How the tile's picture is now."""
        ...

    def resize(self, tile: int, size: tuple[int, int]) -> None:
        """Scale the tile's next pictures to this size, in pixels of the screen."""
        ...


@dataclass(frozen=True, slots=True)
class WallTile:
    """What is on a tile: its number (1 to 9, printed and typed) and the camera's label and place.

    No address and no credentials: the wall never knows them. `severity` and `incident` when it shows one.
    """

    number: int
    label: str
    name: str
    camera: Hashable = None
    severity: Severity | None = None
    incident: str = ""

    def __post_init__(self) -> None:
        """Numbers are keys on the keyboard."""
        if not 1 <= self.number <= MOST_TILES:
            raise ValueError(f"tile: from 1 to {MOST_TILES}")
