"""Writes the logs as lines of JSON that backend/verify.py checks without a database."""

from __future__ import annotations

from pathlib import Path
from typing import Any, LiteralString

import msgspec
import psycopg

from backend.database.link import Connection, connect, in_our_words

EVENTS: LiteralString = """
select 'event' as row, seq, command, kind, version, actor, workstation, micros(recorded_at) as at, exercise,
       encode(digest, 'hex') as digest, encode(chain, 'hex') as chain, encode(salt, 'hex') as salt, body
  from event left join event_payload using (seq) order by seq
"""
AUDITS: LiteralString = """
select 'audit' as row, seq, line, encode(chain, 'hex') as chain from audit order by seq
"""


async def export_logs(dsn: str, target: Path) -> int:
    """Write every event and audit record as of one moment; return how many lines.

    Raises DatabaseUnavailable, OSError, and FileExistsError rather than overwriting evidence.
    """
    encoder = msgspec.json.Encoder()
    count = 0
    try:
        async with await connect(dsn) as connection:
            await connection.set_isolation_level(psycopg.IsolationLevel.REPEATABLE_READ)
            with target.open("xb") as stream:
                async with connection.transaction():
                    for query in (EVENTS, AUDITS):
                        async for row in _stream(connection, query):
                            stream.write(encoder.encode(row) + b"\n")
                            count += 1
    except psycopg.Error as error:
        raise in_our_words(error) from error
    return count


async def _stream(connection: Connection, query: LiteralString) -> Any:
    """Yield rows as dicts without holding the whole log in memory."""
    async with connection.cursor(name="export", row_factory=psycopg.rows.dict_row) as cursor:
        await cursor.execute(query)
        async for row in cursor:
            yield row
