"""Who and what a caller speaks of: people and vehicles, as far as they were described."""

from enum import StrEnum
from typing import Annotated, TypeVar

import msgspec

from domain.words import Address, Label, Name, Plate

T = TypeVar("T")

MOST_MENTIONED = 16
"""Of each kind in one form: more is a narrative."""


class PersonRole(StrEnum):
    """What somebody is in what happened."""

    VICTIM = "victim"
    SUSPECT = "suspect"
    WITNESS = "witness"
    CALLER = "caller"


class PersonMentioned(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Somebody the caller speaks of; a name is rarely known."""

    role: PersonRole = PersonRole.SUSPECT
    name: Name = ""
    description: Address = ""


class VehicleMentioned(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A vehicle the caller speaks of; `plate` as far as it was seen."""

    plate: Plate = ""
    description: Address = ""


Answers = Annotated[dict[Label, Label], msgspec.Meta(max_length=64)]
"""Questions of the type's protocol and what was answered, by their codes."""
People = Annotated[tuple[PersonMentioned, ...], msgspec.Meta(max_length=MOST_MENTIONED)]
Vehicles = Annotated[tuple[VehicleMentioned, ...], msgspec.Meta(max_length=MOST_MENTIONED)]


def with_others(kept: tuple[T, ...], more: tuple[T, ...]) -> tuple[T, ...]:
    """Return both without doubles, as many as one list takes."""
    return (*kept, *(one for one in more if one not in kept))[:MOST_MENTIONED]
