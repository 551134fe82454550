"""The shift's log, and the handover from one shift to the next, signed by both."""

from typing import Annotated
from uuid import UUID

import msgspec

from domain.clock import Micros
from domain.words import Address, Code, Label, Name, Narrative, RoomName


class LogEntry(msgspec.Struct, frozen=True, kw_only=True, tag="log_entry", omit_defaults=True):
    """One line of the room's log, written by a person; never altered."""

    id: UUID
    room: RoomName
    at: Micros
    by: Name
    text: Narrative
    incident: UUID | None = None
    unit: UUID | None = None
    exercise: bool = False


class Point(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One point of a handover: a code with what fills its sentence."""

    code: Code
    params: dict[Label, Address] = {}
    things: Annotated[tuple[UUID, ...], msgspec.Meta(max_length=64)] = ()


class Signature(msgspec.Struct, frozen=True, kw_only=True):
    """Who signed and when."""

    operator: UUID
    name: Name
    at: Micros


class Handover(msgspec.Struct, frozen=True, kw_only=True, tag="handover", omit_defaults=True):
    """What one shift hands to the next: generated, completed by a person, signed by both."""

    id: UUID
    room: RoomName
    made_at: Micros
    made_by: Name
    points: Annotated[tuple[Point, ...], msgspec.Meta(max_length=256)] = ()
    remarks: Narrative = ""
    given: Signature | None = None
    taken: Signature | None = None
    exercise: bool = False
