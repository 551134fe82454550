"""ATTACKS 10 to 16 on the server's port: frames, fragments, silence, slowness; more in test_lines.py."""

from __future__ import annotations

import asyncio
import contextlib
import os
import socket
import zlib
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from uuid import uuid4

import pytest
import websockets

from backend import desk_line, server
from backend import http_guard as guard
from backend.server import STRANGERS_PER_ADDRESS
from domain.call import Call
from domain.wire import (
    PROTOCOL,
    AskSnapshot,
    Beat,
    Changes,
    Hello,
    Outcome,
    Refusal,
    Snapshot,
    Welcome,
    decode_from_server,
    encode,
)
from tests.plugins.backend import Running

UPGRADE = (
    b"GET /line HTTP/1.1\r\nHost: localhost\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
    b"Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n"
)
FIN, RSV1, TEXT, BINARY, PING = 0x80, 0x40, 0x1, 0x2, 0x9
INVALID_REQUEST = "Invalid HTTP request received"


class Raw:
    """A connection that keeps to no protocol but TLS."""

    def __init__(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.reader = reader
        self.writer = writer

    async def say(self, data: bytes) -> None:
        """Send bytes."""
        self.writer.write(data)
        await self.writer.drain()

    async def all(self) -> bytes:
        """Return what comes until the server hangs up."""
        async with asyncio.timeout(4.0):
            with contextlib.suppress(ConnectionError):
                return await self.reader.read(-1)
        return b""

    async def upgraded(self, more: bytes = b"") -> None:
        """Ask for the line and be let in, as a stranger."""
        await self.say(UPGRADE + more + b"\r\n")
        assert b" 101 " in await self.reader.readuntil(b"\r\n\r\n")


@asynccontextmanager
async def raw(backend: Running) -> AsyncIterator[Raw]:
    """Open a connection and say nothing."""
    reader, writer = await asyncio.open_connection("127.0.0.1", backend.port, ssl=backend.tls)
    try:
        yield Raw(reader, writer)
    finally:
        writer.transport.abort()


def frame(opcode: int, payload: bytes = b"", first: int = FIN) -> bytes:
    """Return a masked frame; the mask is zero, which is a mask too."""
    size = len(payload)
    length = bytes([0x80 | size]) if size < 126 else bytes([0x80 | 126]) + size.to_bytes(2, "big")
    return bytes([first | opcode]) + length + bytes(4) + payload


@pytest.fixture
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    """Patience in twentieths: what is tested is that it ends, and how."""
    for name in ("HEAD_S", "REQUEST_S", "LINGER_S"):
        monkeypatch.setattr(guard, name, getattr(guard, name) / 20)
    for name in ("HANDSHAKE_S", "UNANSWERED_S"):
        monkeypatch.setattr(server, name, getattr(server, name) / 20)


def test_16_patience_is_five_seconds() -> None:
    assert (guard.HANDSHAKE_S, guard.HEAD_S, guard.REQUEST_S) == (5.0, 5.0, 20.0)


async def test_16_half_requests_are_hung_up_on_and_the_next_call_rings(
    impatient: None, backend: Running
) -> None:
    halves = [
        b"",
        b"GET /hea",
        b"POST /intake/calls HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n\r\n{",
        b"POST /intake/calls HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n5\r\n{",
        b"GET /health HTTP/1.1\r\nHost: x\r\n\r\nGET /hea",
        UPGRADE,
    ]
    async with contextlib.AsyncExitStack() as closing:
        lines = [await closing.enter_async_context(raw(backend)) for _ in halves]
        for line, half in zip(lines, halves, strict=True):
            await line.say(half)
        answers = await asyncio.gather(*(line.all() for line in lines))
        for answer in answers:
            assert answer.splitlines()[-1].endswith(b'{"code":"request.too_slow"}')
    assert (await backend.ring("next")).status == 202


async def test_16_a_request_drop_by_drop_is_given_up(impatient: None, backend: Running) -> None:
    async with raw(backend) as line:
        for byte in b"GET /health HTTP/1.1\r\nX-Drop: by drop\r\n":
            if not line.writer.is_closing() and not line.reader.at_eof():
                await line.say(bytes([byte]))
                await asyncio.sleep(0.03)
        assert b" 408 " in await line.all()


async def test_16_a_handshake_that_does_not_come_is_not_waited_for(impatient: None, backend: Running) -> None:
    reader, writer = await asyncio.open_connection("127.0.0.1", backend.port)
    async with asyncio.timeout(4.0):
        assert await reader.read(-1) == b""
    writer.close()


async def test_heads_have_an_end(backend: Running) -> None:
    for head in (
        b"GET /health HTTP/1.1\r\nHost: x\r\nX: " + b"a" * 1_000_000 + b"\r\n\r\n",
        b"GET /health?" + b"a" * 20_000 + b" HTTP/1.1\r\nHost: x\r\n\r\n",
        b"GET /health HTTP/1.1\r\nHost: x\r\n" + b"X: a\r\n" * 101 + b"\r\n",
        b"GET /health HTTP/1.1\r\nHost: x\r\n" + (b"X: " + b"a" * 400 + b"\r\n") * 60 + b"\r\n",
        UPGRADE + b"X: " + b"a" * 9_000 + b"\r\n\r\n",
        UPGRADE + b"X: a\r\n" * 101 + b"\r\n",
    ):
        async with raw(backend) as line:
            with contextlib.suppress(ConnectionError):
                await line.say(head)
            answer = await line.all()
            assert answer.startswith(b"HTTP/1.1 431 ")
            assert answer.endswith(b'{"code":"head.too_large"}')
    assert (await backend.ring("next")).status == 202


async def test_a_head_without_end_is_cut_at_its_limit(backend: Running) -> None:
    async with raw(backend) as line:
        with contextlib.suppress(ConnectionError):
            await line.say(b"GET /health HTTP/1.1\r\nX: ")
            for _ in range(100):
                await line.say(b"a" * 10_000)
        assert (await line.all()).startswith(b"HTTP/1.1 431 ")


async def test_what_is_no_http_is_told_so_in_one_line_of_the_log(
    backend: Running, expect_log: Callable[[str], None], caplog: pytest.LogCaptureFixture
) -> None:
    expect_log(INVALID_REQUEST)
    nonsense = [
        os.urandom(300),
        b"GET http://[/health HTTP/1.1\r\nHost: x\r\n\r\n",
        b"CONNECT evil:25 HTTP/1.1\r\nHost: x\r\n\r\n",
        "GET /ñ HTTP/1.1\r\nHost: x\r\n\r\n".encode(),
        b"POST /intake/calls HTTP/1.1\r\nHost: x\r\nContent-Length: -1\r\n\r\n",
        b"POST /intake/calls HTTP/1.1\r\nContent-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
        b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
        b"GET /health HTTP/1.1\r\nHost: x\nX-Forged: 1\r\n\r\n\x00",
    ]
    for data in nonsense:
        async with raw(backend) as line:
            await line.say(data)
            assert (await line.all()).splitlines()[0].split()[1] in (b"400", b"200")
    assert all(len(record.getMessage().splitlines()) == 1 for record in caplog.records)
    assert (await backend.ring("next")).status == 202


async def test_clear_text_is_not_answered(backend: Running) -> None:
    reader, writer = await asyncio.open_connection("127.0.0.1", backend.port)
    writer.write(b"GET /health HTTP/1.1\r\nHost: x\r\n\r\n")
    async with asyncio.timeout(4.0):
        assert b"HTTP" not in await reader.read(-1)
    writer.close()


async def test_11_a_compressed_frame_is_never_inflated(backend: Running) -> None:
    bomb = zlib.compress(bytes(2_000_000), 9, -15)
    async with raw(backend) as line:
        await line.upgraded(b"Sec-WebSocket-Extensions: permessage-deflate; client_max_window_bits\r\n")
        await line.say(frame(BINARY, bomb, FIN | RSV1))
        end = await line.all()
    assert b"\x03\xea" in end, "closed with 1002, protocol error"


async def test_12_fragments_of_nothing_have_an_end(backend: Running) -> None:
    desk = await backend.desk()
    transport = desk.socket.transport
    transport.write(frame(TEXT, b"{", first=0))
    for _ in range(guard.MOST_FRAGMENTS + 10):
        transport.write(frame(0, b"", first=0))
    code, why = await desk.gone()
    assert (code, why) == (1009, f"at most {guard.MOST_FRAGMENTS} fragments")
    assert (await backend.ring("next")).status == 202


async def test_a_binary_frame_is_judged_like_any_other(backend: Running) -> None:
    for data, words in (
        (b"\x00\x01P1", "message: JSON is malformed"),
        (b"P1" + bytes(14), "message: JSON"),
        (b"\xff", "message: "),
    ):
        desk = await backend.desk()
        await desk.socket.send(data)
        refusal = await desk.hear(Refusal)
        assert refusal.code == "frame.bad"
        assert refusal.params["detail"].startswith(words)


async def test_what_only_the_server_says_is_refused_from_a_desk(backend: Running) -> None:
    for message in (
        Outcome(id=uuid4(), result="accepted"),
        Changes(after=0, upto=9, at=0),
        Snapshot(site=uuid4(), seq=9, at=0),
        Beat(at=0, seq=9),
    ):
        desk = await backend.desk()
        await desk.say(message)
        tag = message.__struct_config__.tag
        assert (await desk.hear(Refusal)).params["detail"] == f"is: '{tag}' is not known here"


async def test_16_strangers_who_name_another_address_are_counted_on_their_own(backend: Running) -> None:
    url = f"wss://127.0.0.1:{backend.port}/line"
    async with contextlib.AsyncExitStack() as closing:
        for number in range(STRANGERS_PER_ADDRESS):
            told = {"X-Forwarded-For": f"10.0.0.{number}", "Forwarded": f"for=10.0.0.{number}"}
            line = websockets.connect(url, ssl=backend.tls, additional_headers=told)
            await closing.enter_async_context(line)
        with pytest.raises(websockets.InvalidStatus):
            await backend.connect()


async def test_14_a_desk_that_does_not_read_is_cut_with_a_reason_and_loses_no_call(
    backend: Running, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert desk_line.SLOWEST_SEND_S == 2.0
    monkeypatch.setattr(desk_line, "SLOWEST_SEND_S", 1.0)
    desk, other = await backend.desk(), await backend.desk("tquinteros")
    assert desk.welcome is not None
    narrow = socket.socket()
    narrow.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 65_536)
    narrow.connect(("127.0.0.1", backend.port))
    narrow.setblocking(False)
    url = f"wss://127.0.0.1:{backend.port}/line"
    slow = await websockets.connect(
        url, ssl=backend.tls, sock=narrow, compression=None, max_size=1 << 24, max_queue=1
    )
    await slow.send(encode(Hello(protocol=PROTOCOL, minimum=1, token=desk.welcome.token)))
    loop = asyncio.get_running_loop()
    began, worst = loop.time(), 0.0
    while loop.time() - began < 2.2:
        asked = loop.time()
        assert (await backend.ring(f"call {asked}")).status == 202
        worst = max(worst, loop.time() - asked)
        with contextlib.suppress(websockets.ConnectionClosed):
            await slow.send(encode(AskSnapshot()))
        await asyncio.sleep(0.05)
    assert worst < 1.0, "nobody else waits for it"
    told = []
    with contextlib.suppress(websockets.ConnectionClosed):
        async with asyncio.timeout(4.0):
            async for text in slow:
                told.append(text)
    await slow.close()
    last = decode_from_server(told[-1])
    assert isinstance(last, Refusal)
    assert (last.code, last.params) == ("line.slow", {"seconds": "1"})
    seen = max((m.seq for m in map(decode_from_server, told) if isinstance(m, Snapshot)), default=0)
    again = await backend.resumed(desk.welcome, seq=seen)
    assert (await again.hear(Welcome)).resumed
    rang = {thing.id for thing in other.things.values() if isinstance(thing, Call)}
    known = {call.id for m in map(decode_from_server, told) if isinstance(m, Snapshot) for call in m.calls}
    missed = (await again.hear(Changes)).things if rang - known else ()
    assert rang <= known | {thing.id for thing in missed}


async def test_15_a_desk_that_answers_no_ping_is_let_go(impatient: None, backend: Running) -> None:
    async with raw(backend) as line:
        await line.upgraded()
        await line.say(frame(TEXT, encode(backend.login_of("lferreyra")).encode()))
        async with asyncio.timeout(6.0):
            while await line.reader.read(65_536):
                pass
    async with asyncio.timeout(2.0):
        while backend.backend.health().desks:  # noqa: ASYNC110 - the server tells nobody
            await asyncio.sleep(0.05)


async def test_pings_without_end_cost_nobody_anything(backend: Running) -> None:
    async with raw(backend) as line:
        await line.upgraded()
        with contextlib.suppress(ConnectionError, TimeoutError):
            async with asyncio.timeout(2.0):
                for _ in range(200):
                    await line.say(frame(PING, b"x" * 100) * 500)
        desk = await backend.desk()
        assert (await backend.ring("next")).status == 202
        await desk.thing(Call)
