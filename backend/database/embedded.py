"""The embedded database: makes, starts, restarts and stops a PostgreSQL that belongs to one backend.

The server runs under a watcher process (watcher.py), so that no death of the backend leaves it behind. It
listens on a socket in a directory that only its user can enter and, where asked, on loopback; passwords are
SCRAM's, also on the socket.
"""

from __future__ import annotations

import asyncio
import contextlib
import logging
import os
import shutil
import subprocess
import sys
import time
from dataclasses import dataclass, field
from pathlib import Path

from backend.database.binaries import Binaries, clean_environment, find_binaries
from backend.database.cluster_files import check_version, make_files, make_socket_directory, socket_directory
from backend.database.data_directory import Claim, DataDirectory
from backend.database.postmaster import ORPHANS, is_alive, last_log_line, read_postmaster, unstick
from backend.database.server_user import ServerUser, server_user, wall_before
from backend.database.trouble import DatabaseTrouble, DiskFull

DATABASE = "atalaya"
PORT = 5432
"""Only a name inside our own socket directory, unless loopback is asked for."""
START_SECONDS = 30.0
PREDECESSOR_SECONDS = 8.0
_POLL_SECONDS = 0.005
_RESTART_SECONDS = 0.3
_LOG_LIMIT = 16 << 20
_LEAST_FREE = 20 << 20  # a segment of the log and some: less stops the server
_log = logging.getLogger(__name__)


@dataclass(frozen=True)
class ServerSettings:
    """How a cluster is run; ``durable=False`` is for tests whose promise is not durability."""

    binaries: Path | None = None
    loopback_port: int | None = None
    durable: bool = True
    options: dict[str, str] = field(default_factory=dict)


