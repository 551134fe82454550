"""ATTACKS 49 and 51: whoever dies, nothing acknowledged is lost or done twice; a full disk is said aloud."""

from __future__ import annotations

import asyncio
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from pathlib import Path
from random import Random
from uuid import UUID, uuid4

import pytest

from backend.database.data_directory import DataDirectory
from backend.database.embedded import EmbeddedDatabase, ServerSettings
from backend.database.entries import Outcome
from backend.database.export import export_logs
from backend.database.group_commit import GroupCommit
from backend.database.migrate import migrate
from backend.database.trouble import DatabaseTrouble, DatabaseUnavailable, DiskFull
from backend.verify import check, read_lines
from domain.clock import ManualClock
from tests.backend.database.box import Ask, Box, until_answered
from tests.backend.database.logbook import a_writer, rows
from tests.plugins.database import make_data_directory


@pytest.fixture
def directory() -> Iterator[DataDirectory]:
    made = make_data_directory(on_disk=True)
    yield made
    shutil.rmtree(made.root, ignore_errors=True)


@asynccontextmanager
async def a_durable_server(directory: DataDirectory) -> AsyncIterator[EmbeddedDatabase]:
    """A server with every promise kept, restarted when it dies."""
    server = EmbeddedDatabase(directory, ServerSettings(options={"max_wal_size": "48MB"}))
    await server.start()
    keeper = asyncio.create_task(server.keep_running())
    try:
        await migrate(server.dsn, ManualClock())
        yield server
    finally:
        keeper.cancel()
        await asyncio.gather(keeper, return_exceptions=True)
        await server.stop()


@asynccontextmanager
async def a_running_box(server: EmbeddedDatabase) -> AsyncIterator[tuple[GroupCommit[Ask], Box]]:
    async with a_writer(server.dsn) as (log, _):
        box = Box()
        commits = GroupCommit(log, box, explain=server.explain)
        running = asyncio.create_task(commits.run())
        try:
            yield commits, box
        finally:
            running.cancel()
            await asyncio.gather(running, return_exceptions=True)


async def whole(dsn: str, folder: Path) -> int:
    """Return how many events there are, having checked the chain and that no number is missing."""
    target = folder / f"{uuid4()}.jsonl"
    await export_logs(dsn, target)
    report = check(read_lines(target), [], None)
    assert report.faults == []
    return report.events


async def test_a_database_killed_under_load_loses_and_doubles_nothing(
    directory: DataDirectory, tmp_path: Path
) -> None:
    random, answers, stop = Random(49), {}, asyncio.Event()

    async def caller(commits: GroupCommit[Ask]) -> None:
        while not stop.is_set():
            ask = Ask(1)
            answers[ask.command] = await until_answered(commits, ask)

    async with a_durable_server(directory) as server, a_running_box(server) as (commits, box):
        callers = [asyncio.create_task(caller(commits)) for _ in range(16)]
        for _ in range(3):
            await asyncio.sleep(random.uniform(0.1, 0.4))
            before = len(answers)
            if server.pid is not None:
                os.kill(server.pid, signal.SIGKILL)
            async with asyncio.timeout(5):
                while len(answers) == before:  # noqa: ASYNC110 - the world outside gives no event
                    await asyncio.sleep(0.02)
        stop.set()
        await asyncio.gather(*callers)
        stored = {
            row[0]: row[1]
            for row in rows(server.dsn, "select id, first_seq from command where outcome = 'done'")
        }
        assert {command: outcome.first_seq for command, outcome in answers.items()} == stored
        assert await whole(server.dsn, tmp_path) == len(answers) == box.kept
        assert len(answers) > 100


PROGRAM = """
import asyncio, os, sys
from uuid import UUID
from backend.database.group_commit import GroupCommit
from tests.backend.database.box import Ask, Box
from tests.backend.database.logbook import a_writer

async def main(dsn, dies_at):
    count = 0
    def hook():
        nonlocal count
        count += 1
        if count == dies_at:
            os.kill(os.getpid(), 9)  # committed, and nobody will ever hear of it
    async with a_writer(dsn, hook) as (log, _):
        commits = GroupCommit(log, Box())
        running = asyncio.create_task(commits.run())
        async def caller(first):
            for number in range(first, 1_000_000, 8):
                outcome = await commits.submit(Ask(1, command=UUID(int=number)))
                print(number, outcome.first_seq, flush=True)
        await asyncio.gather(*(caller(first) for first in range(1, 9)))

asyncio.run(main(sys.argv[1], int(sys.argv[2])))
"""


