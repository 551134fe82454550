"""A street with cameras, the relay's own process and the console's reader, all on loopback."""

from __future__ import annotations

import asyncio
import random
import secrets
from collections.abc import AsyncIterator, Callable, Iterator
from dataclasses import dataclass
from uuid import UUID

import pytest
import pytest_asyncio

from backend.streams.messages import Source
from backend.streams.relay_process import RelayConfig, RelayProcess
from console.video.live_source import LiveSource
from domain.clock import SystemClock
from rtsp.digest import Credentials
from simulator.cameras.footage import Clip, ensure, load
from simulator.cameras.places import PLACES
from simulator.cameras.server import CameraServer


@pytest.fixture(scope="session")
def clips(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Clip]:
    paths = ensure(tmp_path_factory.mktemp("footage"), PLACES[:2], frames=90)
    return {f"camara/{n}": load(path) for n, path in enumerate(paths, 1)}


@dataclass
class Street:
    """The cameras, the relay and what it said of them."""

    cameras: CameraServer
    relay: RelayProcess
    heard: list[tuple[UUID, str, str | None]]
    ids: list[UUID]

    async def url(self, number: int = 0) -> str:
        return (await self.relay.ticket(self.ids[number], "desk-7")).url

    async def until_live(self, number: int = 0) -> None:
        await until(lambda: self.state(number) == "live")

    def state(self, number: int = 0) -> str:
        status = self.relay.states().get(self.ids[number])
        return "unknown" if status is None else status.state


async def until(true: Callable[[], object], seconds: float = 8.0) -> None:
    """Wait until something is so (other programs make it so, without telling us); fail when it never is."""
    async with asyncio.timeout(seconds):
        while not true():  # noqa: ASYNC110
            await asyncio.sleep(0.005)


@pytest.fixture
def wait_until() -> Callable[..., object]:
    return until


@pytest_asyncio.fixture
async def street(clips: dict[str, Clip], canary: str) -> AsyncIterator[Street]:
    cameras = CameraServer(
        clips, SystemClock(), lambda: secrets.token_hex(8), credentials=Credentials("relay", canary)
    )
    await cameras.start()
    heard: list[tuple[UUID, str, str | None]] = []
    relay = RelayProcess(
        RelayConfig(),
        SystemClock(),
        lambda camera, state, reason, since: heard.append((camera, state, reason)),
    )
    await relay.start()
    ids = [UUID(int=n) for n in range(1, 3)]
    relay.set_cameras(
        [
            Source(camera=each, address=cameras.address(name), username="relay", password=canary)
            for each, name in zip(ids, cameras.names(), strict=True)
        ]
    )
    yield Street(cameras, relay, heard, ids)
    await relay.stop()
    await cameras.stop()


@pytest.fixture
def source() -> Iterator[LiveSource]:
    live = LiveSource(SystemClock(), random.Random(7), threads=2)
    yield live
    live.stop()
