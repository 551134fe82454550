"""ATTACKS 7, 8, 27, 29, 31, 36 at the telephone door, over real sockets: nothing of it keeps a call out."""

from __future__ import annotations

import asyncio
import socket
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from itertools import cycle

import pytest

from backend.intake.telephony import connection
from backend.intake.telephony.settings import SipSettings
from backend.server import PortTaken
from backend.settings import settings_of
from backend.telephone import exchange_of, open_exchange
from domain.call import Call
from domain.clock import HOUR, SystemClock
from tests.backend.telephony.caller import BOUNDARY, MULTIPART, POINT, SDP, Caller, multipart
from tests.backend.telephony.telephone_line import line_to
from tests.plugins.backend import Demo, Running, serving


@asynccontextmanager
async def room(dsn: str, demo: Demo) -> AsyncIterator[tuple[Running, int]]:
    """A backend with its telephone door open, and the port."""
    async with serving(dsn, demo, sip=SipSettings(host="127.0.0.1", port=0)) as running:
        exchange = running.backend.exchange
        assert exchange is not None
        yield running, exchange.port


async def said(port: int, *pieces: bytes) -> bytes:
    """Say something over TCP and return all that is answered until the other side hangs up."""
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    for piece in pieces:
        writer.write(piece)
    try:
        async with asyncio.timeout(5):
            return await reader.read()
    except ConnectionResetError:
        return b""
    finally:
        writer.close()


def details(running: Running) -> list[str]:
    """What the exceptions list says."""
    term = running.backend._term
    assert term is not None
    return [group.detail for group in term.exceptions.listed()]


async def test_8_a_megabyte_a_negative_length_and_a_body_without_an_end_are_400_and_closed(
    demo_database: str, demo: Demo
) -> None:
    invite = Caller("TCP").located().decode()
    attacks = {
        "header: at most 65536 bytes": invite.replace("Via: SIP", f"X: {'x' * 1_000_000}\r\nVia: SIP"),
        "Content-Length: once, from 0 to 262144": invite.replace("Content-Length: ", "Content-Length: -"),
        "multipart: no end": invite.replace(f"--{BOUNDARY}--", "x" * (len(BOUNDARY) + 4)),
    }
    async with room(demo_database, demo) as (running, port):
        desk = await running.desk()
        for why, text in attacks.items():
            answer = await said(port, text.encode())
            assert answer.startswith(f"SIP/2.0 400 {why}\r\n".encode())
            assert answer.count(b"SIP/2.0 400") == 1
            assert why in details(running)
        async with line_to(port) as line:
            await line.rings(Caller())
        assert (await desk.thing(Call)).number == "+541155550101"


async def test_8_half_a_message_costs_ten_seconds_and_no_more(
    demo_database: str, demo: Demo, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(connection, "HALF_MESSAGE_S", 0.1)
    async with room(demo_database, demo) as (_, port):
        answer = await said(port, Caller("TCP").located()[:-5])
        assert answer.startswith(b"SIP/2.0 400 message: no end within 10 s\r\n")
        idle = await asyncio.open_connection("127.0.0.1", port)
        idle[1].write(b"\r\n\r\n")
        assert await idle[0].readexactly(2) == b"\r\n", (
            "who says nothing may stay: the edge's line is quiet at night"
        )
        idle[1].close()


async def test_29_31_36_what_a_caller_calls_himself_is_one_line_of_text(
    demo_database: str, demo: Demo
) -> None:
    async with room(demo_database, demo) as (running, port):
        desk = await running.desk()
        async with line_to(port) as line:
            caller = Caller()
            name = b'"<img src=x> \xe2\x80\xae ' + b"n" * 300 + b'"'
            await line.rings(caller, caller.located().replace(b'"Ana Prueba"', name))
            call = await desk.thing(Call)
            assert call.caller.startswith("<img src=x>")
            assert len(call.caller) == 120
            line.say(Caller(uri="sip:22%0a%0dFORGED@example.invalid").invite())
            await line.hear(404)
        assert all(len(detail.splitlines()) == 1 for detail in details(running))


class Jumping(SystemClock):
    """A wall clock that is set by an hour, forward and back, with every look."""

    def __init__(self) -> None:
        self._hours = cycle((0, 1, -1))

    def now(self) -> int:
        """Return a time that nobody can rely on."""
        return super().now() + next(self._hours) * HOUR


async def test_27_a_clock_that_jumps_loses_no_call_and_no_repeat(
    demo_database: str, demo: Demo, expect_log: Callable[[str], None]
) -> None:
    expect_log("the wall clock was set by")
    sip = SipSettings(host="127.0.0.1", port=0)
    async with serving(demo_database, demo, clock=Jumping(), sip=sip) as running:
        exchange = running.backend.exchange
        assert exchange is not None
        async with line_to(exchange.port) as line:
            caller = Caller()
            await line.rings(caller)
            line.say(caller.cancel())
            await line.hear(487)
            assert (await line.hear(487)).method == "INVITE", "repeated, by the clock that only grows"


async def test_7_hundreds_of_bombs_do_not_keep_the_next_call_out(demo_database: str, demo: Demo) -> None:
    laughs = "".join(f'<!ENTITY l{n} "{10 * f"&l{n - 1};"}">' for n in range(1, 10))
    bomb = f'<!DOCTYPE x [<!ENTITY l0 "ha">{laughs}]>' + POINT.partition("?>")[2].replace("GPS", "&l9;")
    async with room(demo_database, demo) as (running, port):
        async with line_to(port) as line:
            for _ in range(60):
                body = multipart(("application/sdp", "", SDP), ("application/pidf+xml", "p@x", bomb))
                line.say(Caller().invite(body, MULTIPART))
            caller = Caller()
            rings = await line.rings(caller)
            assert not rings.one("geolocation-error") or rings.one("call-id") != caller.call_id
        assert "document: DTDForbidden" in details(running)


def test_an_address_that_is_none_is_refused_before_anything_starts(
    capsys: pytest.CaptureFixture[str],
) -> None:
    for words, why in (
        (["--sip", "5060"], "'5060' is no address and port such as 10.20.0.5:5060"),
        (["--sip", "sip.example.invalid:5060"], "is no address and port such as"),
        (["--sip", "127.0.0.1:70000"], "is no address and port such as"),
        (["--sip-peer", "everybody"], "'everybody' is no network such as 10.20.0.0/16"),
    ):
        with pytest.raises(SystemExit):
            settings_of(words)
        assert why in capsys.readouterr().err


async def test_a_port_that_somebody_else_has_is_said_in_one_sentence() -> None:
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as taken:
        taken.bind(("127.0.0.1", 0))
        sip = SipSettings(host="127.0.0.1", port=taken.getsockname()[1])
        exchange = exchange_of(sip, lambda: None, "", SystemClock(), lambda door, status: None)
        with pytest.raises(PortTaken, match=f"cannot listen for SIP on 127.0.0.1 port {sip.port}: "):
            await open_exchange(exchange, sip)
        await exchange.end()
