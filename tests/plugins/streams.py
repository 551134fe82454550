"""Cameras for tests: a street of two, the relay's own process and the console's reader, all on loopback."""

from __future__ import annotations

import asyncio
import random
import secrets
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from dataclasses import dataclass, field
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

FRAMES = 90
"""Length of the test clips' loop."""

UntilSo = Callable[..., Awaitable[None]]


async def until_so(true: Callable[[], object], seconds: float = 8.0) -> None:
    """Wait until something is so (other programs make it so, without telling us); fail when it never is."""
    async with asyncio.timeout(seconds):
        while not true():  # noqa: ASYNC110
            await asyncio.sleep(0.005)


@dataclass
class CameraStreet:
    """The cameras, the relay and what it said of them."""

    cameras: CameraServer
    relay: RelayProcess
    heard: list[tuple[UUID, str, str | None]]
    ids: list[UUID]
    sources: list[Source] = field(default_factory=list)

    async def url(self, number: int = 0, viewer: str = "desk-7") -> str:
        """Return a fresh viewer's URL of a camera."""
        return (await self.relay.ticket(self.ids[number], viewer)).url

    def state(self, number: int = 0) -> str:
        """Return how the relay sees a camera."""
        status = self.relay.states().get(self.ids[number])
        return "unknown" if status is None else status.state

    def reason(self, number: int = 0) -> str | None:
        """Return why."""
        status = self.relay.states().get(self.ids[number])
        return None if status is None else status.reason

    async def live(self) -> None:
        """Wait until every camera is live."""
        await until_so(lambda: all(self.state(n) == "live" for n in range(len(self.ids))))


@pytest.fixture(scope="session")
def camera_clips(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Clip]:
    """Six seconds of two streets, encoded once a session."""
    paths = ensure(tmp_path_factory.mktemp("footage"), PLACES[:2], frames=FRAMES)
    return {f"camara/{n}": load(path) for n, path in enumerate(paths, 1)}


@pytest_asyncio.fixture
async def cameras(camera_clips: dict[str, Clip], canary: str) -> AsyncIterator[CameraServer]:
    """Two cameras that ask for the canary as their password."""
    account = Credentials("relay", canary)
    server = CameraServer(camera_clips, SystemClock(), lambda: secrets.token_hex(8), credentials=account)
    await server.start()
    yield server
    await server.stop()


@pytest.fixture
def relay_config() -> RelayConfig:
    """How the street's relay is set up; override it in a test's module for another."""
    return RelayConfig()


@pytest_asyncio.fixture
async def camera_street(
    cameras: CameraServer, relay_config: RelayConfig, canary: str
) -> AsyncIterator[CameraStreet]:
    """The two cameras behind a relay in its own process."""
    heard: list[tuple[UUID, str, str | None]] = []

    def on_state(camera: UUID, state: str, reason: str | None, since: int) -> None:
        heard.append((camera, state, reason))

    relay = RelayProcess(relay_config, SystemClock(), on_state)
    await relay.start()
    ids = [UUID(int=n) for n in range(1, 3)]
    sources = [
        Source(camera=each, address=cameras.address(name), username="relay", password=canary)
        for each, name in zip(ids, cameras.names(), strict=True)
    ]
    relay.set_cameras(sources)
    yield CameraStreet(cameras, relay, heard, ids, sources)
    await relay.stop()


@pytest.fixture
def frame_source() -> Iterator[LiveSource]:
    """The console's reader and decoders, without a window."""
    live = LiveSource(SystemClock(), random.Random(7), threads=2)
    yield live
    live.stop()
