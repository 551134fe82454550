"""A room with incidents and units of two agencies, for tests of dispatch; and what must always hold of it."""

from __future__ import annotations

from collections.abc import Iterator
from uuid import UUID

import pytest

from domain.agency import Agency
from domain.changes import AnyChange
from domain.commands import AnyCommand, CreateIncident, DispatchUnit, SetUnitStatus
from domain.incident import AgencyTask, Incident, IncidentState, TaskState
from domain.people import Actor, Role
from domain.place import Place
from domain.refusal import Refused
from domain.severity import Severity
from domain.tasks import task_of
from domain.unit import COMMITTED, Unit, UnitStatus
from domain.world import World
from tests.domain.world import City, actor, unit

A, B, C = UUID(int=201), UUID(int=202), UUID(int=203)
M21, M22, SAME1, SAME2 = UUID(int=301), UUID(int=302), UUID(int=303), UUID(int=304)
POLICE = actor(Role.DISPATCHER, name="nora", agencies=(Agency.POLICE,))
MEDICAL = actor(Role.DISPATCHER, name="vilma", agencies=(Agency.MEDICAL,))
BOSS = actor(name="silvia")
BOTH = (Agency.POLICE, Agency.MEDICAL)


class Room(City):
    """The city, with words for what tests ask of it most."""

    def __init__(self) -> None:
        super().__init__(
            unit(id=M21, index=1, call_sign="M21"),
            unit(id=M22, index=2, call_sign="M22"),
            unit(id=SAME1, index=3, call_sign="SAME 1", agency=Agency.MEDICAL),
            unit(id=SAME2, index=4, call_sign="SAME 2", agency=Agency.MEDICAL),
        )

    def make(
        self, key: UUID, priority: Severity = Severity.HIGH, agencies: tuple[Agency, ...] = BOTH
    ) -> None:
        place = Place(address="Corrientes 3247", barrio="Balvanera")
        made = CreateIncident(incident=key, room="911", priority=priority, place=place, agencies=agencies)
        self.do(made, BOSS)

    def send(self, key: UUID, incident: UUID, status: UnitStatus | None = None) -> None:
        self.do(DispatchUnit(unit=key, incident=incident), BOSS)
        if status is not None:
            self.do(SetUnitStatus(unit=key, status=status), BOSS)

    def unit(self, key: UUID) -> Unit:
        found = self.world.units.get(key)
        assert found is not None
        return found

    def incident(self, key: UUID) -> Incident:
        found = self.world.incident(key)
        assert found is not None
        return found

    def task(self, key: UUID, agency: Agency) -> AgencyTask:
        found = task_of(self.incident(key).tasks, agency)
        assert found is not None
        return found

    def do(self, command: AnyCommand, by: Actor | None = None, desk: str | None = None) -> list[AnyChange]:
        """As a city does, and look whether all is still as it must be."""
        changes = super().do(command, by or BOSS, desk)
        assert not list(faults(self.world))
        return changes

    def refused(self, command: AnyCommand, by: Actor | None = None) -> str:
        """Return the code with which it is refused."""
        with pytest.raises(Refused) as caught:
            self.do(command, by)
        return caught.value.code


def faults(world: World) -> Iterator[str]:
    """Say everything that must never be so, whatever was ordered."""
    on: dict[UUID, list[str]] = {}
    for one in world.incidents.values():
        for key in one.units:
            on.setdefault(key, []).append(one.number)
        yield from _of_incident(world, one)
    for key, numbers in on.items():
        if len(numbers) > 1:
            yield f"unit {key.int} is on {', '.join(numbers)}"
    for one in world.units.values():
        yield from _of_unit(world, one)


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
