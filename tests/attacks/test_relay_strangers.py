"""Strangers at the relay's door: they use up nothing that a desk with a ticket needs."""

from __future__ import annotations

import asyncio
import contextlib
import random
import ssl
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from backend.streams import relay as relays
from backend.streams.camera_feed import Surroundings
from backend.streams.gate import parse_networks
from backend.streams.relay import Relay
from backend.streams.tickets import TicketBook
from backend.tls import ensure_tls, server_context
from domain.clock import SystemClock

MOST = 4
DESCRIBE = b"DESCRIBE rtsp://127.0.0.1/guess RTSP/1.0\r\nCSeq: 1\r\n\r\n"


@pytest.fixture
async def guarded(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> AsyncIterator[tuple[int, ssl.SSLContext]]:
    """A relay with room for a handful of connections: its port, and what trusts it."""
    monkeypatch.setattr(relays, "MAX_CONNECTIONS", MOST)
    files, clock = ensure_tls(tmp_path / "tls", SystemClock()), SystemClock()
    around = Surroundings(
        clock=clock, rng=random.Random(3), token=lambda: "t", networks=parse_networks(["127.0.0.0/8"]),
        connects=asyncio.Semaphore(4), camera_tls=ssl.create_default_context(),
    )  # fmt: skip
    relay = Relay(around, TicketBook(clock, lambda: "t"), lambda *_: None, lambda: "s")
    port = await relay.listen("127.0.0.1", 0, server_context(files))
    yield port, ssl.create_default_context(cafile=files.ca)
    await relay.close()


async def answers_at(port: int, trust: ssl.SSLContext) -> list[bytes]:
    """Ask twice for a picture with a ticket that is none; return the first line of each answer."""
    reader, writer = await asyncio.open_connection("127.0.0.1", port, ssl=trust)
    told = []
    async with asyncio.timeout(3.0):
        for _ in range(2):
            writer.write(DESCRIBE)
            with contextlib.suppress(asyncio.IncompleteReadError, ConnectionError):
                told.append((await reader.readuntil(b"\r\n\r\n")).splitlines()[0])
            await asyncio.sleep(0.05)
    writer.transport.abort()
    return told


async def test_handshakes_that_fail_use_up_no_place(guarded: tuple[int, ssl.SSLContext]) -> None:
    port, trust = guarded
    for _ in range(3 * MOST):
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        writer.write(b"GET / HTTP/1.0\r\n\r\n")
        with contextlib.suppress(ConnectionError):
            await reader.read(-1)
        writer.close()
    assert await answers_at(port, trust) == [b"RTSP/1.0 403 Forbidden"] * 2


async def test_silent_strangers_make_room_for_who_speaks(guarded: tuple[int, ssl.SSLContext]) -> None:
    port, trust = guarded
    silent = [await asyncio.open_connection("127.0.0.1", port, ssl=trust) for _ in range(3 * MOST)]
    assert await answers_at(port, trust) == [b"RTSP/1.0 403 Forbidden"] * 2
    for _, writer in silent:
        writer.transport.abort()
