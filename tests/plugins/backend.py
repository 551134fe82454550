"""A real backend for tests: real PostgreSQL, real TLS, real sockets, the demo city's register."""

from __future__ import annotations

import asyncio
import os
import shutil
import ssl
import tempfile
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeVar
from uuid import UUID

import aiohttp
import msgspec
import pytest
import websockets
from argon2 import PasswordHasher

from backend.bootstrap import Backend
from backend.demo import AccountFile, DemoOptions, load_demo
from backend.settings import Settings
from domain.clock import Clock, SystemClock
from domain.commands import OperatorCommand
from domain.ids import IdMint
from domain.wire import (
    PROTOCOL,
    Changes,
    Do,
    FromServer,
    Hello,
    Login,
    Message,
    Outcome,
    Snapshot,
    Welcome,
    decode_from_server,
    encode,
)
from resources.sources import Sources
from tests.plugins.database import Cluster, run_apart

M = TypeVar("M", bound=Message)
PATIENCE_S = 8.0
QUICK = PasswordHasher(time_cost=1, memory_cost=64, parallelism=1)
"""Argon2 at its cheapest: these tests are not about how long a password holds."""


@dataclass
class Demo:
    """What `load_demo` left behind for the session."""

    sources: Sources
    accounts: dict[str, AccountFile]


@pytest.fixture(scope="session")
def demo(cluster: Cluster) -> Iterator[Demo]:
    """The template database `template_demo` and the credentials that fit it."""
    folder = Path(tempfile.mkdtemp(prefix="atalaya-demo-"))
    dsn = cluster.make_template("template_demo")
    loaded = run_apart(load_demo(dsn, folder, SystemClock(), DemoOptions(on_duty=500), hasher=QUICK))
    accounts = msgspec.json.decode(loaded.accounts.read_bytes(), type=list[AccountFile])
    yield Demo(
        sources=msgspec.json.decode(loaded.sources.read_bytes(), type=Sources),
        accounts={account.login: account for account in accounts},
    )
    shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture
def demo_database(cluster: Cluster, demo: Demo) -> Iterator[str]:
    """A database of this test's own with the demo city's register in it."""
    name, dsn = cluster.create("template_demo")
    try:
        yield dsn
    finally:
        cluster.drop(name)


class Desk:
    """A desk without a console: speaks the wire, keeps what it was told."""

    def __init__(self, socket: websockets.ClientConnection, mint: IdMint) -> None:
        self.socket = socket
        self._mint = mint
        self._told: asyncio.Queue[FromServer | bytes] = asyncio.Queue()
        self._reader = asyncio.create_task(self._read())
        self.closed_with: tuple[int, str] | None = None
        self.things: dict[UUID, Any] = {}
        self._changed = asyncio.Condition()
        self.welcome: Welcome | None = None
        self.snapshot: Snapshot = Snapshot(site=UUID(int=0), seq=0, at=0)

    async def _read(self) -> None:
        try:
            async for frame in self.socket:
                told = frame if isinstance(frame, bytes) else decode_from_server(frame)
                self._told.put_nowait(told)
                if isinstance(told, Changes):
                    async with self._changed:
                        self.things |= {thing.id: thing for thing in told.things}
                        self._changed.notify_all()
        except websockets.ConnectionClosed:
            pass
        self.closed_with = (self.socket.close_code or 0, self.socket.close_reason or "")

    async def say(self, message: Message) -> None:
        """Send a message."""
        await self.socket.send(encode(message))

    async def hear(self, kind: type[M], when: Callable[[M], bool] = lambda _: True) -> M:
        """Return the next message of a kind for which `when` holds; others are passed over."""
        async with asyncio.timeout(PATIENCE_S):
            while True:
                told = await self._told.get()
                if isinstance(told, kind) and when(told):
                    return told

    async def positions(self) -> bytes:
        """Return the next binary frame."""
        async with asyncio.timeout(PATIENCE_S):
            while True:
                told = await self._told.get()
                if isinstance(told, bytes):
                    return told

    async def thing(self, kind: type[Any], when: Callable[[Any], bool] = lambda _: True) -> Any:
        """Wait for a call, incident, unit or alert that the sequence told of."""
        found: list[Any] = []

        def there() -> bool:
            found[:] = [one for one in self.things.values() if isinstance(one, kind) and when(one)]
            return bool(found)

        async with asyncio.timeout(PATIENCE_S), self._changed:
            await self._changed.wait_for(there)
        return found[-1]

    async def do(self, command: OperatorCommand, at: int = 0) -> Outcome:
        """Send a command under a fresh id and return its outcome."""
        return await self.repeat(Do(id=self._mint.mint(), at=at, command=command))

    async def repeat(self, do: Do) -> Outcome:
        """Send this very command and return its outcome."""
        await self.say(do)
        return await self.hear(Outcome, lambda outcome: outcome.id == do.id)

    async def gone(self) -> tuple[int, str]:
        """Wait until the server has closed the line; return code and reason."""
        async with asyncio.timeout(PATIENCE_S):
            await self._reader
        assert self.closed_with is not None
        return self.closed_with

    async def close(self) -> None:
        """Hang up."""
        await self.socket.close()
        await self._reader


