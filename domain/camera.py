"""A camera and how its picture is."""

from enum import StrEnum
from uuid import UUID

import msgspec

from domain.agency import Agency
from domain.clock import Micros
from domain.place import Position
from domain.words import Code, Label, Name, RoomName


class CameraState(StrEnum):
    """How the relay sees a camera."""

    LIVE = "live"
    STALE = "stale"
    DOWN = "down"
    UNKNOWN = "unknown"


class Camera(msgspec.Struct, frozen=True, kw_only=True, tag="camera", omit_defaults=True):
    """One camera as desks know it; its address and credentials never leave the server.

    `heading` in degrees clockwise from north; `view` is the angle it sees, in degrees.
    """

    id: UUID
    label: Label
    name: Name
    position: Position
    room: RoomName
    agency: Agency = Agency.POLICE
    heading: float | None = None
    view: float = 70.0
    state: CameraState = CameraState.UNKNOWN
    since: Micros = 0
    reason: Code | None = None
