"""Databases for tests: one cluster a session, a database a test, made from a migrated template.

``database`` is a connection string on the embedded server; ``either_database`` is one on the oldest and one
on the newest server that we support. Durability is off, except in tests that start a cluster of their own.
"""

from __future__ import annotations

import asyncio
import itertools
import shutil
import tempfile
import threading
from collections.abc import Coroutine, Iterator
from pathlib import Path
from typing import Any, TypeVar

import psycopg
import pytest

from backend.database.data_directory import DataDirectory
from backend.database.embedded import EmbeddedDatabase, ServerSettings
from backend.database.migrate import migrate
from domain.clock import ManualClock

_MEMORY = Path("/dev/shm")
_ROOM = 2 << 30
# Tests that do not ask for durability ask for speed.
QUICK = {"shared_buffers": "32MB", "autovacuum": "off", "checkpoint_timeout": "1h"}
DEBIAN_15 = Path("/usr/lib/postgresql/15")
T = TypeVar("T")


def run_apart(work: Coroutine[Any, Any, T]) -> T:
    """Run a coroutine on a loop of its own, whatever loop the test uses."""
    results: list[T] = []
    failures: list[BaseException] = []

    def body() -> None:
        try:
            results.append(asyncio.run(work))
        except BaseException as error:
            failures.append(error)

    thread = threading.Thread(target=body)
    thread.start()
    thread.join()
    if failures:
        raise failures[0]
    return results[0]


def make_data_directory(*, on_disk: bool = False) -> DataDirectory:
    """A fresh data directory that the server's user can reach: tmp_path is 0700 and root's.

    In memory where there is room, since making a database means making three hundred files.
    """
    roomy = _MEMORY.is_dir() and shutil.disk_usage(_MEMORY).free > _ROOM
    place = _MEMORY if roomy and not on_disk else None
    return DataDirectory.claim(Path(tempfile.mkdtemp(prefix="atalaya-test-", dir=place)))


class Cluster:
    """A running server whose databases are copies of one migrated template."""

    def __init__(self, settings: ServerSettings) -> None:
        self._directory = make_data_directory()
        self.server = EmbeddedDatabase(self._directory, settings)
        self._numbers = itertools.count(1)

    def start(self) -> None:
        run_apart(self.server.start())
        self._execute("create database template_migrated")
        run_apart(migrate(self.server.dsn_of("template_migrated"), ManualClock()))

    def stop(self) -> None:
        run_apart(self.server.stop())
        shutil.rmtree(self._directory.root, ignore_errors=True)

    def create(self, template: str = "template_migrated") -> tuple[str, str]:
        """Return the name and the connection string of a fresh database."""
        name = f"test_{next(self._numbers)}"
        self._execute(f"create database {name} template {template}")
        return name, self.server.dsn_of(name)

    def make_template(self, name: str) -> str:
        """Return the connection string of a new template; it must be let go of before it is copied."""
        self._execute(f"create database {name} template template_migrated strategy file_copy")
        return self.server.dsn_of(name)

    def drop(self, name: str) -> None:
        self._execute(f"drop database {name} with (force)")

    def _execute(self, statement: str) -> None:
        with psycopg.connect(self.server.dsn_of("postgres"), autocommit=True) as connection:
            connection.execute(statement.encode())


def _running(settings: ServerSettings) -> Iterator[Cluster]:
    cluster = Cluster(settings)
    try:
        cluster.start()
        yield cluster
    finally:
        cluster.stop()


@pytest.fixture(scope="session")
def cluster() -> Iterator[Cluster]:
    """The embedded server, without durability."""
    yield from _running(ServerSettings(durable=False, options=QUICK))


@pytest.fixture(scope="session")
def cluster_15() -> Iterator[Cluster]:
    """The oldest server we support, as Debian 12 packs it."""
    if not (DEBIAN_15 / "bin" / "postgres").exists():
        pytest.skip("Debian's PostgreSQL 15 is not installed")
    yield from _running(ServerSettings(durable=False, binaries=DEBIAN_15, options=QUICK))


def _fresh(cluster: Cluster) -> Iterator[str]:
    name, dsn = cluster.create()
    try:
        yield dsn
    finally:
        cluster.drop(name)


@pytest.fixture
def database(cluster: Cluster) -> Iterator[str]:
    """A migrated, empty database of this test's own."""
    yield from _fresh(cluster)


@pytest.fixture(params=["cluster", "cluster_15"], ids=["18", "15"])
def either_database(request: pytest.FixtureRequest) -> Iterator[str]:
    """The same on both ends of the range of servers."""
    yield from _fresh(request.getfixturevalue(request.param))
