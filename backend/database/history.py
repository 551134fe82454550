"""Reads of what is over and of who did what: sensitive, so that no purpose means no data.

Every method takes a Purpose, which `domain.purpose.stated` makes from what a person typed; the audit record
is on disk before the first row is asked for, in the same call. Exercise and live never mix: a reader in an
exercise room sees the exercise's rows and nothing else, everybody else the live views.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

import msgspec
from psycopg.conninfo import conninfo_to_dict
from sqlalchemy import ColumnElement, Select, Subquery, Table, func, select
from sqlalchemy.exc import DBAPIError
from sqlalchemy.ext.asyncio import AsyncEngine, create_async_engine

from backend.database.audit import Audit
from backend.database.tables import call, event, event_payload, incident, live_call, live_incident
from backend.database.trouble import DatabaseUnavailable
from domain.call import Call
from domain.clock import Micros
from domain.incident import Incident
from domain.people import Actor
from domain.purpose import Purpose

LEAST_WORD = 3
"""Characters a search must have: fewer would read everything."""
STATEMENT_MILLISECONDS = 500
_MOST_ROWS = 200
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


class TooShort(ValueError):
    """A search with fewer than LEAST_WORD characters: refused before any data is touched."""

    def __init__(self) -> None:
        super().__init__(f"search: at least {LEAST_WORD} characters")


@dataclass(frozen=True)
class PastEvent:
    """An event as a reader of history sees it; what was erased is not found any more."""

    seq: int
    kind: str
    actor: str
    at: Micros
    body: bytes


def make_engine(dsn: str) -> AsyncEngine:
    """Return an engine for queries of people: few connections, and none of them for long."""
    parts: dict[str, Any] = dict(conninfo_to_dict(dsn))
    parts["options"] = f"{parts.get('options', '')} -c statement_timeout={STATEMENT_MILLISECONDS}".strip()
    parts["dbname"] = parts.get("dbname") or parts.get("user") or ""
    return create_async_engine(
        "postgresql+psycopg://", connect_args=parts, pool_size=2, max_overflow=2, pool_pre_ping=True
    )


class History:
    """Past calls, past incidents and the log, each read with a purpose and on record."""

    def __init__(self, engine: AsyncEngine, audit: Audit) -> None:
        self._engine = engine
        self._audit = audit

    async def close(self) -> None:
        """Close the connections."""
        await self._engine.dispose()

    async def calls_from(self, number: str, reader: Actor, purpose: Purpose) -> list[Call]:
        """Return calls whose telephone number contains these digits, newest first."""
        table = _visible(reader, call, live_call)
        query = _newest(table, table.c.ringing_at, _text_field(table, "number"), number)
        found = await self._ask(query, reader, "read_calls", f"number:{number}", purpose)
        return [msgspec.json.decode(row.body, type=Call) for row in found]

    async def calls_about(self, words: str, reader: Actor, purpose: Purpose) -> list[Call]:
        """Return calls whose form says these words, newest first."""
        table = _visible(reader, call, live_call)
        query = _newest(table, table.c.ringing_at, _text_field(table, "narrative"), words)
        found = await self._ask(query, reader, "read_calls", f"words:{words}", purpose)
        return [msgspec.json.decode(row.body, type=Call) for row in found]

    async def incidents_at(self, address: str, reader: Actor, purpose: Purpose) -> list[Incident]:
        """Return incidents whose address contains these words, newest first."""
        table = _visible(reader, incident, live_incident)
        query = _newest(table, table.c.created_at, _text_field(table, "address"), address)
        found = await self._ask(query, reader, "read_incidents", f"address:{address}", purpose)
        return [msgspec.json.decode(row.body, type=Incident) for row in found]

    async def events_of(self, thing: UUID, reader: Actor, purpose: Purpose) -> list[PastEvent]:
        """Return every event that names this thing, in order: what happened to it, and who did it."""
        query = (
            select(event.c.seq, event.c.kind, event.c.actor, event.c.recorded_at, event_payload.c.body)
            .join(event_payload, event.c.seq == event_payload.c.seq)
            .where(event.c.exercise == reader.exercise, event_payload.c.body.contains(str(thing)))
            .order_by(event.c.seq)
            .limit(_MOST_ROWS)
        )
        found = await self._ask(query, reader, "read_events", f"thing:{thing}", purpose)
        return [
            PastEvent(row.seq, row.kind, row.actor, _micros(row.recorded_at), row.body.encode())
            for row in found
        ]

    async def _ask(
        self, query: Select[Any], reader: Actor, action: str, subject: str, purpose: Purpose
    ) -> Sequence[Any]:
        await self._audit.record(reader, action, subject, purpose)
        try:
            async with self._engine.connect() as connection:
                found: Sequence[Any] = (await connection.execute(query)).all()
                return found
        except DBAPIError as error:
            raise DatabaseUnavailable("database.unavailable", reason=str(error.orig).strip()) from error


def _visible(reader: Actor, everything: Table, live: Table) -> Table | Subquery:
    """Return what this reader may meet: the live view, or an exercise's rows alone."""
    if not reader.exercise:
        return live
    return select(everything).where(everything.c.exercise).subquery()


def _text_field(table: Table | Subquery, name: str) -> ColumnElement[str]:
    """Return a text of the canonical body, still in JSON's escapes: the first one of that name.

    Taken from the text and not by JSON functions, for those refuse a whole query over one \\u0000.
    """
    return func.substring(table.c.body, rf'"{name}":"((?:[^"\\]|\\.)*)"')


def _newest(
    table: Table | Subquery, moment: ColumnElement[object], where: ColumnElement[str], words: str
) -> Select[Any]:
    """Return the newest rows whose text contains the words, literally: % and _ are themselves."""
    if len(words.strip()) < LEAST_WORD:
        raise TooShort
    escaped = msgspec.json.encode(words.strip()).decode()[1:-1]
    matching = where.icontains(escaped, autoescape=True)
    return select(table.c.body).where(matching).order_by(moment.desc()).limit(_MOST_ROWS)


def _micros(at: datetime) -> Micros:
    return (at - _EPOCH) // timedelta(microseconds=1)
