"""What the dispatch pane shows, as plain values: the incident, the map around it, who should go."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

from domain.agency import Agency
from domain.clock import Micros
from domain.severity import Severity
from domain.unit import UnitStatus
from widgets.form_notes import Danger

Metres = tuple[float, float]
"""East and north of the incident."""


class Asking(StrEnum):
    """Where the recommendation stands."""

    READY = "ready"
    ASKING = "asking"  # the last order is kept meanwhile
    NOBODY = "nobody"  # none is fit
    ALONE = "alone"  # the server is lost: pick by hand
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class Going:
    """One row: a unit that may go, that goes already, or that is set apart with why."""

    unit: UUID
    call_sign: str
    agency: Agency
    status: UnitStatus
    reason: str
    facts: str = ""
    rank: int | None = None
    eta_s: int | None = None
    assigned: bool = False
    pending: bool = False
    trouble: str = ""
    """In the place of the time, for one that is set apart: sin dato."""
    can_go: bool = True

    @property
    def apart(self) -> bool:
        """Not ranked."""
        return self.rank is None and not self.assigned


@dataclass(frozen=True, slots=True)
class StreetLine:
    """A piece of a street; `wide` for avenues; `name` where it is to be written."""

    points: tuple[Metres, ...]
    wide: bool = False
    name: str = ""


@dataclass(frozen=True, slots=True)
class StripUnit:
    """A unit on the strip map."""

    call_sign: str
    agency: Agency
    status: UnitStatus
    at: Metres
    route: tuple[Metres, ...] = ()
    assigned: bool = False
    chosen: bool = False


@dataclass(frozen=True, slots=True)
class Strip:
    """What lies around the incident, in metres from it; `radius` is how far up and down it is drawn."""

    streets: tuple[StreetLine, ...] = ()
    units: tuple[StripUnit, ...] = ()
    radius: float = 350.0


@dataclass(frozen=True, slots=True)
class DispatchView:
    """Everything; `basis` says what the order was made of (by road, how old positions are)."""

    incident: UUID
    number: str
    title: str
    place: str
    priority: Severity
    created_at: Micros
    limit: Micros | None = None
    needs: str = ""
    who_goes: str = ""
    alarm_level: int = 1
    provisional: bool = False
    pending: bool = False
    closed: bool = False
    strip: Strip | None = None
    rows: tuple[Going, ...] = ()
    asking: Asking = Asking.ASKING
    basis: str = ""
    why: str = ""
    """Why there is no order, in words."""
    dangers: tuple[Danger, ...] = ()
    """What was known of the place when the incident was made."""
    explained: str = ""
    """A past moment is shown instead of the order of now: which, in words."""
