"""What must never be so of incidents, tasks and units, whatever was ordered: looked for after every step."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from uuid import UUID

from domain.incident import Incident, IncidentState, TaskState
from domain.sending import HELD
from domain.unit import COMMITTED, Unit, UnitStatus
from domain.world import World


def on_two(world: World) -> Iterator[str]:
    """Name units that more than one incident has."""
    on: dict[UUID, list[str]] = {}
    for one in world.incidents.values():
        for key in one.units:
            on.setdefault(key, []).append(one.number)
    for key, numbers in on.items():
        if len(numbers) > 1:
            yield f"unit {key.int} is on {', '.join(numbers)}"


def faults(world: World) -> Iterator[str]:
    """Say everything that must never be so."""
    yield from on_two(world)
    for one in world.incidents.values():
        yield from _of_incident(world, one)
    for unit in world.units.values():
        yield from _of_unit(world, unit)


def overwritten(before: Mapping[UUID, Unit], world: World) -> Iterator[str]:
    """Name units that an assignment took away from people they were with.

    From "on scene" a unit goes on only to what was next for it, once it was free.
    """
    for key, was in before.items():
        now = world.units.get(key)
        if now is None or was.status not in HELD or now.incident == was.incident:
            continue
        if now.status is UnitStatus.DISPATCHED and now.incident not in was.stack:
            yield f"{now.call_sign} was {was.status} and was sent elsewhere"


def _of_incident(world: World, one: Incident) -> Iterator[str]:
    closed = one.state is IncidentState.CLOSED
    if closed and one.units:
        yield f"{one.number} is closed and has units"
    if not closed and (one.state is IncidentState.ACTIVE) != bool(one.units):
        yield f"{one.number} is {one.state} with {len(one.units)} units"
    working = {unit.agency for key in one.units if (unit := world.units.get(key)) is not None}
    for task in one.tasks:
        if closed and task.state is not TaskState.CLOSED and one.merged_into is None:
            yield f"{one.number} is closed, {task.agency} is {task.state}"
        if not closed and (task.state is TaskState.ACTIVE) != (task.agency in working):
            yield f"{one.number}: {task.agency} is {task.state}, at work: {sorted(working)}"
    if not closed and one.tasks and all(task.state is TaskState.CLOSED for task in one.tasks):
        yield f"{one.number} is open and nobody has a part in it"
    agencies = [task.agency for task in one.tasks]
    if len(agencies) != len(set(agencies)):
        yield f"{one.number}: an agency has two tasks"
    for key in one.units:
        unit = world.units.get(key)
        if unit is None or unit.incident != one.id:
            yield f"{one.number} has a unit that does not know it"


def _of_unit(world: World, one: Unit) -> Iterator[str]:
    if (one.status in COMMITTED) != (one.incident is not None):
        yield f"{one.call_sign} is {one.status}, incident: {one.incident}"
    if one.incident is not None:
        incident = world.incidents.get(one.incident)
        if incident is None or incident.state is IncidentState.CLOSED or one.id not in incident.units:
            yield f"{one.call_sign} is on an incident that does not have it"
    for key in one.stack:
        following = world.incidents.get(key)
        if following is None or following.state is IncidentState.CLOSED or key == one.incident:
            yield f"{one.call_sign} is to go to what is over, or where it is"
    if len(one.stack) != len(set(one.stack)) or (one.stack and one.incident is None):
        yield f"{one.call_sign} has a stack that cannot be: {len(one.stack)}"
    if one.check_due is not None and one.status is not UnitStatus.ON_SCENE:
        yield f"{one.call_sign} is {one.status} and is asked if all is well"
