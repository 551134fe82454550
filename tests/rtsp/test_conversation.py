"""Viewer and camera talk with one another without any socket, and the viewer follows nobody elsewhere."""

from __future__ import annotations

import pytest

from rtsp.client import ClientSession, Event, Media, Playing
from rtsp.digest import Challenger, Credentials
from rtsp.errors import StreamError
from rtsp.message import Response, interleave
from rtsp.rtp import RtpPacket, SampleClock, SenderReport, ahead, parse_rtp, parse_sender_report
from rtsp.sdp import Track, parse_sdp, write_sdp
from rtsp.server import Refusal, ServerSession, Wish

TRACK = Track("H264", 96, "video", (b"\x67sps", b"\x68pps"))


def talk(viewer: ClientSession, camera: ServerSession) -> tuple[list[Event], list[object]]:
    """Carry bytes to and fro until both are silent."""
    events: list[Event] = []
    wishes: list[object] = []
    viewer.start()
    while request := viewer.outgoing():
        wishes += camera.feed(request)
        events += viewer.feed(camera.outgoing())
    return events, wishes


def camera(account: Credentials | None = None) -> ServerSession:
    def describe(path: str) -> Track:
        if path != "camara/1":
            raise Refusal(404)
        return TRACK

    challenger = None if account is None else Challenger(account, lambda: "nonce")
    return ServerSession(describe, lambda: "session-1", challenger)


def viewer(account: Credentials | None = None, path: str = "camara/1") -> ClientSession:
    return ClientSession(f"rtsp://127.0.0.1:8554/{path}", account, lambda: "cnonce")


def test_a_viewer_with_the_password_sees_the_stream(canary: str) -> None:
    account = Credentials("relay", canary)
    look = viewer(account)
    events, wishes = talk(look, camera(account))
    assert events == [Playing(TRACK)]
    assert wishes == [Wish.PLAY]
    assert list(look.feed(interleave(0, b"packet"))) == [Media(b"packet")]


def test_a_wrong_password_is_not_tried_twice(canary: str) -> None:
    with pytest.raises(StreamError, match=r"camera\.unauthorized"):
        talk(viewer(Credentials("relay", "wrong")), camera(Credentials("relay", canary)))


def test_an_unknown_path_is_named_so() -> None:
    with pytest.raises(StreamError, match=r"camera\.not_found"):
        talk(viewer(path="nothing"), camera())


@pytest.mark.parametrize(
    ("response", "code"),
    [
        (Response(302, headers={"location": "rtsp://169.254.169.254/"}), "camera.redirect"),
        (Response(200, headers={"content-type": "application/vnd.apple.mpegurl"}), "camera.not_a_camera"),
        (
            Response(200, headers={"content-type": "application/sdp"}, body=b"#EXTM3U\n"),
            "camera.not_a_camera",
        ),
        (Response(200, body=b"v=0\r\nm=audio 0 RTP/AVP 0\r\n"), "camera.no_video"),
        (Response(503), "camera.refused"),
    ],
)
def test_what_is_no_stream_is_refused_with_its_reason(response: Response, code: str) -> None:
    look = viewer()
    look.start()
    look.outgoing()
    response.headers["cseq"] = "1"
    with pytest.raises(StreamError) as refused:
        list(look.feed(response.encode()))
    assert refused.value.code == code
    assert look.outgoing() == b""


def test_a_stream_cannot_be_set_up_before_it_is_described_nor_played_without_a_session() -> None:
    served = camera()
    list(served.feed(b"SETUP rtsp://h/camara/1/video RTSP/1.0\r\nCSeq: 1\r\nTransport: RTP/AVP/TCP\r\n\r\n"))
    assert b" 455 " in served.outgoing()
    assert list(served.feed(b"PLAY rtsp://h/camara/1 RTSP/1.0\r\nCSeq: 2\r\n\r\n")) == []
    assert b" 454 " in served.outgoing()


def test_a_description_survives_its_own_writing() -> None:
    assert parse_sdp(write_sdp(TRACK)) == TRACK


def test_packets_survive_and_padding_extension_and_sources_are_taken_off() -> None:
    packet = RtpPacket(96, True, 65535, 0xFFFFFFFF, 7, b"data")
    assert parse_rtp(packet.encode()) == packet
    wire = bytearray(packet.encode()[:12])
    wire[0] |= 0x20 | 0x10 | 0x01
    wire += b"srce" + b"\xbe\xde\0\1" + b"extn" + b"data" + b"\0\0\3"
    assert parse_rtp(bytes(wire)).payload == b"data"
    for broken in (b"", b"\x80" * 11, bytes((0x90, 96)) + bytes(10), bytes((0xA0, 96)) + bytes(9) + b"\xff"):
        with pytest.raises(StreamError, match=r"rtp\.packet"):
            parse_rtp(broken)


def test_a_sender_report_dates_pictures_across_the_wrap_of_the_clock() -> None:
    report = SenderReport(7, 1_795_000_000_123_456, 0xFFFFFF00)
    read = parse_sender_report(report.encode())
    assert read is not None
    assert abs(read.wall - report.wall) <= 1
    clock = SampleClock()
    clock.learn(read)
    later = clock.wall((0xFFFFFF00 + 90_000) & 0xFFFFFFFF, 7)
    assert later is not None
    assert abs(later - report.wall - 1_000_000) <= 1
    assert clock.wall(0, 8) is None
    assert ahead(5, 0xFFFFFFFB) == 10
