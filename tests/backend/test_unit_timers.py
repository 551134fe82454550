"""Units that stay too long, crews that do not answer: the room is told by the clock, once, and taken back."""

from __future__ import annotations

from uuid import UUID

import pytest

from backend.dispatching.timers import UnitTimers
from domain.alert import Alert, AlertKind, AlertState
from domain.commands import AcknowledgeAlert, AnyCommand, SetUnitStatus
from domain.dispatch_orders import ConfirmSafety
from domain.people import Actor
from domain.refusal import Refused
from domain.severity import Severity
from domain.timers import Limits, read
from domain.unit import UnitStatus
from domain.wire import Outcome
from resources.response_plans import limits_text
from tests.domain.dispatch import BOSS, M21, M22, A, Room


class Timed:
    """A room whose clock somebody looks at."""

    def __init__(self, limits: Limits) -> None:
        self.room = Room()
        self.room.make(A, Severity.CRITICAL)
        self._limits = limits
        self.timers = self.anew()

    def anew(self) -> UnitTimers:
        """Return timers that know nothing, as after a restart."""
        self.timers = UnitTimers(self.room.world, self.room.clock, self.room.mint, self._submit, self._limits)
        return self.timers

    async def _submit(self, command_id: UUID, command: AnyCommand, actor: Actor) -> Outcome:
        try:
            self.room.do(command, actor)
        except Refused as refused:
            return Outcome(id=command_id, result="refused", code=refused.code, params=refused.params)
        return Outcome(id=command_id, result="accepted")

    async def after(self, seconds: float) -> list[Alert]:
        """Let time pass, look, and return what is open."""
        self.room.clock.advance(seconds)
        await self.timers.look()
        done = (AlertState.CLOSED, AlertState.RETURNED)
        return [one for one in self.room.world.alerts.values() if one.state not in done]


@pytest.fixture
def timed() -> Timed:
    return Timed(read(limits_text()))


async def test_a_unit_that_does_not_set_out_is_told_of_once_until_it_does(timed: Timed) -> None:
    timed.room.send(M21, A)
    assert await timed.after(59) == []
    (alarm,) = await timed.after(1)
    assert (alarm.kind, alarm.severity) == (AlertKind.UNIT_OVERDUE, Severity.HIGH)
    assert alarm.params == {
        "unit": "M21", "status": "dispatched", "minutes": "1", "incident": str(timed.room.incident(A).short)
    }  # fmt: skip
    timed.room.do(AcknowledgeAlert(alert=alarm.id), BOSS)
    (same,) = await timed.after(120)
    assert (same.state, same.count) == (AlertState.ACKNOWLEDGED, 1)
    timed.room.do(SetUnitStatus(unit=M21, status=UnitStatus.EN_ROUTE), BOSS)
    assert await timed.after(1) == []
    (again,) = await timed.after(480)
    assert again.params["status"] == "en_route", "the next state has its own limit"


async def test_who_has_no_incident_is_never_late(timed: Timed) -> None:
    timed.room.do(SetUnitStatus(unit=M22, status=UnitStatus.OUT_OF_SERVICE), BOSS)
    assert await timed.after(7 * 24 * 3600) == []


async def test_a_restart_forgets_nothing_and_repeats_little(timed: Timed) -> None:
    timed.room.send(M21, A)
    await timed.after(100)
    timed.anew()
    (alarm,) = await timed.after(1)
    assert alarm.count <= 2
    timed.anew()
    timed.room.do(SetUnitStatus(unit=M21, status=UnitStatus.AVAILABLE), BOSS)
    assert await timed.after(1) == [], "what another run had raised is taken back too"


async def test_a_crew_that_does_not_answer_rings_every_minute_until_it_does(timed: Timed) -> None:
    timed.room.send(M21, A, UnitStatus.ON_SCENE)
    assert await timed.after(599) == []
    (alarm,) = await timed.after(1)
    assert (alarm.kind, alarm.severity, alarm.count) == (AlertKind.UNIT_SAFETY, Severity.CRITICAL, 1)
    (alarm,) = await timed.after(30)
    assert alarm.count == 1
    (alarm,) = await timed.after(30)
    assert alarm.count == 2
    timed.room.do(AcknowledgeAlert(alert=alarm.id), BOSS)
    timed.room.do(ConfirmSafety(unit=M21), BOSS)
    assert await timed.after(1) == []
    assert len(await timed.after(600)) == 1
