"""Checks that every rule makes: does it exist, may this actor, may this state follow."""

from collections.abc import Mapping
from enum import StrEnum
from typing import TypeVar
from uuid import UUID

from domain.agency import Agency
from domain.context import Context
from domain.incident import Incident
from domain.refusal import Refused
from domain.roles import Action, permits
from domain.words import RoomName
from domain.world import Shelf, World

T = TypeVar("T")
S = TypeVar("S", bound=StrEnum)


def found(shelf: Shelf[T], key: UUID, kind: str) -> T:
    """Return the thing or refuse with `<kind>.unknown`."""
    thing = shelf.get(key)
    if thing is None:
        raise Refused(f"{kind}.unknown", id=str(key))
    return thing


def allowed(context: Context, action: Action, room: RoomName, agency: Agency | None, exercise: bool) -> None:
    """Refuse with `forbidden` unless the actor's role and scope permit the action."""
    if not permits(context.actor, action, room, agency, exercise):
        raise Refused("forbidden", action=action.value)


def follows(table: Mapping[S, frozenset[S]], now: S, then: S, kind: str, **who: str | int | None) -> None:
    """Refuse with `<kind>.state` unless `then` may follow `now`; `who` else the refusal tells of."""
    if then not in table[now]:
        raise Refused(f"{kind}.state", now=now.value, wanted=then.value, **told(**who))


def told(**who: str | int | None) -> dict[str, str | int]:
    """Return what is known of who did it and when: a refusal names no empty name and no moment 0."""
    return {key: value for key, value in who.items() if value}


def incident_of(world: World, key: UUID) -> Incident:
    """Return the incident, also by an id that was joined to it, or refuse with `incident.unknown`."""
    incident = world.incident(key)
    if incident is None:
        raise Refused("incident.unknown", id=str(key))
    return incident
