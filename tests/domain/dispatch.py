"""A room with incidents and units of two agencies, for tests of dispatch; and what must always hold of it."""

from __future__ import annotations

from uuid import UUID

import pytest

from benchmarks.dispatch_faults import faults
from domain.agency import Agency
from domain.changes import AnyChange
from domain.commands import AnyCommand, CreateIncident, DispatchUnit, SetUnitStatus
from domain.incident import AgencyTask, Incident
from domain.people import Actor, Role
from domain.place import Place
from domain.refusal import Refused
from domain.severity import Severity
from domain.tasks import task_of
from domain.unit import Unit, UnitStatus
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
