"""What happened to the shift's papers."""

from uuid import UUID

from domain.agency import Agencies
from domain.bolo import BoloKind
from domain.change import Change
from domain.clock import Micros
from domain.severity import Severity
from domain.shift import Point
from domain.words import Address, Name, Narrative, Plate, RoomName


class BoloIssued(Change, frozen=True, kw_only=True, tag="bolo_issued"):
    """Units look out for something until a moment."""

    bolo: UUID
    short: int
    room: RoomName
    what: BoloKind
    title: Address
    by: Name
    expires_at: Micros
    priority: Severity = Severity.MEDIUM
    details: Narrative = ""
    plate: Plate = ""
    case: Address = ""
    incident: UUID | None = None
    agencies: Agencies = ()
    exercise: bool = False


class BoloCancelled(Change, frozen=True, kw_only=True, tag="bolo_cancelled"):
    """It is looked for no more."""

    bolo: UUID
    by: Name
    reason: Address


class LogWritten(Change, frozen=True, kw_only=True, tag="log_written"):
    """Somebody wrote in the room's log."""

    entry: UUID
    room: RoomName
    by: Name
    text: Narrative
    incident: UUID | None = None
    unit: UUID | None = None
    exercise: bool = False


class HandoverMade(Change, frozen=True, kw_only=True, tag="handover_made"):
    """What the next shift must know was put down, or put down anew: nobody had signed yet."""

    handover: UUID
    room: RoomName
    by: Name
    points: tuple[Point, ...] = ()
    remarks: Narrative = ""
    exercise: bool = False


class HandoverSigned(Change, frozen=True, kw_only=True, tag="handover_signed"):
    """Somebody signed it: first whoever leaves, then (`taken`) whoever comes."""

    handover: UUID
    operator: UUID
    by: Name
    taken: bool = False


ShiftChange = BoloIssued | BoloCancelled | LogWritten | HandoverMade | HandoverSigned
