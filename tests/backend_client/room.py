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
from backend_client.link import Link
from dev.cable import Cable
from domain.clock import Clock, SystemClock
from domain.ids import IdMint
from tests.backend_client.certificates import Authority
from tests.backend_client.fake_server import PASSWORD, FakeServer


class Desk:
    """A client with its tasks, and everything its link has been."""

    def __init__(self, client: Client, clock: Clock) -> None:
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

    def desk(self, workstation: str = "puesto-07", clock: Clock | None = None, address: str = "") -> Desk:
        clock = clock or SystemClock()
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
