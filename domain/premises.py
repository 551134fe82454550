"""Dangers that are known of a place: what waits for a crew, who noted it and when."""

from enum import StrEnum
from typing import Annotated
from uuid import UUID

import msgspec

from domain.clock import Micros
from domain.place import Position
from domain.words import Address, Name

MOST_HAZARDS = 8


class HazardKind(StrEnum):
    """What waits there, the gravest first."""

    WEAPONS = "weapons"
    VIOLENCE = "violence"
    EXPLOSIVES = "explosives"
    CHEMICALS = "chemicals"
    GAS = "gas"
    DOG = "dog"
    COLLAPSE = "collapse"
    ELECTRICITY = "electricity"
    STAIRS = "stairs"
    ACCESS = "access"
    VULNERABLE = "vulnerable"


GRAVITY = tuple(HazardKind)


class Hazard(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One danger of a place. `at`: when it was noted; `masked`: there is more that is not sent, a code."""

    kind: HazardKind
    source: Name
    at: Micros
    note: Address = ""
    masked: bool = False
    premise: UUID | None = None


class Premise(msgspec.Struct, frozen=True, kw_only=True):
    """A place in the register and one danger of it."""

    id: UUID
    address: Address
    position: Position
    hazard: Hazard


Hazards = Annotated[tuple[Hazard, ...], msgspec.Meta(max_length=MOST_HAZARDS)]


def gravest_first(hazards: tuple[Hazard, ...]) -> tuple[Hazard, ...]:
    """Return the hazards by gravity, of a kind the latest noted first, as many as a form takes."""
    ranked = sorted(hazards, key=lambda one: (GRAVITY.index(one.kind), -one.at))
    return tuple(ranked[:MOST_HAZARDS])
