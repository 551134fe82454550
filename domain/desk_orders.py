"""How an order looks that a desk decides alone: it says so, and what the desk knew when it did."""

from typing import TypeVar

from msgspec.structs import replace

from domain.commands import (
    CloseIncident,
    Command,
    CreateIncident,
    DispatchUnit,
    SaveDraft,
    SetUnitStatus,
)
from domain.world import World

C = TypeVar("C", bound=Command)


def decided_alone(command: C, world: World) -> C:
    """Return the command with what the desk knows before it is done; others than these need not tell."""
    match command:
        case CreateIncident() | DispatchUnit() | SaveDraft():
            return replace(command, local=True)
        case CloseIncident(incident=key):
            incident = world.incident(key)
            return replace(command, local=True, knew=incident.units if incident is not None else ())
        case SetUnitStatus(unit=key):
            unit = world.units.get(key)
            return replace(command, local=True, incident=unit.incident if unit is not None else None)
    return command


def intent(command: C) -> C:
    """Return what is asked, whoever decided it first: the same id asks for the same, before and after.

    A command that left just before the server was lost is sent again as decided alone.
    """
    match command:
        case CreateIncident() | DispatchUnit() | SaveDraft():
            return replace(command, local=False)
        case CloseIncident():
            return replace(command, local=False, knew=())
        case SetUnitStatus():
            return replace(command, local=False, incident=None)
    return command
