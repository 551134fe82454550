"""A call to 911, from the first ring to its disposition."""

from enum import StrEnum
from typing import Annotated
from uuid import UUID

import msgspec

from domain.agency import Agencies
from domain.clock import Micros
from domain.mentioned import Answers, People, Vehicles
from domain.observed import Observed
from domain.place import Position
from domain.severity import Severity
from domain.shape import AreaShape
from domain.words import Address, Code, Label, Name, Narrative, Plate, RoomName, Telephone


class CallState(StrEnum):
    """Where a call stands."""

    RINGING = "ringing"
    ANSWERED = "answered"
    ENDED = "ended"  # the line is closed, the form is still open
    ABANDONED = "abandoned"  # the caller hung up before anyone answered: to be called back
    CLOSED = "closed"


class Disposition(StrEnum):
    """How a call was settled."""

    INCIDENT = "incident"
    DUPLICATE = "duplicate"
    INFORMATION = "information"
    TRANSFERRED = "transferred"
    ERROR = "error"
    SILENT = "silent"
    PRANK = "prank"
    CALLED_BACK = "called_back"


class CallMark(StrEnum):
    """What the room has noticed about a call; marks inform, they settle nothing."""

    SILENT = "silent"
    REPEAT = "repeat"  # the same number called shortly before
    PRANK = "prank"  # by a person, or by what this number's calls were before
    TEST = "test"


TRANSITIONS: dict[CallState, frozenset[CallState]] = {
    CallState.RINGING: frozenset({CallState.ANSWERED, CallState.ABANDONED}),
    CallState.ANSWERED: frozenset({CallState.ENDED, CallState.CLOSED}),
    CallState.ENDED: frozenset({CallState.CLOSED}),
    CallState.ABANDONED: frozenset({CallState.ANSWERED, CallState.CLOSED}),  # answered = called back
    CallState.CLOSED: frozenset(),
}


Revision = Annotated[int, msgspec.Meta(ge=0, le=2**31 - 1)]
LONGEST_LEAP = 100_000
"""How far a revision may be ahead of the one before: more keystrokes than a desk alone types in a day.

Without an end to it, one wild revision would make every later keystroke look old.
"""


class Draft(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What the call-taker has typed so far; every keystroke of it is kept.

    `revision` grows with each change made at the desk, so that an older copy never replaces a newer.
    """

    revision: Revision = 0
    place: Address = ""
    type_code: Label | None = None
    priority: Severity | None = None
    caller: Name = ""
    plate: Plate = ""
    narrative: Narrative = ""
    answers: Answers = {}
    agencies: Agencies = ()
    vehicles: Vehicles = ()
    people: People = ()
    same: Annotated[tuple[UUID, ...], msgspec.Meta(max_length=16)] = ()
    """Calls that a person says are about the same: they join the incident that is made of this one."""


class Call(msgspec.Struct, frozen=True, kw_only=True, tag="call", omit_defaults=True):
    """One call. `short` is the number of the day that people type; times are the server's."""

    id: UUID
    short: int
    room: RoomName
    state: CallState
    ringing_at: Micros
    number: Telephone = ""
    line: Label | None = None
    caller: Name = ""
    address: Address = ""
    location: Observed[Position] | None = None
    area: AreaShape | None = None
    """Where the caller is as the network said it, with its uncertainty: `location` is its middle."""
    language: Code = "es"
    needs: Annotated[tuple[Code, ...], msgspec.Meta(max_length=16)] = ()
    """Skills that whoever answers should have; nobody who has them not is kept from answering."""
    marks: tuple[CallMark, ...] = ()
    provided: Annotated[dict[Code, Address], msgspec.Meta(max_length=32)] = {}
    """What carriers and devices say besides (RFC 7852): provider, device, subscriber; whole in the log."""
    repeats: int = 0
    """How many calls of the same number rang shortly before it."""
    nuisance: int = 0
    """How many of this number's calls were settled as prank, silent or error within memory."""
    offered_to: UUID | None = None
    """The desk it rings at now; `offered_until` is when it goes to the next."""
    offered_until: Micros | None = None
    offers: int = 0
    call_backs: int = 0
    """How often it was called back after its caller had hung up."""
    came_from: RoomName | None = None
    """The other room that sees it and may answer it: the one it flowed over from, until that answers."""
    hint: Address = ""
    priority: Severity = Severity.MEDIUM
    answered_at: Micros | None = None
    answered_by: UUID | None = None
    answered_name: Name = ""
    ended_at: Micros | None = None
    closed_at: Micros | None = None
    closed_by: Name = ""
    disposition: Disposition | None = None
    incident: UUID | None = None
    draft: Draft = Draft()
    exercise: bool = False
