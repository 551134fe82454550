"""The words of `python -m backend` that look after the log: rebuild, export."""

from __future__ import annotations

import argparse
import asyncio
import sys
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from pathlib import Path

from backend.database.data_directory import DataDirectory, default_root
from backend.database.embedded import EmbeddedDatabase
from backend.database.export import export_logs
from backend.database.migrate import migrate
from backend.database.rebuild import rebuild
from backend.database.trouble import DatabaseTrouble
from backend.database.upcast import UnknownEvent
from domain.clock import Clock, SystemClock

HELD, DIFFERS, FAILED = 0, 1, 2


def rebuild_command(words: list[str]) -> int:
    """Replay the log beside the tables and compare; 0 when they are equal, 1 when not."""
    told = _parser("rebuild", "replay the log beside the tables and compare").parse_args(words)

    async def work(dsn: str) -> int:
        found = await rebuild(dsn)
        for difference in found.differences:
            print(difference)
        verdict = f"{len(found.differences)} differences" if found.differences else "equal"
        print(f"{found.events} events ({found.erased} erased), {found.things} rows: {verdict}")
        return DIFFERS if found.differences else HELD

    return _run(told, work)


def export_command(words: list[str]) -> int:
    """Write the logs to a file that `python -m backend.verify` checks."""
    parser = _parser("export", "write the event log and the audit as lines of JSON")
    parser.add_argument("target", type=Path, help="a file that does not exist yet")
    told = parser.parse_args(words)

    async def work(dsn: str) -> int:
        count = await export_logs(dsn, told.target)
        print(f"{count} lines written to {told.target}")
        return HELD

    return _run(told, work)


def _parser(word: str, description: str) -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog=f"python -m backend {word}", description=description)
    parser.add_argument("--data", type=Path, default=None, metavar="DIR", help="data directory")
    parser.add_argument("--dsn", help="this PostgreSQL instead of the embedded one")
    return parser


def _run(told: argparse.Namespace, work: Callable[[str], Awaitable[int]]) -> int:
    async def with_database() -> int:
        async with database(told.data or default_root(), told.dsn, SystemClock()) as dsn:
            return await work(dsn)

    try:
        return asyncio.run(with_database())
    except (DatabaseTrouble, UnknownEvent, OSError) as trouble:
        print(f"backend: {trouble}", file=sys.stderr)
        return FAILED


@asynccontextmanager
async def database(data: Path, dsn: str | None, clock: Clock) -> AsyncIterator[str]:
    """Yield how to reach the database: a running backend's own, or started for this once."""
    if dsn is not None:
        yield dsn
        return
    server = EmbeddedDatabase(DataDirectory.claim(data))
    try:
        await server.start()
    except DatabaseTrouble as trouble:
        if trouble.code != "database.already_running":
            raise
        yield server.dsn
        return
    try:
        await migrate(server.dsn, clock)
        yield server.dsn
    finally:
        await server.stop()
