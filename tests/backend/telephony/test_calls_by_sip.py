"""A call that comes by SIP, from the INVITE to the desk and back, against the real backend and database."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager

import pytest

from backend.intake.telephony import switchboard
from backend.intake.telephony.exchange import Exchange
from backend.intake.telephony.settings import SipSettings
from domain.alert import Alert, AlertKind
from domain.call import Call, CallState, Disposition
from domain.commands import AnswerCall, CloseCall
from domain.shape import ShapeKind
from tests.backend.telephony.caller import MULTIPART, POINT, SDP, Caller, multipart
from tests.backend.telephony.telephone_line import TelephoneLine, line_to
from tests.plugins.backend import Demo, Desk, Running, serving


@asynccontextmanager
async def telephones(
    dsn: str, demo: Demo, **more: object
) -> AsyncIterator[tuple[Running, Exchange, TelephoneLine]]:
    """A backend whose telephone door is open, and a line to it."""
    async with serving(dsn, demo, sip=SipSettings(host="127.0.0.1", port=0), **more) as running:
        exchange = running.backend.exchange
        assert exchange is not None
        async with line_to(exchange.port) as line:
            yield running, exchange, line


async def until(desk: Desk, call: Call, state: CallState) -> Call:
    """Wait until a call stands somewhere."""
    found = await desk.thing(Call, lambda one: one.id == call.id and one.state is state)
    assert isinstance(found, Call)
    return found


def noted(running: Running) -> dict[str, str]:
    """Kind -> latest detail of the exceptions list."""
    term = running.backend._term
    assert term is not None
    return {group.kind: group.detail for group in term.exceptions.listed()}


async def test_a_call_by_sip_rings_is_answered_talks_and_ends(demo_database: str, demo: Demo) -> None:
    async with telephones(demo_database, demo) as (running, _, line):
        desk = await running.desk()
        caller = Caller(port=line.port)
        await line.rings(caller)
        call = await desk.thing(Call)
        assert (call.number, call.caller, call.line) == ("+541155550101", "Ana Prueba", "sos")
        assert call.location.value.lat == pytest.approx(-34.6037)
        assert (call.location.accuracy, call.area.kind) == (35, ShapeKind.CIRCLE)
        assert (await desk.do(AnswerCall(call=call.id))).result == "accepted"
        ok = caller.learn(await line.hear(200))
        assert "a=inactive" in ok.body
        line.say(caller.ack())
        assert (
            await desk.do(CloseCall(call=call.id, disposition=Disposition.INFORMATION))
        ).result == "accepted"
        line.say((await line.hear(0, "BYE")).ok())

        second = Caller(uri="sip:107@example.invalid")
        await line.rings(second, second.invite())
        call = await desk.thing(Call, lambda one: one.line == "107")
        assert (call.location, call.hint) == (None, "sos.ambulance"), "a call without a location is a call"
        await desk.do(AnswerCall(call=call.id))
        second.learn(await line.hear(200))
        line.say(second.ack())
        line.say(second.request("BYE"))
        await line.hear(200, "BYE")
        await until(desk, call, CallState.ENDED)


async def test_who_gives_up_is_called_back_and_a_repeat_makes_no_second_call(
    demo_database: str, demo: Demo
) -> None:
    async with telephones(demo_database, demo) as (running, _, line):
        desk = await running.desk()
        caller = Caller()
        invite = caller.located()
        line.say(invite)
        line.say(invite)
        await line.rings(caller, invite)
        call = await desk.thing(Call)
        line.say(caller.cancel())
        assert (await line.hear(487)).method == "INVITE"
        line.say(caller.ack(487))
        call = await until(desk, call, CallState.ABANDONED)
        assert call.number == "+541155550101", "to be called back"
        late = await running.desk("tquinteros")
        assert len(late.snapshot.calls) == 1

        again = Caller(call_id=caller.call_id, cseq=7)
        await line.rings(again)
        await desk.thing(Call, lambda one: one.id != call.id and one.state is CallState.RINGING)


async def test_7_a_location_that_cannot_be_read_never_refuses_a_call(demo_database: str, demo: Demo) -> None:
    bomb = '<!DOCTYPE x [<!ENTITY a "aaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]>' + POINT.replace("GPS", "&b;")
    outside = POINT.replace("<presence", '<!DOCTYPE p SYSTEM "file:///etc/passwd"><presence')
    bad = [
        (bomb, "document: DTDForbidden"),
        (outside.partition("?>")[2], "document: DTDForbidden"),
        (POINT.replace("-34.6037", "-94.6"), ""),
        (POINT[:200], "document: not XML"),
    ]
    async with telephones(demo_database, demo) as (running, _, line):
        desk = await running.desk()
        for number, (document, detail) in enumerate(bad):
            caller = Caller(number=f"+54115555{number:04}")
            body = multipart(("application/sdp", "", SDP), ("application/pidf+xml", "p@x", document))
            rings = await line.rings(caller, caller.invite(body, MULTIPART, ["Geolocation: <cid:p@x>"]))
            assert rings.one("geolocation-error").startswith("100")
            call = await desk.thing(Call, lambda one, n=caller.number: one.number == n)
            assert call.location is None
            assert noted(running)["sip.location"].startswith(detail)
        caller = Caller()
        await line.rings(caller)
        call = await desk.thing(Call, lambda one, n=caller.number: one.number == n)
        await desk.do(AnswerCall(call=call.id))
        caller.learn(await line.hear(200))
        line.say(caller.ack())
        update = caller.request("UPDATE", ["Content-Type: application/pidf+xml"], POINT[:200])
        line.say(update)
        assert (await line.hear(424)).one("geolocation-error").startswith("100")
        nearer = POINT.replace(">35<", ">4<")
        line.say(caller.request("UPDATE", ["Content-Type: application/pidf+xml"], nearer))
        await line.hear(200, "UPDATE")
        moved = await desk.thing(Call, lambda one: one.id == call.id and one.location.accuracy == 4)
        assert moved.state is CallState.ANSWERED


async def test_52_what_breaks_the_program_is_put_aside_and_the_next_call_rings(
    demo_database: str, demo: Demo, monkeypatch: pytest.MonkeyPatch, expect_log: Callable[[str], None]
) -> None:
    from backend.intake.telephony import user_agent

    healthy = user_agent.invitation_of

    def breaks(request: object, *rest: object) -> object:
        if "poison" in getattr(request, "call_id", ""):
            raise RuntimeError("as a bug would")
        return healthy(request, *rest)  # type: ignore[arg-type]

    monkeypatch.setattr(user_agent, "invitation_of", breaks)
    expect_log("a SIP message could not be handled")
    async with telephones(demo_database, demo) as (running, _, line):
        desk = await running.desk()
        line.say(Caller(call_id="poison").located())
        assert (await line.hear(500)).method == "INVITE"
        twin = Caller(call_id="twin")
        await line.rings(twin)
        await desk.thing(Call)
        assert noted(running)["sip.poison"].startswith("RuntimeError")


async def test_what_cannot_be_a_call_is_refused_by_number_and_listed(demo_database: str, demo: Demo) -> None:
    async with telephones(demo_database, demo) as (running, exchange, line):
        caller = Caller()
        line.say(caller.invite(SDP.replace("m=audio 40000", "m=audio 99999")))
        refused = await line.hear(400)
        assert refused.start == "SIP/2.0 400 SDP: m= with a port from 0 to 65535"
        line.say(Caller(uri="sip:22@example.invalid").invite())
        await line.hear(404)
        line.say(Caller().invite(more=["Require: 100rel"]))
        assert (await line.hear(420)).one("unsupported") == "100rel"
        line.say(Caller().located().replace(b"CSeq: 1 INVITE", b"CSeq: x INVITE"))
        assert (await line.hear(400)).start.startswith("SIP/2.0 400 CSeq: from 0 to")
        line.say(Caller().request("OPTIONS"))
        assert "INVITE" in (await line.hear(200)).one("allow")
        assert set(noted(running)) >= {"sip.sdp", "sip.number", "sip.malformed"}
        assert exchange.switchboard.ringing == 0


async def test_a_stranger_is_refused_counted_and_the_room_alarmed(demo_database: str, demo: Demo) -> None:
    sip = SipSettings(host="127.0.0.1", port=0, peers=("10.1.0.0/16",))
    async with serving(demo_database, demo, sip=sip) as running:
        desk = await running.desk()
        exchange = running.backend.exchange
        assert exchange is not None
        async with line_to(exchange.port) as line:
            line.say(Caller().located())
            alert = await desk.thing(Alert)
            assert (alert.kind, alert.params["door"]) == (AlertKind.INTAKE_UNAUTHORISED, "sip")
            assert exchange.switchboard.refused_peers == 1
            await line.quiet(100)
        reader, writer = await asyncio.open_connection("127.0.0.1", exchange.port)
        assert await reader.read() == b"", "hung up at once"
        writer.close()


async def test_after_a_restart_the_same_invite_is_the_same_call_and_who_does_not_call_again_is_called_back(
    demo_database: str, demo: Demo, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(switchboard, "GRACE_S", 1.0)
    caller, other, silent = Caller(), Caller(number="+541155550202"), Caller(number="+541155550303")
    async with telephones(demo_database, demo) as (running, _, line):
        desk = await running.desk()
        await line.rings(caller)
        await line.rings(other)
        await line.rings(silent)
        await desk.thing(Call, lambda one: one.number == silent.number)
    async with telephones(demo_database, demo) as (running, _, line):
        desk = await running.desk()
        assert len(desk.snapshot.calls) == 3
        call = next(one for one in desk.snapshot.calls if one.number == caller.number)
        await line.rings(Caller(call_id=caller.call_id))
        assert (await desk.do(AnswerCall(call=call.id))).result == "accepted"
        await line.hear(200)
        line.say(other.request("BYE"))
        await line.hear(481)
        lost = await desk.thing(Call, lambda one: one.number == other.number)
        assert lost.state is CallState.ABANDONED
        given_up = await desk.thing(Call, lambda one: one.number == silent.number)
        assert given_up.state is CallState.ABANDONED
        assert "sip.line_lost" in noted(running)
        term = running.backend._term
        assert term is not None
        (told,) = (one for one in term.exceptions.listed() if one.kind == "sip.line_lost")
        assert (told.source, silent.number in told.detail) == ("sip", False), (
            "who called is not for this list"
        )
        assert desk.things[call.id].state is CallState.ANSWERED, "whoever called again talks"
