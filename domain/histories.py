"""What was before: earlier calls of a number, earlier incidents at a place, and the dangers of it.

Reading other people's calls is part of handling one: it is on record, and never waits for the record.
"""

from uuid import UUID

import msgspec

from domain.call import CallMark, Disposition
from domain.clock import Micros
from domain.inquiry import Inquiry, Reply
from domain.place import Position
from domain.premises import Hazards
from domain.severity import Severity
from domain.words import Address, Label, Name, Telephone

MOST_LINES = 12
"""Of each kind, the newest: more is work for the history page."""
NEAR_M = 75.0
"""Incidents nearer than this are of the same place."""
AT_THE_DOOR_M = 40.0
"""Dangers of premises nearer than this are the place's: a block's front is about 100 m."""


class AskHistory(Inquiry, frozen=True, kw_only=True, tag="ask_history"):
    """What is known of the caller's number and of the place, for the call in hand."""

    call: UUID | None = None
    number: Telephone = ""
    address: Address = ""
    position: Position | None = None


class RevealAccess(Inquiry, frozen=True, kw_only=True, tag="reveal_access"):
    """The access code of premises, for a crew at the door; on record before it is told."""

    premise: UUID
    incident: UUID | None = None


class PastCall(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """An earlier call of the number."""

    short: int
    at: Micros
    disposition: Disposition | None = None
    type_code: Label | None = None
    place: Address = ""
    answered_name: Name = ""
    marks: tuple[CallMark, ...] = ()


class PastIncident(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """An earlier incident at the place; `metres` from it, None when only the words are the same."""

    number: Label
    at: Micros
    priority: Severity
    type_code: Label | None = None
    address: Address = ""
    metres: float | None = None
    open: bool = False


class CallHistory(Reply, frozen=True, kw_only=True, tag="call_history"):
    """What was found, the newest first; `recorded` is False while the reading could not be put on record."""

    calls: tuple[PastCall, ...] = ()
    incidents: tuple[PastIncident, ...] = ()
    hazards: Hazards = ()
    recorded: bool = True


class AccessTold(Reply, frozen=True, kw_only=True, tag="access_told"):
    """The code."""

    premise: UUID
    note: Address
