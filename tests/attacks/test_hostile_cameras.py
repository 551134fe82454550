"""Cameras that lie: endless pictures, giant sizes, foreign payloads, playlists. We say so and live on."""

from __future__ import annotations

import asyncio
import random
import resource
import ssl
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager
from uuid import UUID

import pytest

from backend.streams import camera_feed
from backend.streams.camera_feed import Surroundings
from backend.streams.gate import parse_networks
from backend.streams.health import Health
from backend.streams.messages import Source
from backend.streams.relay import Relay
from backend.streams.tickets import TicketBook
from console.video.live_source import LiveSource
from console.video.source import Picture
from domain.clock import SystemClock
from rtsp.message import interleave
from rtsp.rtp import RtpPacket
from rtsp.sdp import Track
from rtsp.server import ServerSession, Wish

CAMERA = UUID(int=1)
Wire = Callable[[], Iterator[bytes]]
GIANT_SPS = bytes.fromhex("67420033da001000008019")
"""A sequence parameter set that declares 16,384 by 16,384 pixels."""


async def until_so(true: Callable[[], object], seconds: float = 8.0) -> None:
    async with asyncio.timeout(seconds):
        while not true():  # noqa: ASYNC110
            await asyncio.sleep(0.005)


@asynccontextmanager
async def camera(wire: Wire, codec: str = "H264") -> AsyncIterator[str]:
    """A camera that answers as it should and then sends what it likes; yields its address."""

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        session = ServerSession(lambda path: Track(codec, 96), lambda: "s")
        try:
            while data := await reader.read(4096):
                wishes = list(session.feed(data))
                writer.write(session.outgoing())
                if Wish.PLAY in wishes:
                    for part in wire():
                        writer.write(part)
                        await writer.drain()
        except ConnectionError:
            pass
        finally:
            writer.close()

    server = await asyncio.start_server(serve, "127.0.0.1", 0)
    yield f"rtsp://127.0.0.1:{server.sockets[0].getsockname()[1]}/a"
    server.close()


@asynccontextmanager
async def answering(answer: bytes) -> AsyncIterator[str]:
    """A door that gives one answer to whatever is said; yields its address."""

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.read(4096)
        writer.write(answer)
        await reader.read(4096)
        writer.close()

    server = await asyncio.start_server(serve, "127.0.0.1", 0)
    yield f"rtsp://127.0.0.1:{server.sockets[0].getsockname()[1]}/a"
    server.close()


class Watched:
    """A relay in this process and what it says of its cameras."""

    def __init__(self) -> None:
        self.told: list[tuple[str, str | None]] = []
        clock = SystemClock()
        around = Surroundings(
            clock=clock,
            rng=random.Random(3),
            token=lambda: "token",
            networks=parse_networks(["127.0.0.0/8"]),
            connects=asyncio.Semaphore(4),
            camera_tls=ssl.create_default_context(),
        )
        self.relay = Relay(around, TicketBook(clock, lambda: "t"), self._on_state, lambda: "s")

    def _on_state(self, camera: UUID, health: Health) -> None:
        self.told.append((health.state, health.reason))

    def pull(self, address: str) -> None:
        self.relay.set_cameras([Source(camera=CAMERA, address=address)])


@pytest.fixture
async def watched() -> AsyncIterator[Watched]:
    relay = Watched()
    yield relay
    await relay.relay.close()


@pytest.fixture
def tiles() -> Iterator[LiveSource]:
    source = LiveSource(SystemClock(), random.Random(1))
    yield source
    source.stop()


def packet(payload: bytes, n: int = 0, *, marker: bool = True, stamp: int = 0) -> bytes:
    return interleave(0, RtpPacket(96, marker, n & 0xFFFF, stamp, 9, payload).encode())


def endless() -> Iterator[bytes]:
    for n in range(8000):
        yield packet(b"\x41" + b"x" * 1300, n, marker=False)


def giant() -> Iterator[bytes]:
    yield packet(GIANT_SPS, 0, marker=False)
    yield packet(b"\x65" + b"x" * 900, 1)


def truncated() -> Iterator[bytes]:
    yield b"$\0\xff\xff" + b"x" * 50


def short_packets() -> Iterator[bytes]:
    yield interleave(0, b"\x80")


