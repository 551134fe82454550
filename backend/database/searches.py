"""A connection for what people look up: no statement runs for long, a lost line is made anew once."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import psycopg

from backend.database.link import Connection, Link, broke, in_our_words
from domain.refusal import Refused

STATEMENT_MS = 500


class Searches:
    """Reads on a connection of its own; queries take its turn (`_link.turn`) and then `_run`."""

    def __init__(self, dsn: str) -> None:
        self._link = Link(dsn)
        self._prepared: Connection | None = None

    async def close(self) -> None:
        """Close the connection."""
        await self._link.drop()

    async def _run(self, query: str, values: Mapping[str, Any]) -> list[tuple[Any, ...]]:
        for attempt in (1, 2):
            try:
                cursor = await (await self._get()).execute(query, values)
                return await cursor.fetchall()
            except psycopg.errors.QueryCanceled:
                raise Refused("search.slow", limit_ms=STATEMENT_MS) from None
            except psycopg.Error as error:
                await self._link.drop()
                if attempt == 2 or not broke(error):
                    raise in_our_words(error) from error
        raise AssertionError

    async def _get(self) -> Connection:
        connection = await self._link.get()
        if connection is not self._prepared:
            await connection.execute(f"set statement_timeout = {STATEMENT_MS}")
            self._prepared = connection
        return connection
