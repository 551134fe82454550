"""The orders that hypothesis draws, and the machine that gives them."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from uuid import UUID

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, rule

from benchmarks.dispatch_sequences import UNITS, Order, Room, Tally
from domain.agency import Agency
from domain.clock import MINUTE
from domain.commands import (
    AnyCommand,
    CloseIncident,
    CreateIncident,
    DispatchUnit,
    ReassignUnit,
    SetUnitStatus,
)
from domain.dispatch_orders import (
    AddNote,
    ChangeIncident,
    CloseTask,
    ConfirmSafety,
    ExchangeUnits,
    OverrideDispatch,
    PreemptUnit,
    RaiseAlarmLevel,
    ReopenIncident,
    ReportUnitStatus,
    RequestAgency,
    SafetyOverdue,
    StackUnit,
    TakeTask,
    UnstackUnit,
)
from domain.event_orders import JoinIncidents, SplitIncident
from domain.incident import IncidentState
from domain.people import Actor, Operator, Role
from domain.place import Place
from domain.severity import Severity
from domain.unit import UnitStatus
from domain.world import World

MOST_INCIDENTS = 4
WHY = "por orden"


def person(number: int, role: Role, *agencies: Agency) -> Actor:
    """Return somebody at a desk."""
    key, name = UUID(int=90 + number), f"persona {number}"
    operator = Operator(id=key, user=f"p{number}", name=name, role=role, room="911", agencies=agencies)
    return Actor(name=f"p{number}", room="911", workstation=f"P{number}", operator=operator)


BOSS = person(1, Role.SUPERVISOR)
PEOPLE = (BOSS, BOSS, person(2, Role.DISPATCHER, Agency.POLICE), person(3, Role.DISPATCHER, Agency.MEDICAL))
SYSTEM = Actor(name="system", room="911")
AGENCIES = (Agency.POLICE, Agency.MEDICAL, Agency.FIRE)

# What is drawn is small numbers; what they mean depends on what is there.
DRAWN = st.tuples(st.integers(0, 23), *[st.integers(0, 11)] * 5)
Drawn = tuple[int, int, int, int, int, int]


def order(drawn: Drawn, incidents: Sequence[UUID], room: Room) -> Order:
    """Return the order that these numbers mean."""
    kind, a, b, c, d, who = drawn
    unit, other = UNITS[a % len(UNITS)], UNITS[c % len(UNITS)]
    first, second = incidents[b % len(incidents)], incidents[d % len(incidents)]
    agency, severity = AGENCIES[c % 3], Severity(1 + d % 4)
    status = list(UnitStatus)[c % len(UnitStatus)]
    known = room.world.units.get(unit)
    left = known.incident if known is not None and known.incident is not None else second
    pressed = room.clock.now() - d * MINUTE
    made: tuple[AnyCommand, ...] = (
        DispatchUnit(unit=unit, incident=first),
        DispatchUnit(unit=unit, incident=first),
        DispatchUnit(unit=unit, incident=first, local=True),
        SetUnitStatus(unit=unit, status=status),
        SetUnitStatus(unit=unit, status=UnitStatus.ON_SCENE),
        SetUnitStatus(unit=unit, status=status, local=True, incident=first),
        OverrideDispatch(unit=unit, incident=first, reason=WHY),
        PreemptUnit(unit=unit, incident=first, reason=WHY),
        StackUnit(unit=unit, incident=first),
        StackUnit(unit=unit, incident=first),
        UnstackUnit(unit=unit, incident=first),
        ExchangeUnits(unit=unit, other=other),
        ReassignUnit(unit=unit, incident=first, left=left),
        CloseTask(incident=first, agency=agency, disposition="done"),
        TakeTask(incident=first, agency=agency),
        RequestAgency(incident=first, agency=agency),
        CloseIncident(incident=first),
        ReopenIncident(incident=first, reason=WHY),
        JoinIncidents(incident=first, into=second),
        SplitIncident(incident=first, reason=WHY),
        ChangeIncident(incident=first, priority=severity),
        RaiseAlarmLevel(incident=first, level=1 + c % 5) if d % 2 else AddNote(incident=first, text="nota"),
        ConfirmSafety(unit=unit),
        SafetyOverdue(unit=unit)
        if d == 0
        else ReportUnitStatus(unit=unit, status=status, device_time=pressed),
    )
    command = made[kind]
    by_system = isinstance(command, SafetyOverdue | ReportUnitStatus)
    return command, SYSTEM if by_system else PEOPLE[who % len(PEOPLE)]


def close_all(world: World) -> Sequence[Order]:
    """Return the orders that leave an empty room: no incident open, every unit available."""
    open_ones = [one for one in world.incidents.values() if one.state is not IncidentState.CLOSED]
    away = [one for one in world.units.values() if one.incident is None]
    back = [one for one in away if one.status is not UnitStatus.AVAILABLE]
    # What is next for a unit would begin when it is freed: that is taken off first.
    stacked = [(UnstackUnit(unit=u.id, incident=key), BOSS) for u in world.units.values() for key in u.stack]
    closing = [(CloseIncident(incident=one.id), BOSS) for one in open_ones]
    return [
        *stacked,
        *closing,
        *((SetUnitStatus(unit=one.id, status=UnitStatus.AVAILABLE), BOSS) for one in back),
    ]


def machine_of(room: Room, tally: Tally, runner: asyncio.Runner, strict: bool) -> type[RuleBasedStateMachine]:
    """Return the machine; `strict`: the first thing that is found fails the sequence, which is shrunk."""

    class Dispatch(RuleBasedStateMachine):
        """One sequence: incidents are made, and everything that may happen to them happens."""

        def __init__(self) -> None:
            super().__init__()
            self.incidents: list[UUID] = []

        def run(self, work: Callable[[], object]) -> None:
            runner.run(work())  # type: ignore[arg-type]
            if strict:
                assert not tally.found, tally.found

        @initialize(priority=st.integers(1, 4), agencies=st.integers(0, 3))
        def begin(self, priority: int, agencies: int) -> None:
            self.make(priority, agencies)
            self.make(1 + priority % 4, (agencies + 1) % 4)

        @rule(priority=st.integers(1, 4), agencies=st.integers(0, 3))
        def make(self, priority: int, agencies: int) -> None:
            if len(self.incidents) >= MOST_INCIDENTS:
                return
            key = room.mint.mint()
            made = CreateIncident(
                incident=key, room="911", priority=Severity(priority), place=Place(address="x"),
                agencies=AGENCIES[:agencies],
            )  # fmt: skip
            self.incidents.append(key)
            self.run(lambda: room.give([(made, BOSS)]))

        @rule(drawn=st.lists(DRAWN, min_size=1, max_size=4))
        def one_after_another(self, drawn: list[Drawn]) -> None:
            for one in drawn:
                self.run(lambda one=one: room.give([order(one, self.incidents, room)]))  # type: ignore[misc]

        @rule(drawn=st.lists(DRAWN, min_size=2, max_size=5))
        def together(self, drawn: list[Drawn]) -> None:
            self.run(lambda: room.give([order(one, self.incidents, room) for one in drawn]))

        @rule(drawn=st.lists(DRAWN, min_size=1, max_size=3), after=st.booleans())
        def while_the_writer_dies(self, drawn: list[Drawn], after: bool) -> None:
            orders = [order(one, self.incidents, room) for one in drawn]
            self.run(lambda: room.give(orders, "after" if after else "before"))

        @rule(which=st.integers(0, 999))
        def again(self, which: int) -> None:
            self.run(lambda: room.again(lambda most: which % most))

        @rule(seconds=st.integers(1, 1500))
        def time_passes(self, seconds: int) -> None:
            room.clock.advance(seconds)

        def teardown(self) -> None:
            runner.run(room.settle(close_all))
            if strict:
                assert not tally.found, tally.found

    return Dispatch