def foreign() -> Iterator[bytes]:
    for n in range(50):
        yield packet(b"\xff\xf1" + b"sound" * 30, n, stamp=n * 6000)


@pytest.mark.parametrize(
    ("wire", "reason"),
    [(endless, "picture.endless"), (giant, "picture.size"), (short_packets, "rtp.packet")],
)
async def test_the_relay_lets_go_of_a_camera_that_lies(watched: Watched, wire: Wire, reason: str) -> None:
    async with camera(wire) as address:
        before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        watched.pull(address)
        await until_so(lambda: ("down", reason) in watched.told)
        assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 40_000  # KiB


@pytest.mark.parametrize("wire", [truncated, foreign])
async def test_a_camera_that_sends_no_picture_is_stale_then_asked_anew(
    watched: Watched, wire: Wire, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("backend.streams.health.STALE_S", 0.3)
    monkeypatch.setattr("backend.streams.health.GIVE_UP_S", 0.8)
    async with camera(wire) as address:
        watched.pull(address)
        await until_so(lambda: ("stale", "camera.no_pictures") in watched.told)
        await until_so(lambda: ("down", "camera.no_pictures") in watched.told)


async def test_another_codec_is_refused_by_name(watched: Watched) -> None:
    async with camera(foreign, codec="MPEG4-GENERIC") as address:
        watched.pull(address)
        await until_so(lambda: ("down", "camera.codec") in watched.told)


@pytest.mark.parametrize(
    ("answer", "reason"),
    [
        (b"RTSP/1.0 302 Found\r\nCSeq: 1\r\nLocation: file:///etc/passwd\r\n\r\n", "camera.redirect"),
        (b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nhi", "rtsp.protocol"),
        (b"#EXTM3U\n#EXTINF:1,\nfile:///etc/passwd\n", "rtsp.protocol"),
        (
            b"RTSP/1.0 200 OK\r\nCSeq: 1\r\nContent-Type: audio/mpegurl\r\n\r\n",
            "camera.not_a_camera",
        ),
        (b"RTSP/1.0 200 OK\r\nCSeq: 1\r\nContent-Length: 9999999\r\n\r\n", "rtsp.body_length"),
        (b"RTSP/1.0 200 OK\r\nX: " + b"y" * 70_000, "rtsp.head_length"),
    ],
)
async def test_a_playlist_a_page_or_a_redirect_is_never_followed(
    watched: Watched, answer: bytes, reason: str
) -> None:
    async with answering(answer) as address:
        watched.pull(address)
        await until_so(lambda: ("down", reason) in watched.told)


async def test_a_camera_that_never_answers_is_given_up(
    watched: Watched, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(camera_feed, "CONNECT_S", 0.3)
    async with answering(b"") as address:
        watched.pull(address)
        await until_so(lambda: ("down", "camera.timeout") in watched.told)


@pytest.mark.parametrize(
    ("wire", "reason"), [(endless, "picture.endless"), (giant, "picture.size"), (short_packets, "rtp.packet")]
)
async def test_a_tile_says_no_signal_where_the_stream_lies(
    tiles: LiveSource, wire: Wire, reason: str
) -> None:
    async with camera(wire) as address:
        tiles.open(1, address)
        await until_so(lambda: tiles.state(1).reason == reason)
        assert tiles.state(1).picture is Picture.NO_SIGNAL
        assert tiles.latest(1) is None


def junk_pictures() -> Iterator[bytes]:
    rng = random.Random(5)
    for n in range(200):
        yield packet(bytes((rng.choice((0x65, 0x67, 0x68, 0x41)),)) + rng.randbytes(400), n, stamp=n * 6000)


async def test_random_pictures_are_counted_and_the_window_stays(tiles: LiveSource) -> None:
    async with camera(junk_pictures) as address:
        tiles.open(1, address)
        await until_so(lambda: sum(tiles.counters(1)) > 20 or tiles.state(1).reason is not None)
        assert tiles.latest(1) is None


@pytest.mark.parametrize(
    "host", ["a..b", "-", "%31", "x" * 64, "10.20.0.1;id", "localhost,evil", "no.such.host.invalid"]
)
async def test_a_name_that_is_none_is_told_and_the_relay_lives_on(watched: Watched, host: str) -> None:
    watched.pull(f"rtsp://{host}/a")
    await until_so(lambda: ("down", "camera.address_name") in watched.told)
