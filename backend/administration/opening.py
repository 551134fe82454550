"""Puts administration together for one reign: its connections, its handlers, what it keeps an eye on."""

from __future__ import annotations

import asyncio
import contextlib
import os
from collections.abc import Awaitable, Callable, Sequence

import psycopg

from backend.accounts import Accounts
from backend.administration.asking import Asking
from backend.administration.books import Books
from backend.administration.deeds import Deeds, Zone
from backend.administration.house import RunningHouse
from backend.administration.office import Office
from backend.administration.signing import Signing
from backend.barrios import Barrios
from backend.control_room import ControlRoom
from backend.database.audit import Audit
from backend.database.link import connect
from backend.database.register_search import RegisterSearch
from backend.inquiries import Inquiries
from backend.streams.gate import parse_networks
from domain.clock import Clock
from domain.ids import IdMint
from resources.city import load_city


class Administration:
    """What one reign opens and closes."""

    def __init__(
        self,
        dsn: str,
        clock: Clock,
        accounts: Accounts,
        audit: Audit,
        networks: Sequence[str],
        room: Callable[[], ControlRoom | None],
        reopen_cameras: Callable[[], Awaitable[None]],
    ) -> None:
        self._dsn = dsn
        house = self._house = RunningHouse(room, reopen_cameras)
        self._zone = comunas()
        deeds = Deeds(IdMint(clock, os.urandom), os.urandom, accounts.hash, self._zone)
        self._books = Books(dsn, clock, deeds, parse_networks(networks), house.felt)
        self._search = RegisterSearch(dsn)
        self._office = Office(
            Asking(self._books), Signing(self._books, accounts), self._search, audit, house, clock
        )

    def answers(self, inquiries: Inquiries) -> None:
        """Put the handlers into the table."""
        self._office.answers(inquiries)

    async def run(self) -> None:
        """Name the comuna of cameras that have none yet, then close what lapses, for ever."""
        with contextlib.suppress(psycopg.Error):  # a search by comuna misses them until the next start
            await self._name_zones()
        await self._office.run()

    async def close(self) -> None:
        """Close the connections."""
        await self._house.close()
        await self._books.close()
        await self._search.close()

    async def _name_zones(self) -> None:
        async with await connect(self._dsn) as connection:
            cursor = await connection.execute("select id, lat, lon from camera where zone = ''")
            rows = await cursor.fetchall()
            named = await asyncio.to_thread(lambda: [(self._zone(lat, lon), key) for key, lat, lon in rows])
            await connection.cursor().executemany("update camera set zone = %s where id = %s", named)


def comunas() -> Zone:
    """Return what names the comuna of a place."""
    city = load_city()
    barrios = Barrios(city)
    number = {barrio.name: barrio.comuna for barrio in city.barrios}

    def zone(lat: float, lon: float) -> str:
        name = barrios.name_at(lat, lon)
        return f"Comuna {number[name]}" if name else ""

    return zone
