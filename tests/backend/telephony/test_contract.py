"""What any SIP engine must do before a room's calls are trusted to it; RFC 3261 unless said otherwise.

It is judged from outside, by what it sends: an engine that needs a hand inside has not passed.
"""

from __future__ import annotations

import time

import pytest

from tests.backend.telephony.caller import BOUNDARY, MULTIPART, SDP, Caller, hear
from tests.backend.telephony.engine import Engine, Ours

ROUTE = "<sip:127.0.0.9:5062;transport=udp;lr;ftag=caller>"


@pytest.fixture
def engine() -> Engine:
    """The engine over UDP."""
    return Ours()


@pytest.fixture
def stream() -> Engine:
    """The engine over TCP."""
    return Ours("tcp")


async def ringing(engine: Engine, caller: Caller, invite: bytes | None = None) -> None:
    """Bring a call to its 180."""
    await engine.say(invite or caller.located())
    engine.ring(caller.call_id)
    statuses = [caller.learn(one).status for one in engine.heard()]
    assert statuses == [100, 180]


async def talking(engine: Engine, caller: Caller) -> None:
    """Bring a call to its ACK."""
    await ringing(engine, caller)
    engine.answer(caller.call_id)
    (ok,) = engine.heard()
    assert caller.learn(ok).status == 200
    await engine.say(caller.ack())
    assert engine.heard() == []


async def test_offer_location_and_additional_data_in_one_body_are_told_apart(engine: Engine) -> None:
    caller = Caller()
    await talking(engine, caller)
    assert engine.carried(caller.call_id) == [
        "application/pidf+xml",
        "application/emergencycalldata.providerinfo+xml",
    ]


async def test_the_offer_inside_a_multipart_body_is_answered(engine: Engine) -> None:
    caller = Caller()
    await ringing(engine, caller)
    engine.answer(caller.call_id)
    (ok,) = engine.heard()
    assert ok.one("content-type") == "application/sdp"
    assert "m=audio 9 RTP/AVP 8 0" in ok.body


async def test_who_recorded_the_route_stays_in_it(engine: Engine) -> None:
    caller = Caller(record_route=[ROUTE, "<sip:127.0.0.8;lr>"])
    await engine.say(caller.located())
    engine.ring(caller.call_id)
    engine.answer(caller.call_id)
    trying, rings, ok = (caller.learn(one) for one in engine.heard())
    assert rings.all("record-route") == ok.all("record-route") == [ROUTE, "<sip:127.0.0.8;lr>"]
    assert trying.all("record-route") == []
    await engine.say(caller.ack())
    engine.hang_up(caller.call_id)
    (bye,) = engine.heard()
    assert bye.start == "BYE sip:caller@127.0.0.1:5070;transport=udp SIP/2.0"
    assert bye.all("route") == [ROUTE, "<sip:127.0.0.8;lr>"]


async def test_a_repeated_invite_is_one_call_and_hears_what_it_heard_before(engine: Engine) -> None:
    caller = Caller()
    invite = caller.located()
    await engine.say(invite)
    await engine.say(invite)
    assert [one.status for one in engine.heard()] == [100, 100]
    engine.ring(caller.call_id)
    await engine.say(invite)
    assert [one.status for one in engine.heard()] == [180, 180]
    assert engine.calls() == [caller.call_id]


async def test_a_200_is_repeated_until_its_ack(engine: Engine) -> None:
    caller = Caller()
    await ringing(engine, caller)
    engine.answer(caller.call_id)
    await engine.wait(3.6)  # 0.5, 1, 2 s
    assert [caller.learn(one).status for one in engine.heard()] == [200, 200, 200, 200]
    await engine.say(caller.ack())
    await engine.wait(40)
    assert engine.heard() == []


async def test_a_200_that_nobody_acknowledges_ends_the_call(engine: Engine) -> None:
    caller = Caller()
    await ringing(engine, caller)
    engine.answer(caller.call_id)
    await engine.wait(32.5)
    heard = engine.heard()
    assert heard[-1].start.startswith("BYE ")
    assert engine.over == [(caller.call_id, "no_ack")]


async def test_a_cancelled_call_ends_before_anybody_answered(engine: Engine) -> None:
    caller = Caller()
    await ringing(engine, caller)
    await engine.say(caller.cancel())
    ok, ended = engine.heard()
    assert (ok.status, ok.method) == (200, "CANCEL")
    assert (ended.status, ended.method) == (487, "INVITE")
    await engine.wait(1.6)
    assert [one.status for one in engine.heard()] == [487, 487], "repeated until the ACK"
    await engine.say(caller.ack(487))
    await engine.wait(40)
    assert engine.heard() == []
    engine.answer(caller.call_id)
    assert engine.heard() == [], "the desk was too late"
    assert engine.over == [(caller.call_id, "cancelled")]


async def test_a_cancel_that_crosses_the_200_changes_nothing(engine: Engine) -> None:
    caller = Caller()
    await ringing(engine, caller)
    engine.answer(caller.call_id)
    await engine.say(caller.cancel())
    ok, cancelled = engine.heard()
    assert (ok.status, ok.method) == (200, "INVITE")
    assert (cancelled.status, cancelled.method) == (200, "CANCEL")
    caller.learn(ok)
    await engine.wait(0.6)
    assert [one.status for one in engine.heard()] == [200], "the 200 still waits for its ACK"
    await engine.say(caller.ack())
    assert engine.over == []
    await engine.say(caller.request("BYE"))
    assert [one.status for one in engine.heard()] == [200]
    assert engine.over == [(caller.call_id, "bye")]


