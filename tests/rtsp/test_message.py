"""Messages and packets are found in any stream of bytes, and nothing is taken beyond its limit."""

from __future__ import annotations

import contextlib
import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rtsp.errors import StreamError
from rtsp.message import MAX_HEAD, Interleaved, Message, Parser, Request, Response, interleave

WIRE = (
    Request("DESCRIBE", "rtsp://127.0.0.1/a", {"cseq": "1"}).encode()
    + interleave(0, b"\x80" * 40)
    + Response(200, headers={"cseq": "1"}, body=b"v=0\r\n").encode()
    + b"\r\n"
    + interleave(1, b"")
)


def shapes(messages: list[Message]) -> list[object]:
    return [
        (each.channel, each.data) if isinstance(each, Interleaved) else (type(each).__name__, each.body)
        for each in messages
    ]


@given(st.lists(st.integers(1, len(WIRE) - 1), max_size=12))
def test_however_the_network_cuts_it_the_same_messages_come_out(cuts: list[int]) -> None:
    parser, found = Parser(), []
    edges = [0, *sorted(cuts), len(WIRE)]
    for start, end in itertools.pairwise(edges):
        found += parser.feed(WIRE[start:end])
    expected = [("Request", b""), (0, b"\x80" * 40), ("Response", b"v=0\r\n"), (1, b"")]
    assert shapes(found) == expected
    assert parser.held == 0


@given(st.binary(max_size=400))
def test_any_bytes_are_read_or_refused_and_nothing_else_happens(data: bytes) -> None:
    with contextlib.suppress(StreamError):
        list(Parser().feed(data))


@pytest.mark.parametrize(
    ("wire", "code"),
    [
        (b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n", "rtsp.protocol"),
        (b"#EXTM3U\n#EXT-X-VERSION:3\nfile:///etc/passwd\n", "rtsp.protocol"),
        (b"RTSP/1.0 200 OK\r\n" + b"A: b\r\n" * 70 + b"\r\n", "rtsp.head_length"),
        (b"RTSP/1.0 200 OK\r\nX: " + b"y" * MAX_HEAD, "rtsp.head_length"),
        (b"RTSP/1.0 200 OK\r\nContent-Length: 999999999\r\n\r\n", "rtsp.body_length"),
        (b"RTSP/1.0 200 OK\r\nContent-Length: -1\r\n\r\n", "rtsp.protocol"),
        (b"RTSP/1.0 200 OK\r\nno colon\r\n\r\n", "rtsp.protocol"),
    ],
)
def test_what_is_no_rtsp_is_refused(wire: bytes, code: str) -> None:
    with pytest.raises(StreamError) as refused:
        list(Parser().feed(wire))
    assert refused.value.code == code


def test_a_packet_longer_than_its_limit_is_refused_before_it_is_stored() -> None:
    parser = Parser(max_interleaved=2000)
    with pytest.raises(StreamError, match=r"rtsp\.interleaved_length"):
        list(parser.feed(b"$\0\xff\xff"))
