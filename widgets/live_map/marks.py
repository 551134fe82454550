"""What the map is told besides units: incidents, cameras and alerts, as plain frozen values."""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import dataclass

from domain.camera import CameraState
from domain.clock import Micros
from domain.observed import Observed
from domain.place import Position
from domain.severity import Severity


def _observed(position: object, what: str) -> None:
    if not isinstance(position, Observed):
        raise TypeError(f"{what}: a position without age and source cannot be shown")


@dataclass(frozen=True, slots=True)
class MapIncident:
    """An incident with its observed position; `accuracy` of the observation is drawn as a circle (metres).

    `draft`: not confirmed by the backend yet (a call being taken, or desk mode).
    """

    key: Hashable
    number: str
    title: str
    severity: Severity
    position: Observed[Position]
    since: Micros
    detail: str = ""
    draft: bool = False

    def __post_init__(self) -> None:
        """Refuse a bare position."""
        _observed(self.position, "incident")


@dataclass(frozen=True, slots=True)
class MapCamera:
    """A camera at its registered place. `heading` and `view` in degrees; `tile` = where its picture is shown.

    The cone is drawn only when `of_incident`: all cones at once say nothing.
    """

    key: Hashable
    label: str
    name: str
    position: Position
    state: CameraState
    since: Micros
    heading: float | None = None
    view: float = 70.0
    tile: int | None = None
    of_incident: bool = False
    reach: float = 90.0


@dataclass(frozen=True, slots=True)
class MapAlert:
    """An alert. One that protects a person has no position at all: only the barrio's name in `area`."""

    key: Hashable
    text: str
    severity: Severity
    since: Micros
    position: Observed[Position] | None = None
    area: str = ""
    protected: bool = False

    def __post_init__(self) -> None:
        """Refuse a bare position, and any position of a protected person."""
        if self.protected and self.position is not None:
            raise ValueError("alert: a protected person has no position on the map")
        if self.position is not None:
            _observed(self.position, "alert")