async def test_a_cancel_of_nothing_is_told_so(engine: Engine) -> None:
    await engine.say(Caller().cancel())
    assert [one.status for one in engine.heard()] == [481]


async def test_hold_is_answered_in_the_same_dialog_and_makes_no_new_call(engine: Engine) -> None:
    caller = Caller()
    await talking(engine, caller)
    caller.cseq += 1
    hold = caller.invite(SDP.replace("sendrecv", "sendonly"))
    await engine.say(hold)
    (ok,) = engine.heard()
    assert (ok.status, "a=inactive" in ok.body) == (200, True)
    await engine.say(hold)
    await engine.wait(0.6)
    assert [one.status for one in engine.heard()] == [200], "its 200 waits for an ACK too"
    await engine.say(caller.ack())
    await engine.wait(40)
    assert engine.heard() == []
    assert engine.calls() == [caller.call_id]


async def test_an_older_request_is_out_of_order(engine: Engine) -> None:
    caller = Caller(cseq=10)
    await talking(engine, caller)
    caller.cseq = 3
    await engine.say(caller.request("UPDATE"))
    assert [one.status for one in engine.heard()] == [500]


async def test_a_transfer_asked_for_is_declined_unless_somebody_takes_it(engine: Engine) -> None:
    caller = Caller()
    await talking(engine, caller)
    await engine.say(caller.request("REFER", ["Refer-To: <sip:other@example.invalid>"]))
    assert [one.status for one in engine.heard()] == [603]
    await engine.say(caller.request("BYE"))
    assert [one.status for one in engine.heard()] == [200], "the call goes on until it ends"


async def test_a_bye_of_another_dialog_ends_nothing(engine: Engine) -> None:
    caller = Caller()
    await talking(engine, caller)
    stranger = Caller(call_id=caller.call_id, tag="somebody-else", to_tag=caller.to_tag, cseq=20)
    await engine.say(stranger.request("BYE"))
    assert [one.status for one in engine.heard()] == [481]
    assert engine.over == []


async def test_our_bye_is_repeated_until_it_is_answered(engine: Engine) -> None:
    caller = Caller()
    await talking(engine, caller)
    engine.hang_up(caller.call_id)
    await engine.wait(1.6)
    byes = engine.heard()
    assert [one.method for one in byes] == ["BYE", "BYE", "BYE"]
    assert len({one.one("via") for one in byes}) == 1, "the same request each time"
    await engine.say(byes[0].ok())
    await engine.wait(40)
    assert engine.heard() == []


async def test_a_stream_is_cut_where_messages_end_and_not_where_segments_do(stream: Engine) -> None:
    first, second = Caller("TCP"), Caller("TCP")
    data = first.located() + second.located()
    for begin in range(0, len(data) - 7, 7):
        await stream.say(data[begin : begin + 7])
    assert stream.calls() == [first.call_id], "the last bytes of the second are not there yet"
    await stream.say(data[(len(data) - 1) // 7 * 7 :] if len(data) % 7 else data[-7:])
    assert stream.calls() == [first.call_id, second.call_id]


async def test_several_messages_in_one_segment_are_each_taken(stream: Engine) -> None:
    callers = [Caller("TCP") for _ in range(5)]
    await stream.say(
        b"\r\n\r\n" + b"".join(caller.located() for caller in callers) + Caller("TCP").located()[:90]
    )
    assert stream.calls() == [caller.call_id for caller in callers]
    assert [one.status for one in stream.heard()] == [100] * 5


async def test_over_a_stream_a_refusal_is_said_once(stream: Engine) -> None:
    caller = Caller("TCP", uri="sip:22@example.invalid")
    await stream.say(caller.located())
    await stream.wait(10)
    assert [one.status for one in stream.heard()] == [404]


PADDED = "X-Pad: " + "x" * 1_000_000 + "\r\nVia: SIP"
BAD = {
    "a header of 1 MB": ("Via: SIP", PADDED),
    "a negative length": ("Content-Length: ", "Content-Length: -"),
    "a multipart body without an end": (f"--{BOUNDARY}--", "x" * (len(BOUNDARY) + 4)),
}


@pytest.mark.parametrize("what", BAD)
async def test_8_what_cannot_be_read_is_answered_400_and_the_line_closed(stream: Engine, what: str) -> None:
    text = Caller("TCP").located().decode().replace(*BAD[what])
    await stream.say(text.encode())
    assert [one.status for one in stream.heard()] == [400]
    assert stream.closed
    assert stream.calls() == []
    assert stream.odd


async def test_fifty_calls_a_second_are_kept_up_with(engine: Engine) -> None:
    callers = [Caller() for _ in range(250)]
    began = time.process_time()
    for caller in callers:
        await engine.say(caller.located())
        engine.ring(caller.call_id)
        for one in engine.heard():
            caller.learn(one)
        await engine.say(caller.cancel())
        await engine.say(caller.ack(487))
        await engine.wait(0.02)
    assert engine.calls() == [caller.call_id for caller in callers]
    assert time.process_time() - began < 5.0, "five seconds of calls in less than five seconds"


def test_the_caller_of_these_tests_reads_what_it_writes() -> None:
    (heard,) = hear(Caller().located())
    assert heard.one("content-type") == MULTIPART
