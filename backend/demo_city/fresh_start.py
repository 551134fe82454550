"""Settles what the last play of the demo left open, so that a newcomer does not meet yesterday's callers.

Only `--demo` does this, by ordinary commands of a demo supervisor: the log tells that it happened.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Protocol
from uuid import UUID

from backend.demo_city.rooms import ACCOUNTS, MAIN_ROOM
from domain.alert import AlertState
from domain.call import CallState, Disposition
from domain.commands import AcknowledgeAlert, AnyCommand, CloseAlert, CloseCall, CloseIncident, EndCall
from domain.ids import IdMint, derived
from domain.incident import IncidentState
from domain.people import Actor, Operator, Role
from domain.wire import Outcome
from domain.world import World

REASON = "función anterior de la demostración"


class Room(Protocol):
    """What takes commands."""

    async def submit(self, command_id: UUID, command: AnyCommand, actor: Actor) -> Outcome:
        """Decide, commit and answer."""
        ...


async def settle_leftovers(room: Room, world: World, mint: IdMint) -> int:
    """Close every open live call, incident and alert; return how many commands that took."""
    commands = list(_of_calls(world)) + list(_of_incidents(world)) + list(_of_alerts(world))
    for command, actor in commands:
        await room.submit(mint.mint(), command, actor)
    return len(commands)


def _supervisor() -> Actor:
    account = next(one for one in ACCOUNTS if one.role is Role.SUPERVISOR and one.room == MAIN_ROOM)
    operator = Operator(
        id=derived("demo-account", account.login),
        user=account.login,
        name=account.name,
        role=account.role,
        room=account.room,
    )
    return Actor(name=account.login, room=MAIN_ROOM, operator=operator, workstation=account.desk)


def _of_calls(world: World) -> Iterator[tuple[AnyCommand, Actor]]:
    door = Actor(name="demo", room=MAIN_ROOM)
    for call in list(world.calls.settled()):
        if call.exercise or call.state is CallState.CLOSED:
            continue
        if call.state is CallState.RINGING:
            yield EndCall(call=call.id, at=call.ringing_at), door
        how = Disposition.INCIDENT if call.incident else Disposition.SILENT
        yield CloseCall(call=call.id, disposition=how), _supervisor()


def _of_incidents(world: World) -> Iterator[tuple[AnyCommand, Actor]]:
    for incident in list(world.incidents.settled()):
        if not incident.exercise and incident.state is not IncidentState.CLOSED:
            yield CloseIncident(incident=incident.id), _supervisor()


def _of_alerts(world: World) -> Iterator[tuple[AnyCommand, Actor]]:
    for alert in list(world.alerts.settled()):
        if alert.exercise or alert.state is AlertState.CLOSED:
            continue
        if alert.state is AlertState.UNACKNOWLEDGED:
            yield AcknowledgeAlert(alert=alert.id), _supervisor()
        yield CloseAlert(alert=alert.id, reason=REASON), _supervisor()
