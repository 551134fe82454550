"""What can be asked of the shift's papers: BOLOs, the log, the handover."""

from typing import Annotated
from uuid import UUID

import msgspec

from domain.agency import Agencies
from domain.bolo import BoloKind
from domain.clock import Micros
from domain.command import Command, Why
from domain.severity import Severity
from domain.shift import Point
from domain.words import Address, Narrative, Plate, RoomName


class IssueBolo(Command, frozen=True, kw_only=True, tag="issue_bolo"):
    """Tell units to look out for something until a moment; with an incident, or a case."""

    bolo: UUID
    what: BoloKind
    title: Annotated[str, msgspec.Meta(min_length=3, max_length=240)]
    expires_at: Micros
    room: RoomName | None = None
    priority: Severity = Severity.MEDIUM
    details: Narrative = ""
    plate: Plate = ""
    case: Address = ""
    incident: UUID | None = None
    agencies: Agencies = ()


class CancelBolo(Command, frozen=True, kw_only=True, tag="cancel_bolo"):
    """It is looked for no more."""

    bolo: UUID
    reason: Why


class WriteLog(Command, frozen=True, kw_only=True, tag="write_log"):
    """Write a line in the room's log."""

    entry: UUID
    text: Annotated[str, msgspec.Meta(min_length=1, max_length=2000)]
    incident: UUID | None = None
    unit: UUID | None = None


class MakeHandover(Command, frozen=True, kw_only=True, tag="make_handover"):
    """Put down what the next shift must know: points as generated, remarks as written."""

    handover: UUID
    points: Annotated[tuple[Point, ...], msgspec.Meta(max_length=256)] = ()
    remarks: Narrative = ""


class SignHandover(Command, frozen=True, kw_only=True, tag="sign_handover"):
    """Sign it: whoever leaves first, then whoever comes; never one person twice."""

    handover: UUID


ShiftOrder = IssueBolo | CancelBolo | WriteLog | MakeHandover | SignHandover