class EmbeddedDatabase:
    """One PostgreSQL server on the files of one data directory.

    ``start`` and ``stop`` may be called from any event loop; ``dsn`` is valid after ``start``.
    """

    def __init__(self, directory: DataDirectory, settings: ServerSettings | None = None) -> None:
        self._directory = directory
        self._settings = settings or ServerSettings()
        self._claim = Claim(directory)
        self._socket_directory = socket_directory(directory.root)
        self._port = self._settings.loopback_port or PORT
        self._watcher: subprocess.Popen[bytes] | None = None
        self._pid: int | None = None
        self._trouble: DatabaseTrouble | None = None
        self._binaries: Binaries | None = None

    @property
    def pid(self) -> int | None:
        """The server's first process, None while it does not run."""
        return self._pid

    @property
    def binaries(self) -> Binaries:
        """The programs that run; only after ``start``."""
        assert self._binaries is not None, "the database was not started"
        return self._binaries

    @property
    def dsn(self) -> str:
        """How to connect (libpq keywords, with the password): never log it."""
        return self.dsn_of(DATABASE)

    def dsn_of(self, database: str) -> str:
        """Return how to connect to another database of the same server."""
        password = self._directory.password_file.read_text(encoding="ascii").strip()
        where = f"host={self._socket_directory} port={self._port}"
        return f"{where} user=atalaya password={password} dbname={database}"

    async def start(self) -> None:
        """Start the server, making its files on the first run; returns once it accepts connections.

        Raises DatabaseTrouble with the codes ``database.*`` and ``data.unreachable`` of trouble.py.
        """
        user = server_user()
        self._check_reachable(user)
        await self._take_claim()
        try:
            await self._wait_for_predecessor()
            self._binaries = find_binaries(self._settings.binaries, user, self._directory.binaries)
            if not self._directory.cluster.exists():
                durable = self._settings.durable
                await asyncio.to_thread(make_files, self._directory, self._binaries, user, durable)
            check_version(self._directory.cluster, self._binaries)
            make_socket_directory(self._socket_directory, self._port, user)
            await self._launch_after_orphans(self._binaries, user)
            await self._ensure_database()
        except BaseException:
            await self._end_watcher()
            self._claim.give_back()
            raise

    async def stop(self) -> None:
        """Stop the server clean (fast shutdown); harmless when it does not run."""
        await self._end_watcher()
        with contextlib.suppress(OSError):
            self._socket_directory.rmdir()
        self._claim.give_back()

    async def keep_running(self) -> None:
        """Restart the server whenever it ends by itself, as often as it takes; runs until cancelled."""
        while True:
            await self._ended()
            await self._end_watcher()
            try:
                await self._wait_for_predecessor()
                await self._launch(self.binaries, server_user())
                self._trouble = None
            except DatabaseTrouble as trouble:
                if self._trouble is None:
                    _log.error("%s", trouble)
                self._trouble = trouble
                await asyncio.sleep(_RESTART_SECONDS)

    def explain(self) -> DatabaseTrouble | None:
        """Say why the server is silent, as far as can be told from outside: a full disk, a failed start."""
        cluster = self._directory.cluster
        for place in (cluster, cluster / "pg_wal"):  # the write-ahead log may lie on a disk of its own
            with contextlib.suppress(OSError):
                free = shutil.disk_usage(place).free
                if free < _LEAST_FREE:
                    return DiskFull("database.disk_full", reason=f"{free >> 10} kB left for {place}")
        return self._trouble

    # ---- before the server runs

    def _already_running(self) -> DatabaseTrouble:
        found = read_postmaster(self._directory.cluster)
        return DatabaseTrouble(
            "database.already_running", path=str(self._directory.cluster), pid=found.pid if found else 0
        )

    def _check_reachable(self, user: ServerUser) -> None:
        wall = wall_before(self._directory.root, user)
        if wall is not None:
            raise DatabaseTrouble(
                "data.unreachable", path=str(self._directory.root), user=user.name, wall=str(wall)
            )

    async def _take_claim(self) -> None:
        """Lock the directory; a backend that was killed a moment ago may need some more to be gone."""
        for _ in range(50):
            if self._claim.take():
                return
            await asyncio.sleep(0.02)
        raise self._already_running()

    async def _wait_for_predecessor(self) -> None:
        """Let a server end whose backend was killed a moment ago; refuse one that means to stay."""
        cluster = self._directory.cluster
        patience = time.monotonic() + 1.0
        deadline = time.monotonic() + PREDECESSOR_SECONDS
        while (found := read_postmaster(cluster)) is not None and is_alive(found, cluster):
            if time.monotonic() > (deadline if found.stopping else patience):
                raise self._already_running()
            await asyncio.sleep(0.02)
        unstick(cluster)

    # ---- running it

    def _options(self, major: int) -> list[str]:
        options = {
            "listen_addresses": "127.0.0.1" if self._settings.loopback_port else "",
            "port": str(self._port),
            "unix_socket_directories": str(self._socket_directory),
            "unix_socket_permissions": "0700",
            "timezone": "UTC",
            "log_timezone": "UTC",
            "max_connections": "60",
            "max_wal_size": "1GB",
            "max_logical_replication_workers": "0",
            "jit": "off",
            "log_line_prefix": "%m [%p] ",
            # People's words do not belong in this log: no statements, no parameters, no failing rows.
            "log_error_verbosity": "terse",
            "log_parameter_max_length_on_error": "0",
            "log_min_error_statement": "panic",
        }
        if major >= 18:
            options["io_method"] = "sync"  # three processes fewer to start and to stop
        if not self._settings.durable:
            options |= {"fsync": "off", "full_page_writes": "off", "synchronous_commit": "off"}
        options |= self._settings.options
        return [part for name, value in options.items() for part in ("-c", f"{name}={value}")]

    async def _launch(self, binaries: Binaries, user: ServerUser) -> None:
        log = self._directory.server_log
        start = self._open_log(log)
        self._watcher = self._start_watcher(binaries, user, log)
        await self._wait_until_ready(self._watcher, log, start)

    async def _launch_after_orphans(self, binaries: Binaries, user: ServerUser) -> None:
        """Start; where processes of a killed server still finish what they were at, wait for them."""
        deadline = time.monotonic() + PREDECESSOR_SECONDS
        while True:
            try:
                return await self._launch(binaries, user)
            except DatabaseTrouble as trouble:
                if ORPHANS not in str(trouble) or time.monotonic() > deadline:
                    raise
                await asyncio.sleep(0.1)

    def _start_watcher(self, binaries: Binaries, user: ServerUser, log: Path) -> subprocess.Popen[bytes]:
        command = [
            sys.executable, "-I", "-S", str(Path(__file__).with_name("watcher.py")),
            str(user.uid), str(user.gid), str(log),
            binaries.postgres, "-D", str(self._directory.cluster), *self._options(binaries.major),
        ]  # fmt: skip
        # A session of its own: Ctrl-C in the terminal must reach the backend first, which then stops us.
        return subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, start_new_session=True,
            env=clean_environment(), cwd="/",
        )  # fmt: skip

    def _open_log(self, log: Path) -> int:
        """Return where the log ends now, after putting a big one aside."""
        with contextlib.suppress(FileNotFoundError):
            if log.stat().st_size < _LOG_LIMIT:
                return log.stat().st_size
            log.replace(log.with_suffix(".log.1"))
        return 0

    async def _wait_until_ready(self, watcher: subprocess.Popen[bytes], log: Path, start: int) -> None:
        cluster = self._directory.cluster
        deadline = time.monotonic() + START_SECONDS
        while True:
            if watcher.poll() is not None:
                break
            found = read_postmaster(cluster)
            if found is not None and found.ready and is_alive(found, cluster):
                self._pid = found.pid
                return
            if time.monotonic() > deadline:
                break
            await asyncio.sleep(_POLL_SECONDS)
        await self._end_watcher()
        reason = last_log_line(log, start)
        raise DatabaseTrouble("database.start_failed", path=str(cluster), reason=reason)

    async def _ended(self) -> None:
        """Wait until the watcher is gone, and with it the server: its standard output ends then."""
        watcher = self._watcher
        if watcher is None or watcher.stdout is None:
            return
        loop, gone, descriptor = asyncio.get_running_loop(), asyncio.Event(), watcher.stdout.fileno()

        def read() -> None:
            if not os.read(descriptor, 4096):
                loop.remove_reader(descriptor)
                gone.set()

        loop.add_reader(descriptor, read)
        try:
            await gone.wait()
        finally:
            loop.remove_reader(descriptor)

    async def _end_watcher(self) -> None:
        watcher, self._watcher, self._pid = self._watcher, None, None
        if watcher is None:
            return
        assert watcher.stdin is not None
        assert watcher.stdout is not None
        with contextlib.suppress(OSError):
            watcher.stdin.close()
        await asyncio.to_thread(watcher.wait)
        watcher.stdout.close()

    async def _ensure_database(self) -> None:
        import psycopg  # here, so that a starting server and this import overlap

        try:
            async with await psycopg.AsyncConnection.connect(self.dsn):
                return
        except psycopg.OperationalError as error:
            if f'database "{DATABASE}" does not exist' not in str(error):
                raise DatabaseTrouble("database.unavailable", reason=str(error).strip()) from error
        async with await psycopg.AsyncConnection.connect(
            self.dsn_of("postgres"), autocommit=True
        ) as connection:
            await connection.execute(f"create database {DATABASE}")
