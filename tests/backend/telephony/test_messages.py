"""Messages as networks really write them, and as nobody should."""

from __future__ import annotations

from contextlib import suppress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from backend.intake.telephony import fields
from backend.intake.telephony.bodies import BadBody, parts_of
from backend.intake.telephony.framing import Stream, read_datagram
from backend.intake.telephony.invitation import invitation_of, service_of
from backend.intake.telephony.message import Malformed, Request
from backend.intake.telephony.sdp import BadSdp, NoVoice, read
from domain.ids import derived
from tests.backend.telephony.caller import SDP, Caller
from tests.backend.telephony.engine import Ours


def request(data: bytes) -> Request:
    """Return a datagram's request."""
    found = read_datagram(data)
    assert isinstance(found, Request)
    return found


def test_short_names_folded_lines_and_odd_spacing_are_read() -> None:
    text = (
        "INVITE sip:911@example.invalid SIP/2.0\r\nv : SIP/2.0/UDP 10.0.0.9 ; branch=z9hG4bK1 ,\r\n"
        '\tSIP/2.0/UDP 10.0.0.8;branch=z9hG4bK2\r\nf: "Ana, <911> \\"x\\"" <sip:1@h>;tag=a\r\n'
        "t:<sip:911@h>\r\ni: 1@h\r\ncSEQ: 7\tINVITE\r\nm: <sip:1@h:5071>, <sip:2@h>\r\nl: 0\r\n\r\n"
    )
    found = request(text.encode())
    assert [fields.via(one).params["branch"] for one in found.all("via")] == ["z9hG4bK1", "z9hG4bK2"]
    who = fields.address(found.one("from"))
    assert (who.name, who.uri, who.params) == ('Ana, <911> "x"', "sip:1@h", {"tag": "a"})
    assert found.all("contact") == ["<sip:1@h:5071>", "<sip:2@h>"]
    assert found.cseq == 7


SERVICES = {
    "urn:service:sos": ("sos", ""),
    "urn:service:sos.police": ("sos.police", "police"),
    "URN:Service:SOS.ecall.automatic": ("sos.ecall.automa", "ecall.automatic"),
    "sip:911@psap.example.invalid": ("911", ""),
    "tel:107;phone-context=+54": ("107", "ambulance"),
    "sips:100@example.invalid:5061;user=phone": ("100", "fire"),
}


@pytest.mark.parametrize("uri", SERVICES)
def test_every_way_to_call_for_help_is_understood(uri: str) -> None:
    service = service_of(request(Caller(uri=uri).invite()))
    assert service is not None
    assert (service.line, service.kind) == SERVICES[uri]


def test_behind_a_gateway_the_service_stands_in_the_to_field() -> None:
    data = (
        Caller(uri="urn:service:sos.fire")
        .invite()
        .replace(b"INVITE urn:service:sos.fire", b"INVITE sip:psap@h")
    )
    service = service_of(request(data))
    assert service is not None
    assert service.kind == "fire"


def test_the_number_is_the_one_the_network_vouches_for() -> None:
    vouched = [
        "P-Asserted-Identity: <sip:anonymous@anonymous.invalid>",
        "P-Asserted-Identity: <tel:+54-11-5555-0909>",
    ]
    found = request(Caller().invite(more=[*vouched, "Accept-Language: pt-BR, es;q=0.5"]))
    service = service_of(found)
    assert service is not None
    told = invitation_of(found, "t", service, ())
    assert (told.number, told.language) == ("+541155550909", "pt-BR")
    hidden = request(Caller(number="anonymous").invite())
    assert invitation_of(hidden, "t", service, ()).number == ""


def test_references_are_kept_when_they_are_https_and_nothing_else() -> None:
    places = (
        "<https://lis.example.invalid/held/1>, <file:///etc/passwd>, <cid:x@y>, <http://169.254.169.254/>"
    )
    found = request(Caller().invite(more=[f"Geolocation: {places}"]))
    service = service_of(found)
    assert service is not None
    assert invitation_of(found, "t", service, ()).references == ("https://lis.example.invalid/held/1",)


BAD = {
    "CSeq: from 0 to 2147483647 and a method": ("CSeq: 1", "CSeq: 2147483648"),
    "CSeq: the method of the request": ("CSeq: 1 INVITE", "CSeq: 1 BYE"),
    "Call-ID: missing": ("Call-ID: ", "X-Id: "),
    "From: once": ("Max-Forwards: 70", "From: <sip:x@h>;tag=2"),
    "Request-Line: SIP/2.0 only": (" SIP/2.0\r\nVia", " SIP/3.0\r\nVia"),
    "header: a name and a colon": ("Max-Forwards: 70", "Max Forwards"),
    "Max-Forwards: no control characters": ("Max-Forwards: 70", "Max-Forwards: 7\x000"),
    "X-Y: at most 8192 characters": ("Max-Forwards: 70", "X-Y: " + "y" * 8193),
    "header: at most 200 fields": ("Max-Forwards: 70", "\r\n".join(["X: y"] * 201)),
    "Content-Length: once, from 0 to 262144": ("Max-Forwards: 70", "l: 5"),
    "Content-Length: more than the datagram holds": ("Content-Length: ", "Content-Length: 9"),
}


