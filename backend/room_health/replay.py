"""Reads the last day out of the log into the ledger, and the calls of the weeks before by quarters.

The domain's own `evolve` turns events into things, as a rebuild does, so that kinds that are added later are
followed without a word here.
"""

from __future__ import annotations

import asyncio
from typing import LiteralString

import psycopg

from backend.database.link import connect, in_our_words
from backend.database.upcast import change_of
from backend.room_health.forecast import DAYS
from backend.room_health.ledger import Ledger
from domain.clock import DAY, Micros
from domain.evolve import evolve
from domain.room_health import KEPT, STAFF_STEP
from domain.world import World

_BEGIN: LiteralString = """
select coalesce(max(seq), 0) from (
       select seq from event where recorded_at <= moment(%s) order by seq desc limit 1) as before
"""
_EVENTS: LiteralString = """
select e.seq, e.kind, e.version, p.body
  from event e join event_payload p using (seq)
 where e.seq > %s and e.seq <= %s
   and (e.kind like 'call%%' or e.kind like 'incident%%' or e.kind like 'unit%%' or e.kind like 'desk%%'
        or e.kind = 'draft_saved')
 order by e.seq limit %s
"""
_FIRST: LiteralString = "select micros(min(recorded_at)) from event where seq = (select min(seq) from event)"
_WEEKS: LiteralString = """
select room, exercise, (micros(ringing_at) / %s)::bigint, count(*)
  from call where ringing_at >= moment(%s) and ringing_at < moment(%s) group by 1, 2, 3
"""
_PAGE = 200
"""Events between two breaths of the loop: some five milliseconds."""


_DESKS: LiteralString = """
select distinct w.desk from workstation w where w.room = %s order by 1
"""


async def desk_names(dsn: str, room: str) -> tuple[str, ...]:
    """Return the numbers of a room's desks, as the register has them. Raises DatabaseUnavailable."""
    try:
        async with await connect(dsn) as connection:
            cursor = await connection.execute(_DESKS, [room])
            return tuple(str(row[0]) for row in await cursor.fetchall())
    except psycopg.Error as error:
        raise in_our_words(error) from error


async def replay(dsn: str, ledger: Ledger, world: World, upto: int, now: Micros, over: asyncio.Event) -> int:
    """Fill the ledger from the log up to that event; return how many events were read.

    `world` says which units and desks there are; `over` ends it between two pages, for a query that is
    cancelled in the middle costs its connection. Raises DatabaseUnavailable.
    """
    begins = now - KEPT
    try:
        async with await connect(dsn) as connection:
            cursor = await connection.execute(_FIRST)
            row = await cursor.fetchone()
            first = int(row[0]) if row is not None and row[0] is not None else now
            ledger.since = max(begins, first)
            cursor = await connection.execute(
                _WEEKS, [STAFF_STEP, now - (DAYS + 1) * DAY, ledger.since // STAFF_STEP * STAFF_STEP]
            )
            for room, exercise, step, count in await cursor.fetchall():
                ledger.room(room, exercise).arrivals[int(step)] += int(count)
            cursor = await connection.execute(_BEGIN, [begins])
            row = await cursor.fetchone()
            seq = int(row[0]) if row is not None else 0
            return await _walk(connection, ledger, _register(world), seq, upto, over)
    except psycopg.Error as error:
        raise in_our_words(error) from error


def _register(world: World) -> World:
    """Return a world with the units and desks there are: what happened to them is read from the log."""
    made = World()
    for unit in world.units.settled():
        made.units.put(unit.id, unit)
    for desk in world.desks.settled():
        made.desks.put(desk.id, desk)
    made.take_touched()
    made.settle()
    return made


async def _walk(
    connection: psycopg.AsyncConnection[tuple[object, ...]],
    ledger: Ledger,
    world: World,
    seq: int,
    upto: int,
    over: asyncio.Event,
) -> int:
    count = 0
    while not over.is_set():
        cursor = await connection.execute(_EVENTS, [seq, upto, _PAGE])
        rows = await cursor.fetchall()
        if not rows:
            return count
        for number, kind, version, body in rows:
            change = change_of(str(kind), int(str(version)), str(body).encode())
            try:
                evolve(world, change)
            except LookupError:
                world.drop()  # its call rang before the horizon, or was erased
                continue
            ledger.take(change.at, world.take_touched())
            world.settle()
            seq = int(str(number))
        seq = int(str(rows[-1][0]))
        count += len(rows)
        await asyncio.sleep(0)
    return count
