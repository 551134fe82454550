"""A viewer that is slow gets key frames or is cut, and holds up nobody."""

from __future__ import annotations

import asyncio
from typing import Any
from uuid import UUID

import pytest

from backend.streams.viewer import CUT_S, HIGH_BYTES, LOW_BYTES, Tally, Viewer
from domain.clock import ManualClock
from rtsp.sdp import Track
from rtsp.server import Refusal


class Wire(asyncio.Transport):
    """A transport whose unsent bytes are set by the test."""

    def __init__(self) -> None:
        super().__init__()
        self.unsent = 0
        self.sent: list[bytes] = []
        self.aborted = False

    def set_write_buffer_limits(self, high: int | None = None, low: int | None = None) -> None:
        pass

    def get_write_buffer_size(self) -> int:
        return self.unsent

    def get_extra_info(self, name: str, default: Any = None) -> Any:
        return default

    def write(self, data: Any) -> None:
        self.sent.append(bytes(data))

    def is_closing(self) -> bool:
        return self.aborted

    def abort(self) -> None:
        self.aborted = True


class Door:
    """Opens for one word."""

    def __init__(self) -> None:
        self.track: Track | None = Track("H264", 96)
        self.watching: set[Viewer] = set()
        self.camera = UUID(int=1)

    def enter(self, viewer: Viewer, token: str) -> Door:
        if token != "good":
            raise Refusal(403)
        return self

    def came(self, viewer: Viewer) -> None:
        pass

    def left(self, viewer: Viewer) -> None:
        self.watching.discard(viewer)

    def welcome(self, viewer: Viewer) -> None:
        self.watching.add(viewer)

    def dismiss(self, viewer: Viewer) -> None:
        self.watching.discard(viewer)


def request(method: str, number: int, more: str = "") -> bytes:
    return f"{method} rtsp://h/good RTSP/1.0\r\nCSeq: {number}\r\n{more}\r\n".encode()


@pytest.fixture
def clock() -> ManualClock:
    return ManualClock()


@pytest.fixture
async def playing(clock: ManualClock) -> tuple[Viewer, Wire, Tally, Door]:
    door, tally, wire = Door(), Tally(), Wire()
    viewer = Viewer(door, clock, lambda: "session", tally)
    viewer.connection_made(wire)
    viewer.data_received(request("DESCRIBE", 1))
    viewer.data_received(request("SETUP", 2, "Transport: RTP/AVP/TCP;unicast;interleaved=0-1\r\n"))
    viewer.data_received(request("PLAY", 3, "Session: session\r\n"))
    assert door.watching == {viewer}
    wire.sent.clear()
    return viewer, wire, tally, door


async def test_a_slow_viewer_skips_to_the_next_key_frame_it_has_room_for(
    playing: tuple[Viewer, Wire, Tally, Door],
) -> None:
    viewer, wire, tally, _ = playing
    viewer.send(b"delta-1", key=False)
    wire.unsent = HIGH_BYTES + 1
    viewer.send(b"delta-2", key=False)
    viewer.send(b"key-too-early", key=True)
    wire.unsent = LOW_BYTES - 1
    viewer.send(b"delta-3", key=False)
    viewer.send(b"key", key=True)
    viewer.send(b"delta-4", key=False)
    assert wire.sent == [b"delta-1", b"key", b"delta-4"]
    assert tally.conflated == 3


async def test_a_viewer_that_stays_slow_is_cut(
    playing: tuple[Viewer, Wire, Tally, Door], clock: ManualClock
) -> None:
    viewer, wire, tally, door = playing
    wire.unsent = HIGH_BYTES + 1
    viewer.send(b"a", key=True)
    clock.advance(CUT_S)
    viewer.send(b"b", key=True)
    assert not wire.aborted
    clock.advance(0.1)
    viewer.send(b"c", key=True)
    assert wire.aborted
    assert tally.cut == 1
    viewer.connection_lost(None)
    assert door.watching == set()


async def test_a_stranger_who_breaks_the_protocol_is_shown_out(clock: ManualClock) -> None:
    tally, wire = Tally(), Wire()
    viewer = Viewer(Door(), clock, lambda: "session", tally)
    viewer.connection_made(wire)
    viewer.data_received(b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03 no RTSP at all \r\n\r\n")
    assert wire.aborted
    assert tally.refused == 1
    viewer.connection_lost(None)


async def test_a_stranger_without_a_ticket_gets_nothing(clock: ManualClock) -> None:
    door, wire = Door(), Wire()
    viewer = Viewer(door, clock, lambda: "session", Tally())
    viewer.connection_made(wire)
    viewer.data_received(request("DESCRIBE", 1).replace(b"good", b"guess"))
    assert b"403 Forbidden" in wire.sent[-1]
    viewer.data_received(request("SETUP", 2, "Transport: RTP/AVP/TCP;interleaved=0-1\r\n"))
    viewer.data_received(request("PLAY", 3, "Session: session\r\n"))
    assert b"454" in wire.sent[-1]
    assert door.watching == set()
    viewer.connection_lost(None)
