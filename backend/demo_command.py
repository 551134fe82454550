"""python -m backend demo: load the demo city's register into the database and stop."""

import argparse
import asyncio
import sys
from collections.abc import Sequence
from pathlib import Path

from backend.database.data_directory import DataDirectory, default_root
from backend.database.embedded import EmbeddedDatabase
from backend.database.migrate import migrate
from backend.database.trouble import DatabaseTrouble
from backend.demo import DemoOptions, load_demo
from domain.clock import SystemClock


def demo(words: Sequence[str]) -> int:
    """Load it, say what is there, and answer the exit status."""
    parser = argparse.ArgumentParser(prog="python -m backend demo", description=__doc__)
    parser.add_argument("--data", type=Path, default=default_root(), metavar="DIR")
    parser.add_argument("--dsn", help="use this PostgreSQL instead of the embedded one")
    parser.add_argument("--units", type=int, default=500, help="units on duty (default: 500)")
    told = parser.parse_args(words)
    try:
        asyncio.run(_load(told.data, told.dsn, told.units))
    except DatabaseTrouble as trouble:
        print(f"backend demo: {trouble}", file=sys.stderr)
        return 1
    return 0


async def _load(data: Path, dsn: str | None, units: int) -> None:
    clock, directory = SystemClock(), DataDirectory.claim(data)
    database = None if dsn is not None else EmbeddedDatabase(directory)
    if database is not None:
        await database.start()
    try:
        where = database.dsn if database is not None else dsn
        assert where is not None, "either the embedded database or a dsn"
        await migrate(where, clock)
        loaded = await load_demo(where, directory.root, clock, DemoOptions(on_duty=units))
    finally:
        if database is not None:
            await database.stop()
    print(f"{loaded.agents} agents, {loaded.units} units, {loaded.on_duty} on duty, {loaded.cameras} cameras")
    print(f"accounts: {loaded.accounts}")
