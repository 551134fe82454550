"""Random orders of dispatch against a real log: sent together, sent again, and the writer dies between them.

The writer is the backend's own (group commit, decisions, projections) on a real PostgreSQL. It dies before a
batch is written, or between its commit and its answer, as `kill -9` has it: nobody hears, the memory is gone,
and another takes the lease and reads the tables. Whoever had no answer sends the same again.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from random import Random
from uuid import UUID

import psycopg

from backend.database.entries import Entry, Outcome, Verdict
from backend.database.event_log import EventLog
from backend.database.group_commit import GroupCommit
from backend.database.lease import Lease
from backend.database.link import connect
from backend.database.projections import load_world
from backend.decisions import Asked, Decisions, asked
from benchmarks.dispatch_faults import faults, on_two, overwritten
from domain.changes import UnitDispatched
from domain.clock import DAY, HOUR, ManualClock
from domain.commands import AnyCommand, DispatchUnit
from domain.dispatch_orders import OverrideDispatch, PreemptUnit, StackUnit
from domain.evolve import evolve
from domain.ids import IdMint
from domain.people import Actor
from domain.world import World

Order = tuple[AnyCommand, Actor]
START = 1_795_000_000_000_000
UNITS = tuple(UUID(int=n) for n in range(1, 7))
POLICE_UNITS = 4


class Died(BaseException):
    """The writer's process is gone: nothing after this runs in it."""


def settle_city(dsn: str) -> None:
    """Write the register: a room, two agencies, a shift that lasts for ever, six units on duty."""
    with psycopg.connect(dsn, autocommit=True) as connection:
        run = connection.execute
        run("insert into room (id, name, exercise) values ('911', 'Sala 911', false)")
        run("insert into agency values ('police', 'Policía'), ('medical', 'SAME')")
        end = START + 20_000 * DAY
        run("insert into shift values (%s, 'siempre', 'police', moment(%s), moment(%s))",
            [UUID(int=50), START - DAY, end])  # fmt: skip
        for number, unit in enumerate(UNITS, 1):
            agency = "police" if number <= POLICE_UNITS else "medical"
            run("insert into unit (id, index, call_sign, agency, room, since) "
                "values (%s, %s, %s, %s, '911', moment(%s))",
                [unit, number, f"M{number}", agency, START - HOUR])  # fmt: skip
            run("insert into assignment values (%s, %s, %s)", [UUID(int=60 + number), unit, UUID(int=50)])


class Careless(Decisions):
    """What SABOTAGE=1 measures: a writer that sends whoever it is told to send."""

    def decide(self, request: Asked) -> Entry:
        """Send without looking where the unit is; everything else as it should be."""
        wanted = request.wanted
        if isinstance(wanted, DispatchUnit | OverrideDispatch | PreemptUnit | StackUnit):
            if self._world.incidents.get(wanted.incident) is not None:
                now = self._clock.now()
                evolve(self._world, UnitDispatched(at=now, unit=wanted.unit, incident=wanted.incident))
        return super().decide(request)


@dataclass
class Tally:
    """What was done and what was found, over all sequences."""

    sequences: int = 0
    commands: int = 0
    accepted: int = 0
    refused: int = 0
    retries: int = 0
    crashes: int = 0
    in_doubt: int = 0
    two_incidents: int = 0
    illegal: int = 0
    lost: int = 0
    found: list[str] = field(default_factory=list)

    def find(self, kind: str, what: str) -> None:
        """Count something that must not be; the first twenty are kept in words."""
        setattr(self, kind, getattr(self, kind) + 1)
        if len(self.found) < 20:
            self.found.append(f"{kind}: {what}")


