"""The backend's other words, done with nobody at the desks: demo, rebuild, export."""

import argparse
import asyncio
import sys
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import asynccontextmanager
from pathlib import Path

from backend.database.data_directory import DataDirectory, default_root
from backend.database.embedded import EmbeddedDatabase
from backend.database.migrate import migrate
from backend.database.trouble import DatabaseTrouble
from domain.clock import Clock, SystemClock

Errand = Callable[[argparse.Namespace, str, Path, Clock], Awaitable[int]]
"""Does one thing with a database (its dsn) and a data directory, and answers the exit status."""


def run_errand(word: str, arguments: Sequence[str]) -> int:
    """Do the errand of that name; answer the exit status."""
    errand, describe = ERRANDS[word]
    parser = argparse.ArgumentParser(prog=f"python -m backend {word}", description=errand.__doc__)
    parser.add_argument("--data", type=Path, default=default_root(), metavar="DIR")
    parser.add_argument("--dsn", help="use this PostgreSQL instead of the embedded one")
    describe(parser)
    told = parser.parse_args(arguments)
    try:
        return asyncio.run(_with_database(errand, told))
    except (DatabaseTrouble, OSError) as trouble:
        print(f"backend {word}: {trouble}", file=sys.stderr)
        return 1


async def _with_database(errand: Errand, told: argparse.Namespace) -> int:
    clock, directory = SystemClock(), DataDirectory.claim(told.data, exercise=None)
    async with _opened(told.dsn, directory) as dsn:
        await migrate(dsn, clock)
        return await errand(told, dsn, directory.root, clock)


@asynccontextmanager
async def _opened(dsn: str | None, directory: DataDirectory) -> AsyncIterator[str]:
    if dsn is not None:
        yield dsn
        return
    database = EmbeddedDatabase(directory)
    try:
        await database.start()
    except DatabaseTrouble as trouble:
        if trouble.code != "database.already_running":
            raise
        yield database.dsn  # a backend is at work on these files: its server serves us as well
        return
    try:
        yield database.dsn
    finally:
        await database.stop()


async def demo(told: argparse.Namespace, dsn: str, data: Path, clock: Clock) -> int:
    """Load the demo city's register: agents, units, devices, cameras, rooms, accounts."""
    from backend.demo import DemoOptions, load_demo

    loaded = await load_demo(dsn, data, clock, DemoOptions(on_duty=told.units))
    print(f"{loaded.agents} agents, {loaded.units} units, {loaded.on_duty} on duty, {loaded.cameras} cameras")
    print(f"accounts: {loaded.accounts}")
    return 0


async def rebuild(told: argparse.Namespace, dsn: str, data: Path, clock: Clock) -> int:
    """Replay the log into a shadow of the present and compare the two."""
    from backend.database.rebuild import rebuild as replay

    report = await replay(dsn)
    print(f"{report.events} events replayed, {report.erased} of them erased, {report.things} things compared")
    for difference in report.differences:
        print(difference)
    return 1 if report.differences else 0


async def export(told: argparse.Namespace, dsn: str, data: Path, clock: Clock) -> int:
    """Write the log and the audit to a file that `python -m backend.verify` checks without Atalaya."""
    from backend.database.export import export_logs

    count = await export_logs(dsn, told.target)
    print(f"{count} rows: {told.target}")
    return 0


def _of_demo(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--units", type=int, default=5000, help="units on duty (default: 5,000)")


def _of_export(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("target", type=Path, metavar="FILE", help="JSON lines")


ERRANDS: dict[str, tuple[Errand, Callable[[argparse.ArgumentParser], None]]] = {
    "demo": (demo, _of_demo),
    "rebuild": (rebuild, lambda parser: None),
    "export": (export, _of_export),
}
