"""Numbered migrations: each is one SQL file, applied once, in order, never edited afterwards.

The first line of a file says ``-- kind: expand`` (the previous version of the program runs on the result) or
``-- kind: contract`` (it does not: what an older expand made superfluous goes away, one version later).
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import psycopg

from backend.database.binaries import OLDEST_MAJOR
from backend.database.trouble import DatabaseTrouble
from domain.clock import Clock

_FOLDER = Path(__file__).with_name("migrations")
_LOCK = 0x41544C59_0001  # one migrating program at a time
_TABLE = """
create table if not exists schema_migration (
    number integer primary key, name text not null, kind text not null, digest text not null,
    applied_at timestamptz not null)
"""


@dataclass(frozen=True)
class Migration:
    """One step of the schema."""

    number: int
    name: str
    kind: str
    sql: str

    @property
    def digest(self) -> str:
        return hashlib.sha256(self.sql.encode()).hexdigest()


def read_migrations(folder: Path = _FOLDER) -> list[Migration]:
    """Return all migrations in order.

    Raises ValueError when a number is missing or doubled, or a file does not say its kind: a mistake of ours.
    """
    found = []
    for path in sorted(folder.glob("*.sql")):
        number, _, name = path.stem.partition("_")
        sql = path.read_text(encoding="utf-8")
        kind = sql.partition("\n")[0].removeprefix("-- kind: ").strip()
        if kind not in ("expand", "contract"):
            raise ValueError(f"{path.name}: the first line must be '-- kind: expand' or '-- kind: contract'")
        found.append(Migration(int(number), name, kind, sql))
    if [migration.number for migration in found] != list(range(1, len(found) + 1)):
        raise ValueError("migrations must be numbered 1, 2, 3 ... without gaps")
    return found


async def migrate(dsn: str, clock: Clock, migrations: list[Migration] | None = None) -> int:
    """Bring the schema to this program's version and return how many migrations were applied.

    Raises DatabaseTrouble ``database.too_new`` (a newer program contracted the schema),
    ``database.migration_changed``, ``database.server_too_old`` or ``database.unavailable``.
    """
    known = read_migrations() if migrations is None else migrations
    try:
        async with await psycopg.AsyncConnection.connect(dsn, autocommit=True) as connection:
            _check_server(connection)
            async with connection.transaction():
                await connection.execute("select pg_advisory_xact_lock(%s)", [_LOCK])
                await connection.execute(_TABLE)
                return await _apply(connection, known, clock)
    except psycopg.OperationalError as error:
        raise DatabaseTrouble("database.unavailable", reason=str(error).strip()) from error


def _check_server(connection: psycopg.AsyncConnection[Any]) -> None:
    major = connection.info.server_version // 10000
    if major < OLDEST_MAJOR:
        raise DatabaseTrouble("database.server_too_old", found=major, oldest=OLDEST_MAJOR)


async def _apply(connection: psycopg.AsyncConnection[Any], known: list[Migration], clock: Clock) -> int:
    cursor = await connection.execute("select number, kind, digest from schema_migration order by number")
    applied = {number: (kind, digest) for number, kind, digest in await cursor.fetchall()}
    newer = [number for number in applied if number > len(known)]
    if any(applied[number][0] == "contract" for number in newer):
        raise DatabaseTrouble("database.too_new", found=max(newer), known=len(known))
    count = 0
    for migration in known:
        if migration.number in applied:
            if applied[migration.number][1] != migration.digest:
                raise DatabaseTrouble("database.migration_changed", number=migration.number)
            continue
        await connection.execute(migration.sql.encode())
        await connection.execute(
            "insert into schema_migration values (%s, %s, %s, %s, moment(%s))",
            [migration.number, migration.name, migration.kind, migration.digest, clock.now()],
        )
        count += 1
    return count
