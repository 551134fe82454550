"""A city of three units for tests, and a writer that decides by the domain's own rules."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from uuid import UUID, uuid4

import psycopg

from backend.database.entries import Outcome
from backend.database.event_log import EventLog
from backend.database.group_commit import GroupCommit
from backend.database.link import connect
from backend.database.projections import load_world
from backend.decisions import Asked, Decisions, asked
from domain.agency import Agency
from domain.alert import AlertKind
from domain.call import Draft
from domain.clock import DAY, ManualClock
from domain.commands import (
    AcknowledgeAlert,
    AnswerCall,
    AnyCommand,
    CloseIncident,
    CreateIncident,
    DispatchUnit,
    RaiseAlert,
    RingCall,
    SaveDraft,
    SetUnitStatus,
)
from domain.people import Actor, Operator, Role
from domain.place import Place
from domain.severity import Severity
from domain.unit import UnitStatus
from domain.world import World
from tests.backend.database.logbook import NOON, a_writer

UNITS = [UUID(int=n) for n in (1, 2, 3)]
SUPERVISOR = Actor(
    name="lferreyra", room="911", workstation="P07",
    operator=Operator(
        id=UUID(int=99), user="lferreyra", name="Laura Ferreyra", role=Role.SUPERVISOR, room="911"
    ),
)  # fmt: skip
EXCHANGE = Actor(name="intake:calls", room="911")


def settle_city(dsn: str) -> None:
    """Write the register: a room, an agency, a shift that lasts, three units on duty."""
    with psycopg.connect(dsn, autocommit=True) as connection:
        run = connection.execute
        run("insert into room values ('911', 'Sala 911', false), ('escuela', 'Sala de práctica', true)")
        run("insert into agency values ('police', 'Policía')")
        run(
            "insert into shift values (%s, 'noche', 'police', moment(%s), moment(%s))",
            [UUID(int=50), NOON - DAY, NOON + DAY],
        )
        for number, unit in enumerate(UNITS, 1):
            run(
                "insert into unit (id, index, call_sign, agency, room, since) "
                "values (%s, %s, %s, 'police', '911', moment(%s))",
                [unit, number, f"M{number}", NOON],
            )
            run("insert into assignment values (%s, %s, %s)", [UUID(int=60 + number), unit, UUID(int=50)])


class Desk:
    """Asks the writer, as whoever it is told to be."""

    def __init__(self, commits: GroupCommit[Asked], world: World, log: EventLog, clock: ManualClock) -> None:
        self.world = world
        self.log = log
        self.commits = commits
        self._clock = clock

    async def do(self, command: AnyCommand, actor: Actor = SUPERVISOR) -> Outcome:
        """Ask, a second later than the last time, and return the answer."""
        self._clock.advance(1)
        return await self.commits.submit(asked(uuid4(), command, actor))


@asynccontextmanager
async def a_control_room(dsn: str) -> AsyncIterator[Desk]:
    """The world as the database has it, under a lease."""
    clock = ManualClock(NOON)
    async with a_writer(dsn) as (log, _):
        async with await connect(dsn) as connection:
            world = await load_world(connection, clock.now())
        commits: GroupCommit[Asked] = GroupCommit(log, Decisions(world, clock, lambda *_: None))
        running = asyncio.create_task(commits.run())
        try:
            yield Desk(commits, world, log, clock)
        finally:
            running.cancel()
            await asyncio.gather(running, return_exceptions=True)


async def a_busy_hour(desk: Desk) -> tuple[UUID, UUID]:
    """A call, its incident, two units, an alert; returns the call's and the incident's id."""
    call, incident, alert = uuid4(), uuid4(), uuid4()
    await desk.do(
        RingCall(call=call, room="911", at=NOON, number="+541148080001", caller="Rosa Ñáñez"), EXCHANGE
    )
    await desk.do(AnswerCall(call=call))
    for revision, text in enumerate(("choque", "choque en la esquina", "choque, dos heridos"), 1):
        await desk.do(SaveDraft(call=call, draft=Draft(revision=revision, narrative=text)))
    await desk.do(
        CreateIncident(
            incident=incident, room="911", priority=Severity.HIGH, call=call, close_call=False,
            place=Place(address="Av. Corrientes 3200"), agencies=(Agency.POLICE,),
        )
    )  # fmt: skip
    await desk.do(DispatchUnit(incident=incident, unit=UNITS[0]))
    await desk.do(DispatchUnit(incident=incident, unit=UNITS[1]))
    await desk.do(SetUnitStatus(unit=UNITS[0], status=UnitStatus.EN_ROUTE))
    await desk.do(
        RaiseAlert(
            alert=alert, kind=AlertKind.PANIC, severity=Severity.CRITICAL, room="911", group="panic:b-7",
            params={"device": "b-7"}, area="Almagro",
        ),
        EXCHANGE,
    )  # fmt: skip
    await desk.do(AcknowledgeAlert(alert=alert))
    return call, incident


async def close(desk: Desk, incident: UUID) -> None:
    """Close the incident, which frees its units."""
    await desk.do(CloseIncident(incident=incident))