class Room:
    """A writer that may die at any time, and those who ask it."""

    def __init__(self, dsn: str, tally: Tally, seed: int = 1, *, careless: bool = False) -> None:
        self.clock = ManualClock(START)
        self.mint = IdMint(self.clock, Random(seed).randbytes)
        self.world = World()
        self._dsn = dsn
        self._tally = tally
        self._careless = careless
        self._dies: str | None = None
        self._known: dict[UUID, tuple[Asked, Outcome]] = {}
        self._running: asyncio.Task[None] | None = None

    # ---- the writer's life

    async def open(self) -> None:
        """Take the lease and read the world, as a backend that has just come up."""
        self._lease = Lease(self._dsn, poll_seconds=0.01)
        term = await self._lease.acquire()
        self._log = EventLog(self._dsn, after_commit=self._after_commit)
        self._log.lead(term.fence, term.head)
        self.world = await self._read()
        decider = Careless if self._careless else Decisions
        self._commits = GroupCommit[Asked](self._log, decider(self.world, self.clock, lambda *_: None))
        self._running = asyncio.create_task(self._commits.run())

    async def close(self) -> None:
        """End, or be buried."""
        if self._running is not None:
            self._running.cancel()
            await asyncio.wait({self._running})
            if not self._running.cancelled():
                self._running.exception()  # it was looked at
            self._running = None
            await self._log.close()
            await self._lease.release()

    async def crash(self) -> None:
        """Die and come up again with nothing but the tables."""
        self._tally.crashes += 1
        await self.close()
        await self.open()

    def _after_commit(self) -> None:
        if self._dies == "after":
            self._dies = None
            raise Died

    async def _read(self) -> World:
        async with await connect(self._dsn) as connection:
            return await load_world(connection, self.clock.now())

    # ---- those who ask

    async def give(self, orders: Sequence[Order], dies: str | None = None) -> None:
        """Give orders in one breath; whoever hears nothing because the writer dies asks again."""
        self._tally.commands += len(orders)
        wanted = [asked(self.mint.mint(), command, actor) for command, actor in orders]
        if self._careless and self._tally.commands % 7 == 0:
            key = wanted[0].command  # taken for done as soon as it was sent
            self._known[key] = wanted[0], Outcome(command=key, verdict=Verdict.DONE)
            wanted = wanted[1:]
        await self._ask(wanted, dies)

    async def again(self, pick: Callable[[int], int]) -> None:
        """Send an order again that was answered before: the answer is the same, and nothing happens."""
        if not self._known:
            return
        self._tally.retries += 1
        request, _ = list(self._known.values())[pick(len(self._known))]
        await self._ask([request], None)

    async def _ask(self, wanted: Sequence[Asked], dies: str | None) -> None:
        before = {unit.id: unit for unit in self.world.units.settled()}
        self._dies = dies
        left = list(wanted)
        if dies == "before":
            self._dies = None
            await self.crash()  # it was on its way: nothing of it is written
        while left:
            tries = {asyncio.create_task(self._commits.submit(one)): one for one in left}
            assert self._running is not None, "it was opened"
            await asyncio.wait({self._running, asyncio.gather(*tries, return_exceptions=True)},
                               return_when=asyncio.FIRST_COMPLETED)  # fmt: skip
            left = []
            for task, one in tries.items():
                if task.done() and not task.cancelled() and task.exception() is None:
                    self._answered(one, task.result())
                else:
                    task.cancel()
                    left.append(one)
            if left:
                self._tally.in_doubt += len(left)
                await asyncio.gather(*tries, return_exceptions=True)
                await self.crash()
        self._dies = None
        self._look(before)

    def _answered(self, request: Asked, outcome: Outcome) -> None:
        known = self._known.get(request.command)
        if known is not None:
            same = (known[1].verdict, known[1].code, known[1].first_seq)
            if same != (outcome.verdict, outcome.code, outcome.first_seq):
                self._tally.find("lost", f"another answer to the same order: {known[1]} {outcome}")
            return
        self._known[request.command] = request, outcome
        if outcome.verdict is Verdict.DONE:
            self._tally.accepted += 1
        elif outcome.verdict is Verdict.REFUSED:
            self._tally.refused += 1
        else:
            self._tally.find("illegal", f"{outcome.verdict}: {type(request.wanted).__name__}")

    def _look(self, before: dict[UUID, object]) -> None:
        twice = set(on_two(self.world))
        for what in twice:
            self._tally.find("two_incidents", what)
        for what in set(faults(self.world)) - twice:
            self._tally.find("illegal", what)
        for what in overwritten(before, self.world):  # type: ignore[arg-type]
            self._tally.find("illegal", what)

    # ---- the end of a sequence

    async def settle(self, close_all: Callable[[World], Sequence[Order]]) -> None:
        """Look for what was lost, close everything, and let a day pass: the next begins in an empty room."""
        await self._look_for_lost()
        await self.give(close_all(self.world))
        self._tally.sequences += 1
        self._known.clear()
        self.clock.advance(25 * 3600)
        self.world.forget_closed(self.clock.now() - DAY)

    async def _look_for_lost(self) -> None:
        kept = await self._log.outcomes_of(self._known)
        for key, (request, outcome) in self._known.items():
            if key not in kept or kept[key][0].verdict is not outcome.verdict:
                self._tally.find("lost", f"acknowledged and not in the log: {type(request.wanted).__name__}")
        read = await self._read()
        for mine, theirs in zip(self.world.shelves, read.shelves, strict=True):
            here, there = ({thing.id: thing for thing in shelf.values()} for shelf in (mine, theirs))
            for key in here.keys() | there.keys():
                if here.get(key) != there.get(key):
                    self._tally.find("lost", f"memory and tables differ: {here.get(key)} {there.get(key)}")