@dataclass
class Running:
    """A backend that serves, and what is needed to come to it."""

    backend: Backend
    port: int
    ca: Path
    demo: Demo
    http: aiohttp.ClientSession
    tls: ssl.SSLContext
    mint: IdMint
    desks: list[Desk] = field(default_factory=list)

    @property
    def url(self) -> str:
        return f"https://127.0.0.1:{self.port}"

    async def connect(self) -> Desk:
        """Open a line and say nothing yet."""
        socket = await websockets.connect(
            f"wss://127.0.0.1:{self.port}/line", ssl=self.tls, compression=None, max_size=1 << 24
        )
        desk = Desk(socket, self.mint)
        self.desks.append(desk)
        return desk

    def login_of(self, user: str, password: str | None = None) -> Login:
        """Return the login of a demo account at its desk."""
        account = self.demo.accounts[user]
        return Login(
            protocol=PROTOCOL,
            minimum=1,
            user=user,
            password=account.password if password is None else password,
            workstation=account.workstation,
        )

    async def desk(self, user: str = "lferreyra") -> Desk:
        """Return a desk that is logged in and has its snapshot."""
        desk = await self.connect()
        await desk.say(self.login_of(user))
        desk.welcome = await desk.hear(Welcome)
        desk.snapshot = await desk.hear(Snapshot)
        return desk

    async def resumed(self, welcome: Welcome, seq: int) -> Desk:
        """Return a desk that came back with its token."""
        desk = await self.connect()
        await desk.say(Hello(protocol=PROTOCOL, minimum=1, token=welcome.token, site=welcome.site, seq=seq))
        return desk

    async def ring(self, name: str, token: str | None = None, **more: Any) -> aiohttp.ClientResponse:
        """Report a call that rings, as an exchange does."""
        secret = self.demo.sources.call_token if token is None else token
        body = {"source_call": name, "number": "11 5555-0101", "line": "05", **more}
        return await self.http.post(
            f"{self.url}/intake/calls", json=body, headers={"Authorization": f"Bearer {secret}"}
        )


@asynccontextmanager
async def serving(dsn: str, demo: Demo, clock: Clock | None = None, **more: Any) -> AsyncIterator[Running]:
    """Run a backend on a database, in this loop, until the block ends; it tells the time by `clock`."""
    folder = Path(tempfile.mkdtemp(prefix="atalaya-backend-"))
    told: asyncio.Future[dict[str, object]] = asyncio.get_running_loop().create_future()
    settings = Settings(data=folder, dsn=dsn, port=0, cameras=False, **more)
    backend = Backend(settings, clock or SystemClock(), on_ready=told.set_result)
    running = asyncio.create_task(backend.run())
    try:
        await asyncio.wait({running, told}, return_when=asyncio.FIRST_COMPLETED)
        if running.done():
            running.result()
        ready = told.result()
        ca = Path(str(ready["ca"]))
        tls = ssl.create_default_context(cafile=ca)
        connector = aiohttp.TCPConnector(ssl=tls)
        async with aiohttp.ClientSession(connector=connector) as http:
            place = Running(
                backend=backend,
                port=int(str(ready["port"])),
                ca=ca,
                demo=demo,
                http=http,
                tls=tls,
                mint=IdMint(SystemClock(), os.urandom),
            )
            try:
                yield place
            finally:
                for desk in place.desks:
                    await desk.close()
    finally:
        backend.stop()
        await running
        shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture
async def backend(demo_database: str, demo: Demo) -> AsyncIterator[Running]:
    """A backend that is the writer on a demo city of this test's own."""
    async with serving(demo_database, demo) as running:
        yield running
