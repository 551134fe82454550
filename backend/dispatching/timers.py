"""What nobody presses a key for: units that stay too long as they are, crews that do not answer.

Looks once a second at what the world has, so that a restart forgets nothing; whatever it finds goes through
the writer like anybody's order.
"""

import asyncio
from collections.abc import Awaitable, Callable, Iterator
from uuid import UUID

from domain.alert import Alert, AlertKind, AlertState
from domain.clock import MINUTE, SECOND, Clock, Micros
from domain.commands import AnyCommand, RaiseAlert, ReturnAlert
from domain.dispatch_orders import SafetyOverdue
from domain.ids import IdMint
from domain.incident import Incident
from domain.people import Actor
from domain.severity import Severity
from domain.timers import Limits
from domain.unit import Unit
from domain.wire import Outcome
from domain.world import World

LOOK_S = 1.0
_GROUP = "unit_overdue:"
_GRAVITY = {Severity.CRITICAL: Severity.HIGH, Severity.HIGH: Severity.MEDIUM}
"""An alarm is never graver than what it is about: the gravest is left to a crew that does not answer."""

Submit = Callable[[UUID, AnyCommand, Actor], Awaitable[Outcome]]


class _Dues:
    """Moments that come by a clock nobody sets: the time of day only says how far off one was at first."""

    def __init__(self) -> None:
        self._at: dict[UUID, tuple[Micros, float]] = {}

    def come(self, key: UUID, due: Micros, now: Micros, steady: float) -> bool:
        """Tell whether a moment is here; `steady` in seconds."""
        known = self._at.get(key)
        if known is None or known[0] != due:
            known = self._at[key] = (due, steady + (due - now) / SECOND)
        return steady >= known[1]

    def keep(self, keys: set[UUID]) -> None:
        """Forget all others."""
        self._at = {key: at for key, at in self._at.items() if key in keys}


class UnitTimers:
    """Raises and takes back what the clock says of units. Everything else is the rules'."""

    def __init__(self, world: World, clock: Clock, mint: IdMint, submit: Submit, limits: Limits) -> None:
        self._world = world
        self._clock = clock
        self._mint = mint
        self._submit = submit
        self._limits = limits
        self._checks, self._ends = _Dues(), _Dues()
        self._told: dict[UUID, Micros] = {}
        """Of which units the room was told, and since when they were as they were then."""

    async def run(self) -> None:
        """Look for ever."""
        while True:
            await asyncio.sleep(LOOK_S)
            await self.look()

    async def look(self) -> None:
        """Look once, and say what there is to say."""
        now, steady = self._clock.now(), self._clock.monotonic()
        committed = [unit for unit in self._world.units.settled() if unit.incident is not None]
        for unit in committed:
            if unit.check_due is not None and self._checks.come(unit.id, unit.check_due, now, steady):
                order = SafetyOverdue(unit=unit.id, check_due=unit.check_due)
                await self._say(order, unit.room, unit.exercise)
        late = {unit.id: unit for unit in committed if self._is_late(unit, now, steady)}
        for alert, key in list(self._open()):
            if key not in late:
                await self._say(ReturnAlert(group=alert.group), alert.room, alert.exercise)
        for unit in late.values():
            if self._told.get(unit.id) == unit.since:
                continue
            answer = await self._say(self._alarm(unit, now), unit.room, unit.exercise)
            if answer.result == "accepted":
                self._told[unit.id] = unit.since
        self._told = {key: since for key, since in self._told.items() if key in late}
        there = {unit.id for unit in committed}
        self._checks.keep(there)
        self._ends.keep(there)

    def _is_late(self, unit: Unit, now: Micros, steady: float) -> bool:
        limit = self._limits.of_unit(unit, self._priority(unit))
        return limit is not None and self._ends.come(unit.id, unit.since + limit.overdue, now, steady)

    def _open(self) -> Iterator[tuple[Alert, UUID]]:
        """Walk the alarms that say a unit is late now, with their units."""
        for alert in self._world.alerts.settled():
            if alert.kind is not AlertKind.UNIT_OVERDUE or not alert.group.startswith(_GROUP):
                continue
            if alert.state not in (AlertState.CLOSED, AlertState.RETURNED, AlertState.OUT_OF_SERVICE):
                yield alert, UUID(hex=alert.group.removeprefix(_GROUP))

    def _alarm(self, unit: Unit, now: Micros) -> RaiseAlert:
        incident, priority = self._incident(unit), self._priority(unit)
        params = {
            "unit": unit.call_sign,
            "status": unit.status.value,
            "minutes": str((now - unit.since) // MINUTE),
        }
        if incident is not None:
            params["incident"] = str(incident.short or incident.number)
        return RaiseAlert(
            alert=self._mint.mint(),
            kind=AlertKind.UNIT_OVERDUE,
            severity=_GRAVITY.get(priority, Severity.LOW) if priority is not None else Severity.LOW,
            room=unit.room,
            group=f"{_GROUP}{unit.id.hex}",
            agency=unit.agency,
            params=params,
            area=incident.place.barrio if incident is not None else "",
        )

    def _incident(self, unit: Unit) -> Incident | None:
        return self._world.incident(unit.incident) if unit.incident is not None else None

    def _priority(self, unit: Unit) -> Severity | None:
        incident = self._incident(unit)
        return incident.priority if incident is not None else None

    async def _say(self, command: AnyCommand, room: str, exercise: bool) -> Outcome:
        actor = Actor(name="system", room=room, exercise=exercise)
        return await self._submit(self._mint.mint(), command, actor)
