"""A server, a cable and desks, all real on loopback."""

from __future__ import annotations

import asyncio
import contextlib
import os
import random
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path

from backend_client.client import Client
from backend_client.link import Link, LinkState
from dev.cable import Cable
from domain.clock import Micros, SystemClock
from domain.ids import IdMint
from tests.backend_client.certificates import Authority
from tests.backend_client.fake_server import PASSWORD, FakeServer


class SettableClock(SystemClock):
    """The machine's clock, whose time of day an administrator sets and whose machine may be put to sleep."""

    def __init__(self) -> None:
        self.set_by: Micros = 0
        self.slept = 0.0

    def now(self) -> Micros:
        """Return the time of day as it was set."""
        return super().now() + self.set_by

    def monotonic(self) -> float:
        """Return seconds, those slept included."""
        return super().monotonic() + self.slept


class Desk:
    """A client with its tasks, and everything its link has been."""

    def __init__(self, client: Client, clock: SettableClock) -> None:
        self.client = client
        self.picture = client.picture
        self.commands = client.commands
        self.clock = clock
        self.links: list[tuple[float, Link]] = []
        client.picture.subscribe_link(lambda link: self.links.append((clock.monotonic(), link)))
        self._task = asyncio.create_task(client.run())

    async def log_in(self, user: str = "ana", patience: float = 3.0) -> None:
        await self.client.login(user, PASSWORD, patience)

    async def until(self, held: Callable[[], object], seconds: float = 6.0) -> float:
        """Wait until something holds; returns how long it took."""
        began = self.clock.monotonic()
        async with asyncio.timeout(seconds):
            while not held():  # noqa: ASYNC110 (whatever the test looks at sets no event)
                await asyncio.sleep(0.005)
        return self.clock.monotonic() - began

    async def lose(self) -> None:
        """Let the silence of a server that is gone last: two seconds, without waiting for them."""
        await self.until(lambda: self.picture.link.state is not LinkState.LIVE)
        for _ in range(12):
            self.clock.slept += 0.2
            await asyncio.sleep(0.06)
            if self.picture.desk_mode:
                return
        await self.until(lambda: self.picture.desk_mode)

    async def die(self) -> None:
        """End as kill -9 would, as far as one process can: nothing is said and nothing more is written."""
        self._task.cancel()
        await asyncio.gather(self._task, return_exceptions=True)
        self.client.upkeep._closed = True
        self.client.upkeep._thread.shutdown()
        self.client.journal.file.close()

    async def close(self) -> None:
        await self.client.close()
        await self._task


class Room:
    """One server and the desks in front of it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.authority = Authority(folder)
        self.server = FakeServer(self.authority.server())
        self.cable: Cable | None = None
        self.desks: list[Desk] = []
        self.dead: list[Desk] = []

    async def lay_cable(self) -> Cable:
        self.cable = Cable(self.server.port)
        await self.cable.lay()
        return self.cable

    def desk(self, workstation: str = "puesto-07", address: str = "") -> Desk:
        clock = SettableClock()
        port = self.cable.port if self.cable else self.server.port
        client = Client(
            servers=(address or f"https://127.0.0.1:{port}",),
            ca=self.authority.file,
            workstation=workstation,
            journal_directory=self.folder / "journal",
            clock=clock,
            mint=IdMint(clock, os.urandom),
            rng=random.Random(1),
        )
        desk = Desk(client, clock)
        self.desks.append(desk)
        return desk

    async def kill(self, desk: Desk) -> None:
        self.desks.remove(desk)
        await desk.die()


@asynccontextmanager
async def open_room(folder: Path) -> AsyncIterator[Room]:
    """A running server; desks are closed with the room."""
    room = Room(folder)
    await room.server.start()
    try:
        yield room
    finally:
        for desk in room.desks:
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(desk.close(), 3)
        await room.server.stop()
        if room.cable is not None:
            await room.cable.take_away()