@pytest.mark.parametrize("why", BAD)
def test_8_what_is_wrong_is_named_with_its_limit(why: str) -> None:
    old, new = BAD[why]
    with pytest.raises(Malformed) as bad:
        read_datagram(Caller().invite().decode().replace(old, new, 1).encode())
    assert str(bad.value) == why


async def test_an_ack_that_cannot_be_read_is_never_answered() -> None:
    engine, caller = Ours(), Caller(to_tag="x")
    await engine.say(caller.ack().replace(b"Max-Forwards: 70", b"Max Forwards"))
    await engine.say(b"SIP/2.0 999 What\r\n\r\n")
    await engine.say(b"\x00\xff" * 40)
    assert engine.heard() == []
    assert len(engine.odd) == 3


async def test_a_transfer_that_is_taken_on_is_followed_by_how_it_goes() -> None:
    engine, caller = Ours(), Caller()
    engine.room.takes_transfers = True
    await engine.say(caller.located())
    engine.ring(caller.call_id)
    engine.answer(caller.call_id)
    caller.learn(engine.heard()[-1])
    await engine.say(caller.ack())
    await engine.say(caller.request("REFER", ["Refer-To: <sip:102@other-room.invalid>"]))
    accepted, notify = engine.heard()
    assert (accepted.status, engine.room.referrals) == (202, ["sip:102@other-room.invalid"])
    assert (notify.one("event"), notify.body) == ("refer", "SIP/2.0 100 Trying\r\n")
    await engine.say(notify.ok())
    engine.room.legs[0].notify("SIP/2.0 200 OK", last=True)
    (told,) = engine.heard()
    assert told.one("subscription-state").startswith("terminated")


async def test_another_path_of_the_same_invite_is_a_loop_and_no_second_call() -> None:
    engine, caller = Ours(), Caller()
    await engine.say(caller.located())
    await engine.say(caller.invite(branch="z9hG4bK-another-way"))
    assert [one.status for one in engine.heard()] == [100, 482]
    assert len(engine.calls()) == 1


async def test_a_ringing_call_is_spoken_of_again_and_everything_is_forgotten_at_the_end() -> None:
    engine, caller = Ours(), Caller()
    await engine.say(caller.located())
    engine.ring(caller.call_id)
    await engine.wait(50)
    assert [one.status for one in engine.heard()] == [100, 180, 180, 180, 180]
    await engine.say(caller.cancel())
    await engine.say(caller.ack(487))
    await engine.wait(100)
    assert engine.agent.legs == []
    assert engine.agent.timers.next_at is None
    assert not engine.agent._transactions
    assert not engine.agent._underway


def test_a_description_that_is_none_is_named_by_its_line() -> None:
    for text, why in (
        (SDP.replace("v=0", "v=1"), "SDP: v=0 first"),
        (SDP.replace("c=IN", "c IN"), "SDP: line 4 is no description"),
        (SDP.replace("m=audio 40000", "m=audio -1"), "SDP: m= with a port from 0 to 65535"),
        (SDP.partition("m=")[0], "SDP: no m= line"),
        (SDP.replace("c=IN IP4 127.0.0.9\r\n", ""), "SDP: no c= line"),
    ):
        with pytest.raises(BadSdp, match=why):
            read(text.encode())


def test_of_several_streams_the_first_audio_is_held_and_the_others_declined() -> None:
    offer = read((SDP + "m=video 40002 RTP/AVP 96\r\nm=audio 40004 RTP/AVP 0\r\n").encode())
    told = NoVoice("127.0.0.1").answer(derived("x"), offer, 1).decode()
    assert [line for line in told.split("\r\n") if line.startswith("m=")] == [
        "m=audio 9 RTP/AVP 8 0",
        "m=video 0 RTP/AVP 96",
        "m=audio 0 RTP/AVP 0",
    ]


@settings(max_examples=150, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 1500), st.binary(max_size=6)), max_size=4), st.integers(1, 400))
def test_whatever_is_changed_in_an_invite_it_is_read_or_refused(
    changes: list[tuple[int, bytes]], step: int
) -> None:
    data = bytearray(Caller("TCP").located())
    for at, what in changes:
        data[at : at + len(what)] = what
    stream = Stream()
    for begin in range(0, len(data), step):
        for found in stream.feed(bytes(data[begin : begin + step])):
            if isinstance(found, Request):
                with suppress(BadBody):
                    parts_of(found)
                    service_of(found)
