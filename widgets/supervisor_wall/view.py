"""What the wall is told, once a second: figures, city, units, the gravest alarm, and as of when."""

from __future__ import annotations

from dataclasses import dataclass

from domain.clock import Micros
from domain.room_health import Staffing
from domain.severity import Severity
from domain.unit import UnitStatus
from widgets.pane_faces import PaneState


@dataclass(frozen=True, slots=True)
class Figure:
    """One number. Without a `value` it is not known, and `words` say why.

    `history`: the last hour in twelfths, the present one last, None where nothing is known of one.
    """

    title: str
    target: str
    value: str = ""
    unit: str = ""
    words: str = ""
    history: tuple[float | None, ...] = ()
    missed: bool = False


@dataclass(frozen=True, slots=True)
class OverdueRow:
    """A unit that has been too long in a state, or soon will have been; times in microseconds UTC."""

    call_sign: str
    status: UnitStatus
    since: Micros
    limit: Micros
    about: str = ""


@dataclass(frozen=True, slots=True)
class CityMark:
    """An open incident on the map, in degrees."""

    severity: Severity
    lat: float
    lon: float


@dataclass(frozen=True, slots=True)
class Alarm:
    """The worst that nobody has taken: how many of its severity, and since when the oldest rings."""

    severity: Severity
    count: int
    since: Micros


@dataclass(frozen=True, slots=True)
class WallView:
    """Everything. `as_of`: the server's time at which the desk last heard it (microseconds UTC)."""

    room: str = ""
    state: PaneState = PaneState.LOADING
    now: Micros = 0
    as_of: Micros = 0
    alarm: Alarm | None = None
    figures: tuple[Figure, ...] = ()
    marks: tuple[CityMark, ...] = ()
    counts: tuple[tuple[Severity, int], ...] = ()
    placeless: int = 0
    units: int = 0
    available: int = 0
    overdue: tuple[OverdueRow, ...] = ()
    overdue_count: int = 0
    soon: int = 0
    staffing: Staffing | None = None
    exercise: bool = False
