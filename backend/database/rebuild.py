"""Derives the present from the log once more, beside the real tables, and compares the two.

The replay runs the domain's own `evolve` and the very SQL that writes the projections, in a schema of its own
that is dropped at the end.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import LiteralString
from uuid import UUID

import msgspec
import psycopg
from psycopg import sql

from backend.database.batch import projections_text
from backend.database.entries import Upsert
from backend.database.erasure import Erasure
from backend.database.link import Connection, connect, in_our_words
from backend.database.projections import load_register, upserts_of
from backend.database.upcast import change_of
from backend.verify import ERASURE_KIND
from domain.evolve import evolve
from domain.world import World

TABLES = ("call", "incident", "unit_status", "alert", "room_thing", "counters")
_SCHEMA = "rebuild"
_CHUNK = 500
_SHOWN = 20
_EVENTS: LiteralString = """
select seq, kind, version, body from event left join event_payload using (seq) order by seq
"""


@dataclass
class Rebuilt:
    """What a rebuild found; ``differences`` name table, id and what is wrong."""

    events: int = 0
    erased: int = 0
    things: int = 0
    differences: list[str] = field(default_factory=list)
    redacted: set[UUID] = field(default_factory=set)


async def rebuild(dsn: str) -> Rebuilt:
    """Replay the whole log and compare. Raises DatabaseUnavailable and ``log.unknown_event``."""
    report = Rebuilt()
    try:
        async with await connect(dsn) as connection:
            await connection.set_isolation_level(psycopg.IsolationLevel.REPEATABLE_READ)
            # One transaction that is never committed: the backend may go on writing meanwhile.
            async with connection.transaction(force_rollback=True):
                await _make_shadow(connection)
                await _replay(connection, report)
                for table in TABLES:
                    await _compare(connection, table, report)
    except psycopg.Error as error:
        raise in_our_words(error) from error
    return report


async def _make_shadow(connection: Connection) -> None:
    schema = sql.Identifier(_SCHEMA)
    await connection.execute(sql.SQL("create schema {}").format(schema))
    for table in TABLES:
        query = sql.SQL("create table {}.{} (like public.{} including all)")
        name = sql.Identifier(table)
        await connection.execute(query.format(schema, name, name))
    await connection.execute(sql.SQL("set local search_path = {}, public").format(schema))


async def _replay(connection: Connection, report: Rebuilt) -> None:
    world = await load_register(connection)
    async with connection.cursor(name="replay") as cursor:
        await cursor.execute(_EVENTS)
        async for seq, kind, version, body in cursor:
            report.events += 1
            if body is None:
                report.erased += 1
            elif kind == ERASURE_KIND:
                report.redacted.update(msgspec.json.decode(body, type=Erasure).things)
            else:
                _evolve(world, int(seq), kind, version, body, report)
            if report.events % _CHUNK == 0:
                await _project(connection, world, report)
    await _project(connection, world, report)


def _evolve(world: World, seq: int, kind: str, version: int, body: str, report: Rebuilt) -> None:
    try:
        evolve(world, change_of(kind, version, body.encode()))
    except LookupError as error:
        # Without its first event, an erased thing cannot be followed further.
        if not report.erased:
            report.differences.append(f"event {seq}: cannot be replayed ({error})")


async def _project(connection: Connection, world: World, report: Rebuilt) -> None:
    upserts: list[Upsert] = upserts_of(world.take_touched(), world.counters)
    world.settle()
    if upserts:
        await connection.execute("select project(%s::json)", [projections_text(upserts)])


async def _compare(connection: Connection, table: str, report: Rebuilt) -> None:
    live, shadow = sql.Identifier("public", table), sql.Identifier(_SCHEMA, table)
    cursor = await connection.execute(sql.SQL("select count(*) from {}").format(live))
    row = await cursor.fetchone()
    report.things += int(row[0]) if row else 0
    query = sql.SQL(
        "select coalesce(l.id, s.id), l.id is null, s.id is null"
        "  from {live} l full join {shadow} s using (id) where l is distinct from s order by 1"
    )
    cursor = await connection.execute(query.format(live=live, shadow=shadow))
    found = [row for row in await cursor.fetchall() if row[0] not in report.redacted]
    for key, extra, missing in found[:_SHOWN]:
        what = "missing in the table" if extra else "not in the log" if missing else "differs from the log"
        report.differences.append(f"{table} {key}: {what}")
    if len(found) > _SHOWN:
        report.differences.append(f"{table}: {len(found) - _SHOWN} more")
