"""ATTACKS 8, 17, 18, 52 at the telephone door: what one caller says costs no other caller anything."""

from __future__ import annotations

import asyncio

import pytest

from backend.intake.telephony import transport
from backend.intake.telephony.framing import Stream, read_datagram
from backend.intake.telephony.message import Malformed
from backend.intake.telephony.whereabouts import LocationServers, Whereabouts
from domain.call import Call, CallState
from domain.clock import SystemClock
from tests.attacks.test_sip import details, room
from tests.backend.telephony.caller import SDP, Caller, multipart
from tests.backend.telephony.telephone_line import line_to
from tests.plugins.backend import Demo

BYE_200 = "SIP/2.0 200 OK\r\nVia: SIP/2.0/UDP 127.0.0.1:9;branch=z9hG4bKa\r\nFrom: <sip:a@b>;tag=1\r\n"


async def test_a_bye_from_outside_the_dialog_ends_nobodys_call(demo_database: str, demo: Demo) -> None:
    async with room(demo_database, demo) as (running, port):
        desk = await running.desk()
        async with line_to(port) as line, line_to(port) as stranger:
            caller = Caller()
            await line.rings(caller)
            forged = Caller(call_id=caller.call_id, tag=caller.tag, to_tag="guessed", cseq=7)
            stranger.say(forged.request("BYE"))
            await stranger.hear(481)
            stranger.say(
                Caller(call_id=caller.call_id, tag=caller.tag, cseq=1)
                .cancel()
                .replace(b"z9hG4bK", b"z9hG4bKx")
            )
            await stranger.hear(481)
            await line.rings(Caller(number="+541155550102"))
            ringing = await desk.thing(Call, lambda one: one.number == caller.number)
            assert ringing.state is CallState.RINGING
            line.say(caller.cancel())
            await line.hear(487)


async def test_the_same_call_id_over_and_over_is_a_call_each_time_and_leaves_no_line_behind(
    demo_database: str, demo: Demo
) -> None:
    async with room(demo_database, demo) as (running, port):
        exchange = running.backend.exchange
        assert exchange is not None
        desk = await running.desk()
        for times in range(4):
            caller = Caller("TCP", call_id="again@example.invalid", number=f"+54115555020{times}")
            reader, writer = await asyncio.open_connection("127.0.0.1", port)
            writer.write(caller.invite())
            said = await reader.readuntil(b"180 Ringing") + await reader.readuntil(b"\r\n\r\n")
            caller.to_tag = said.rpartition(b";tag=")[2].partition(b"\r\n")[0].decode()
            writer.write(caller.request("BYE"))
            await reader.readuntil(b"487 Request")
            caller.cseq = 1
            writer.write(caller.ack(487))
            key = (await desk.thing(Call, lambda one, number=caller.number: one.number == number)).id
            await desk.thing(Call, lambda one, key=key: one.id == key and one.state is CallState.ABANDONED)
            writer.close()
        assert len({one.id for one in desk.things.values() if isinstance(one, Call)}) == 4
        assert exchange.switchboard.ringing == 0


async def test_additional_data_of_another_encoding_keeps_its_call_and_the_next(
    demo_database: str, demo: Demo
) -> None:
    body = multipart(
        ("application/sdp", "", SDP), ("application/EmergencyCallData.Comment+xml", "c", "HERE")
    ).encode()
    wide = '<?xml version="1.0" encoding="UTF-16"?><e><Comment>ciego</Comment></e>'.encode("utf-16")
    body = body.replace(b"HERE", wide)
    async with room(demo_database, demo) as (running, port):
        desk = await running.desk()
        async with line_to(port) as line:
            head = Caller().invite("x", "multipart/mixed;boundary=limit-7")
            invite = head.partition(b"Content-Length")[0] + b"Content-Length: %d\r\n\r\n" % len(body) + body
            line.say(invite)
            await line.hear(180)
            assert (await desk.thing(Call)).provided == {"comment": "ciego"}
            await line.rings(Caller())


async def test_references_that_are_no_addresses_cost_one_line_and_not_the_next_reference() -> None:
    noted: list[tuple[str, str, str]] = []
    servers = LocationServers(("lis.example.invalid",))
    whereabouts = Whereabouts(servers.fetch, SystemClock(), lambda *what: noted.append(what))
    bad = (
        "https://[",
        "https://lis.example.invalid@169.254.169.254/",
        *(f"https://h{n}.invalid/" for n in range(6)),
    )
    open_for = iter((True, False))
    with pytest.MonkeyPatch.context() as quick:
        quick.setattr("backend.intake.telephony.whereabouts.ASK_AFTER_S", (0.0, 0.0))
        await whereabouts.follow(bad, lambda: next(open_for), lambda found: asyncio.sleep(0))
    await servers.close()
    assert len(noted) == 8
    assert {(kind, source) for kind, source, _ in noted} == {("sip.reference", "foreign")}


@pytest.mark.parametrize(
    "bad",
    [
        BYE_200 + "X: a\0b\r\n\r\n",
        BYE_200 + "Content-Length: -1\r\n\r\n",
        BYE_200 + "Content-Length: 9\r\n\r\n",
        BYE_200,
    ],
)
def test_what_looks_like_an_answer_is_never_answered(bad: str) -> None:
    with pytest.raises(Malformed) as refused:
        read_datagram(bad.encode())
    assert not refused.value.answerable
    told = next(Stream().feed(bad.encode() + b"X: " + b"x" * 70_000))
    assert isinstance(told, Malformed)
    assert not told.answerable


def test_a_request_line_with_a_line_end_in_it_is_none() -> None:
    with pytest.raises(Malformed, match="Request-Line: method, URI and version"):
        read_datagram(Caller().invite().replace(b"urn:", b"\nFORGED: urn:", 1))


async def test_silent_connections_by_the_hundred_do_not_keep_the_edge_out(
    demo_database: str, demo: Demo, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(transport, "MOST_CONNECTIONS", 8)
    async with room(demo_database, demo) as (running, port):
        speaking = await asyncio.open_connection("127.0.0.1", port)
        speaking[1].write(Caller("TCP").invite())
        assert await speaking[0].readuntil(b"180 Ringing")
        silent = [await asyncio.open_connection("127.0.0.1", port) for _ in range(30)]
        edge = await asyncio.open_connection("127.0.0.1", port)
        edge[1].write(b"\r\n\r\n" * 16_000)
        for byte in Caller("TCP").invite():
            edge[1].write(bytes((byte,)))
        assert await asyncio.wait_for(edge[0].readuntil(b"180 Ringing"), 4)
        speaking[1].write(Caller("TCP").invite())
        assert await speaking[0].readuntil(b"180 Ringing"), "who speaks is not hung up on"
        assert "connection: said nothing, and its place was needed" in details(running)
        for _, writer in (speaking, edge, *silent):
            writer.close()
