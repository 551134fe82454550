"""What a person can make of a refused order: leave it as the others have it, or order something instead."""

from enum import StrEnum
from uuid import UUID

from backend_client.journal import RefusedCommand
from backend_client.picture import Picture
from domain.commands import (
    CloseIncident,
    DispatchUnit,
    OperatorCommand,
    ReassignUnit,
    SetUnitStatus,
    TellSupervisor,
)
from domain.desk_orders import intent
from domain.ids import IdMint
from domain.incident import Incident, IncidentState
from domain.refusal import Refused
from domain.sending import HELD
from domain.unit import TRANSITIONS, Unit, UnitStatus


class Way(StrEnum):
    """The two acts of each refused order: KEEP, and one of the others."""

    KEEP = "keep"  # as the others have it
    MOVE = "move"  # the unit goes over to our incident
    CLOSE = "close"  # the incident is closed with the units that came meanwhile
    REPEAT = "repeat"  # the same order again, now that one sees how things stand
    ESCALATE = "escalate"  # a supervisor decides


def other_way(item: RefusedCommand, picture: Picture) -> Way:
    """Return the act besides KEEP that is open now."""
    match item.command:
        case DispatchUnit():
            if _movable(item.command, picture) is not None:
                return Way.MOVE
            return Way.REPEAT if _sendable(item.command, picture) else Way.ESCALATE
        case CloseIncident() if item.code == "incident.units_joined":
            return Way.CLOSE
        case SetUnitStatus(unit=key, status=status):
            unit = picture.units.get(key)
            fits = unit is not None and status in TRANSITIONS[unit.status]
            return Way.REPEAT if fits and status is not UnitStatus.DISPATCHED else Way.ESCALATE
    return Way.ESCALATE


def follow_up(item: RefusedCommand, way: Way, picture: Picture, mint: IdMint) -> OperatorCommand | None:
    """Return the order that this way gives; None for KEEP. Raises `Refused` when it is not open any more."""
    command = item.command
    if way is Way.KEEP:
        return None
    if way is Way.ESCALATE:
        tag = str(command.__struct_config__.tag)
        return TellSupervisor(alert=mint.mint(), count=1, refused=item.id, order=tag)
    if way is Way.MOVE and isinstance(command, DispatchUnit):
        found = _movable(command, picture)
        if found is None:
            raise Refused("unit.gone_on")
        unit, wanted, left = found
        return ReassignUnit(unit=unit.id, incident=wanted.id, left=left)
    return intent(command)


def back_of(command: OperatorCommand) -> OperatorCommand | None:
    """Return the order that takes another back; None when nothing can."""
    if isinstance(command, ReassignUnit):
        return ReassignUnit(unit=command.unit, incident=command.left, left=command.incident)
    return None


def incident_of(picture: Picture, key: UUID) -> Incident | None:
    """Return the incident of this id, or the one it was joined to."""
    found = picture.incidents.get(key)
    if found is None:
        found = next((one for one in picture.incidents.values() if key in one.joined), None)
    return found


def _movable(command: DispatchUnit, picture: Picture) -> tuple[Unit, Incident, UUID] | None:
    unit, wanted = picture.units.get(command.unit), incident_of(picture, command.incident)
    if unit is None or wanted is None or wanted.state is IncidentState.CLOSED:
        return None
    if unit.incident is None or unit.incident == wanted.id or unit.status in HELD:
        return None
    return unit, wanted, unit.incident


def _sendable(command: DispatchUnit, picture: Picture) -> bool:
    unit, wanted = picture.units.get(command.unit), incident_of(picture, command.incident)
    if unit is None or wanted is None or wanted.state is IncidentState.CLOSED:
        return False
    return unit.incident is None and UnitStatus.DISPATCHED in TRANSITIONS[unit.status]
