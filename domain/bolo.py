"""A BOLO (be on the look-out): what units are told to look for, from whom, in which case, until when."""

from enum import StrEnum
from uuid import UUID

import msgspec

from domain.agency import Agencies
from domain.clock import Micros
from domain.severity import Severity
from domain.words import Address, Name, Narrative, Plate, RoomName


class BoloKind(StrEnum):
    """What is looked for."""

    VEHICLE = "vehicle"
    PERSON = "person"
    OTHER = "other"


class Bolo(msgspec.Struct, frozen=True, kw_only=True, tag="bolo", omit_defaults=True):
    """One BOLO: it has an issuer, an incident or a case, and an expiry, always."""

    id: UUID
    short: int
    room: RoomName
    what: BoloKind
    title: Address
    issued_at: Micros
    issued_by: Name
    expires_at: Micros
    priority: Severity = Severity.MEDIUM
    details: Narrative = ""
    plate: Plate = ""
    case: Address = ""
    incident: UUID | None = None
    agencies: Agencies = ()
    cancelled_at: Micros | None = None
    cancelled_by: Name = ""
    cancel_reason: Address = ""
    exercise: bool = False