@pytest.mark.parametrize("dies_at", [40, 0], ids=["between commit and answer", "at a random instant"])
async def test_a_backend_killed_under_load_loses_and_doubles_nothing(
    database: str, tmp_path: Path, dies_at: int
) -> None:
    child = await asyncio.create_subprocess_exec(
        sys.executable, "-c", PROGRAM, database, str(dies_at), stdout=subprocess.PIPE
    )
    assert child.stdout is not None
    answered: dict[UUID, int] = {}
    async for line in child.stdout:
        number, seq = map(int, line.split())
        answered[UUID(int=number)] = seq
        if not dies_at and len(answered) == 120:
            child.kill()
    await child.wait()
    killed = time.monotonic()
    async with a_writer(database) as (log, _):
        assert time.monotonic() - killed < 5
        stored = await log.outcomes_of(UUID(int=number) for number in range(1, 5000))
        assert {key: stored[key][0].first_seq for key in answered} == answered
        in_doubt = set(stored) - set(answered)
        box = Box()
        commits = GroupCommit(log, box)
        running = asyncio.create_task(commits.run())
        # The desks send again what they never heard of: the same answer as was written, nothing new.
        again = [await commits.submit(Ask(1, command=key)) for key in in_doubt]
        assert [(o.repeated, o.first_seq) for o in again] == [
            (True, stored[o.command][0].first_seq) for o in again
        ]
        assert box.kept == 0
        running.cancel()
        await asyncio.gather(running, return_exceptions=True)
    assert await whole(database, tmp_path) == len(stored)
    if dies_at:
        assert in_doubt


@pytest.fixture
def small_disk() -> Iterator[Path]:
    """A disk of 128 MB that the server's user can reach."""
    folder = Path(tempfile.mkdtemp(prefix="atalaya-test-"))
    command = ["mount", "-t", "tmpfs", "-o", "size=128m,mode=0755", "tmpfs", str(folder)]
    mounted = subprocess.run(command, capture_output=True, text=True, check=False)
    if mounted.returncode != 0:
        folder.rmdir()
        pytest.skip(f"cannot mount a small disk here: {mounted.stderr.strip()}")
    yield folder
    subprocess.run(["umount", "-l", str(folder)], check=True)
    folder.rmdir()


def fill(disk: Path, leave: int) -> Path:
    ballast = disk / "ballast"
    with ballast.open("wb") as stream:
        while (free := shutil.disk_usage(disk).free - leave) > 0:
            stream.write(bytes(min(free, 1 << 20)))
    return ballast


async def first_trouble(commits: GroupCommit[Ask]) -> tuple[DatabaseTrouble, float]:
    """Write until somebody complains; the complaint, and how long that one caller waited for it."""
    random = Random(51)
    while True:
        began = time.monotonic()
        try:
            await commits.submit(Ask(1, text=random.randbytes(30_000).hex()))
        except (DiskFull, DatabaseUnavailable) as trouble:
            return trouble, time.monotonic() - began


async def test_a_full_disk_is_told_within_a_second_and_heals_by_itself(
    small_disk: Path, tmp_path: Path
) -> None:
    directory = DataDirectory.claim(small_disk / "data")
    async with a_durable_server(directory) as server, a_running_box(server) as (commits, box):
        known = await commits.submit(Ask(1))
        ballast = fill(small_disk, leave=2 << 20)
        trouble, waited = await first_trouble(commits)
        assert isinstance(trouble, DiskFull), trouble
        assert str(trouble).startswith("database.disk_full: the database's disk is full: ")
        assert waited < 1.0
        remove(ballast)
        outcome: Outcome = await asyncio.wait_for(until_answered(commits, Ask(1)), 8)
        assert outcome.first_seq is not None
        assert await whole(server.dsn, tmp_path) == box.kept
        assert known.first_seq == 1


async def test_reads_go_on_while_the_data_disk_is_full(small_disk: Path) -> None:
    directory = DataDirectory.claim(small_disk / "data")
    async with a_durable_server(directory) as server, a_running_box(server) as (commits, _):
        outcome = await commits.submit(Ask(1))
        ballast = fill(small_disk, leave=64 << 10)
        trouble, _ = await first_trouble(commits)
        assert isinstance(trouble, DiskFull)
        assert rows(server.dsn, "select seq from event where seq = 1") == [(outcome.first_seq,)]
        remove(ballast)
        await asyncio.wait_for(until_answered(commits, Ask(1)), 8)
        assert rows(server.dsn, "select seq from event where seq = 1") == [(1,)]


async def test_a_full_log_disk_stops_the_server_and_it_comes_back_when_there_is_room(
    directory: DataDirectory, small_disk: Path, tmp_path: Path
) -> None:
    """PostgreSQL panics when its write-ahead log finds no room: told all the same, nothing lost."""
    server = EmbeddedDatabase(directory)
    await server.start()
    await server.stop()
    resize(small_disk, "34m")
    move_log(directory, small_disk)
    async with a_durable_server(directory) as server, a_running_box(server) as (commits, box):
        trouble, waited = await first_trouble(commits)
        assert waited < 1.0
        assert trouble.code == "database.disk_full"
        answered = box.kept
        resize(small_disk, "128m")
        await asyncio.wait_for(until_answered(commits, Ask(1)), 8)
        assert await whole(server.dsn, tmp_path) == box.kept
        assert box.kept in (answered + 1, answered + 2)  # the one in doubt may have landed


def resize(disk: Path, size: str) -> None:
    subprocess.run(["mount", "-o", f"remount,size={size}", str(disk)], check=True)


def move_log(directory: DataDirectory, disk: Path) -> None:
    """Put the write-ahead log on a disk of its own, as administrators do."""
    log = directory.cluster / "pg_wal"
    subprocess.run(["cp", "-a", str(log), str(disk)], check=True)
    shutil.rmtree(log)
    log.symlink_to(disk / "pg_wal")


def remove(path: Path) -> None:
    path.unlink()
