"""A desk of the room as calls are given to it: who sits there, ready for what, doing what."""

from enum import StrEnum
from typing import Annotated
from uuid import UUID

import msgspec

from domain.clock import MINUTE, Micros
from domain.ids import derived
from domain.words import Code, Label, Name, RoomName


class DeskState(StrEnum):
    """What a desk is doing (NENA calls it the agent's state)."""

    EMPTY = "empty"  # nobody sits there
    READY = "ready"
    RINGING = "ringing"  # a call is offered to it
    ON_CALL = "on_call"
    WRAP_UP = "wrap_up"  # the line is closed, the form is still being written
    AWAY = "away"  # with a reason


class AwayReason(StrEnum):
    """Why a desk takes no offers. Whoever sits there may answer any call by hand all the same."""

    REST = "rest"
    MEAL = "meal"
    TRAINING = "training"
    BRIEFING = "briefing"
    TECHNICAL = "technical"
    OTHER = "other"
    SUPERVISING = "supervising"  # a supervisor who came in: takes offers only after saying so
    NO_ANSWER = "no_answer"  # an offer ran out
    LINE_LOST = "line_lost"  # its line to the server is dead


BY_HAND = frozenset(AwayReason) - {AwayReason.NO_ANSWER, AwayReason.LINE_LOST}
"""What a person may say of their own desk; the rest the server finds out."""
WRAP_UP_WITHIN: Micros = MINUTE
"""A form that is written longer after the line closed is shown to the supervisor as overdue."""

Skills = Annotated[tuple[Code, ...], msgspec.Meta(max_length=16)]
"""What a person at a desk can take: gender_violence, medical, relay ..."""
Languages = Annotated[tuple[Code, ...], msgspec.Meta(max_length=16)]
"""ISO 639-1 codes, in lower case."""


KNOWN_SKILLS = ("gender_violence", "medical", "minors", "crisis", "relay")
"""What an administrator may say of a person; a line may ask for these and for others of its own."""
KNOWN_LANGUAGES = ("es", "en", "pt", "qu", "gn", "ay", "zh", "fr", "it", "ru", "lsa")
"""The same for languages; lsa is Argentine Sign Language, by video or relay."""


class Desk(msgspec.Struct, frozen=True, kw_only=True, tag="desk", omit_defaults=True):
    """One desk. `id` is derived from the workstation, so that a desk is one thing whoever sits there.

    `call`: the one that rings here, is spoken to here, or is being written up. `held`: all that were
    answered here and are not settled, oldest first. `then`: what the desk does when these are done.
    """

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
    held: tuple[UUID, ...] = ()
    then: DeskState | None = None
    then_reason: Code | None = None
    missed: int = 0
    """Offers that ran out here since its person sat down."""
    exercise: bool = False


def desk_id(workstation: str) -> UUID:
    """Return the id of the desk at a workstation."""
    return derived("desk", workstation)


def overdue(desk: Desk, now: Micros) -> bool:
    """Tell whether a wrap-up has gone on for too long."""
    return desk.state is DeskState.WRAP_UP and now - desk.since > WRAP_UP_WITHIN
