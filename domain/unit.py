"""A unit: who, in what, when; its states and its fixes."""

from enum import StrEnum
from uuid import UUID

import msgspec

from domain.agency import Agency
from domain.clock import Micros
from domain.words import Code, Label, Latitude, Longitude, Metres, Name, RoomName


class UnitStatus(StrEnum):
    """What a unit is doing."""

    AVAILABLE = "available"
    DISPATCHED = "dispatched"
    EN_ROUTE = "en_route"
    ON_SCENE = "on_scene"
    TRANSPORTING = "transporting"
    AT_FACILITY = "at_facility"
    STAGED = "staged"
    DELAYED = "delayed"
    IN_QUARTERS = "in_quarters"
    OUT_OF_SERVICE = "out_of_service"


_S = UnitStatus
COMMITTED = frozenset(
    {_S.DISPATCHED, _S.EN_ROUTE, _S.ON_SCENE, _S.TRANSPORTING, _S.AT_FACILITY, _S.STAGED, _S.DELAYED}
)
"""States that belong to an incident."""
FREE = frozenset({_S.AVAILABLE, _S.IN_QUARTERS})
"""States from which a unit can be dispatched."""

TRANSITIONS: dict[UnitStatus, frozenset[UnitStatus]] = {
    _S.AVAILABLE: frozenset({_S.DISPATCHED, _S.IN_QUARTERS, _S.OUT_OF_SERVICE}),
    _S.IN_QUARTERS: frozenset({_S.AVAILABLE, _S.DISPATCHED, _S.OUT_OF_SERVICE}),
    _S.OUT_OF_SERVICE: frozenset({_S.AVAILABLE, _S.IN_QUARTERS}),
    _S.DISPATCHED: frozenset({_S.EN_ROUTE, _S.ON_SCENE, _S.DELAYED, _S.AVAILABLE, _S.OUT_OF_SERVICE}),
    _S.EN_ROUTE: frozenset({_S.ON_SCENE, _S.STAGED, _S.DELAYED, _S.AVAILABLE, _S.OUT_OF_SERVICE}),
    _S.DELAYED: frozenset({_S.EN_ROUTE, _S.ON_SCENE, _S.STAGED, _S.AVAILABLE, _S.OUT_OF_SERVICE}),
    _S.STAGED: frozenset({_S.EN_ROUTE, _S.ON_SCENE, _S.AVAILABLE, _S.OUT_OF_SERVICE}),
    _S.ON_SCENE: frozenset({_S.TRANSPORTING, _S.AVAILABLE, _S.OUT_OF_SERVICE}),
    _S.TRANSPORTING: frozenset({_S.AT_FACILITY, _S.AVAILABLE, _S.OUT_OF_SERVICE}),
    _S.AT_FACILITY: frozenset({_S.AVAILABLE, _S.OUT_OF_SERVICE}),
}
"""What may follow what. A second assignment never turns "on scene" into "dispatched"."""


class Visibility(StrEnum):
    """Into which fan-out a unit's position goes; covert units never enter a shared map cell."""

    SHARED = "shared"
    COVERT = "covert"


class Assignment(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Who crews a unit, with which device and vehicle, in which shift."""

    agents: tuple[Name, ...] = ()
    device: Label | None = None
    vehicle: Label | None = None
    shift: Label | None = None


class Unit(msgspec.Struct, frozen=True, kw_only=True, tag="unit", omit_defaults=True):
    """One unit. `index` is its number in binary position frames (0 to 65,535)."""

    id: UUID
    index: int
    call_sign: Label
    agency: Agency
    room: RoomName
    status: UnitStatus
    since: Micros
    assignment: Assignment = Assignment()
    incident: UUID | None = None
    stack: tuple[UUID, ...] = ()
    """The incidents it goes to next, in this order."""
    check_due: Micros | None = None
    """When its officer-safety check is due; None: none is running."""
    capabilities: tuple[Code, ...] = ()
    visibility: Visibility = Visibility.SHARED
    exercise: bool = False


class Fix(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One position report of a phone; degrees, km/h, degrees clockwise from north, metres.

    `device_time` is the phone's own; `received_at` the server's.
    """

    lat: Latitude
    lon: Longitude
    device_time: Micros
    received_at: Micros
    speed: float | None = None
    course: float | None = None
    accuracy: Metres | None = None
