"""A desk of the room as calls are given to it: who sits there, ready for what, doing what."""

from enum import StrEnum
from typing import Annotated
from uuid import UUID

import msgspec

from domain.clock import Micros
from domain.words import Code, Label, Name, RoomName


class DeskState(StrEnum):
    """What a desk is doing (NENA calls it the agent's state)."""

    EMPTY = "empty"  # nobody sits there
    READY = "ready"
    RINGING = "ringing"  # a call is offered to it
    ON_CALL = "on_call"
    WRAP_UP = "wrap_up"  # the line is closed, the form is still being written
    AWAY = "away"  # with a reason


Skills = Annotated[tuple[Code, ...], msgspec.Meta(max_length=16)]
"""What a person at a desk can take: gender_violence, medical, relay ..."""
Languages = Annotated[tuple[Code, ...], msgspec.Meta(max_length=16)]
"""ISO 639-1 codes, in lower case."""


class Desk(msgspec.Struct, frozen=True, kw_only=True, tag="desk", omit_defaults=True):
    """One desk. `id` is derived from the workstation, so that a desk is one thing whoever sits there."""

    id: UUID
    workstation: Label
    desk: Label
    room: RoomName
    state: DeskState
    since: Micros
    operator: UUID | None = None
    operator_name: Name = ""
    reason: Code | None = None
    skills: Skills = ()
    languages: Languages = ()
    call: UUID | None = None
    exercise: bool = False
