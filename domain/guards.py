"""Checks that every rule makes: does it exist, may this actor, may this state follow."""

from collections.abc import Mapping
from enum import StrEnum
from typing import TypeVar
from uuid import UUID

from domain.agency import Agency
from domain.context import Context
from domain.refusal import Refused
from domain.roles import Action, permits
from domain.words import RoomName
from domain.world import Shelf

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


def follows(table: Mapping[S, frozenset[S]], now: S, then: S, kind: str) -> None:
    """Refuse with `<kind>.state` unless `then` may follow `now`."""
    if then not in table[now]:
        raise Refused(f"{kind}.state", now=now.value, wanted=then.value)
