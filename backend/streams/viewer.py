"""One viewer's connection to the relay: its ticket, its stream, and what happens when it is slow."""

from __future__ import annotations

import asyncio
import socket
from collections.abc import Callable
from typing import Protocol, cast

from domain.clock import Clock
from rtsp.errors import StreamError
from rtsp.sdp import Track
from rtsp.server import Feedback, ServerSession, Wish

INTRODUCE_S = 5.0
"""Seconds a connection may take to show its ticket and play."""
HIGH_BYTES, LOW_BYTES = 256 * 1024, 32 * 1024
"""Unsent bytes above which a viewer gets no more, and below which it goes on, at a key frame."""
CUT_S = 10.0
SOCKET_BYTES = 256 * 1024
"""The system's own buffer; its default would hide half a minute of old pictures."""


class Stream(Protocol):
    """The camera's side of a viewer."""

    @property
    def track(self) -> Track | None:
        """What is sent."""
        ...

    def welcome(self, viewer: Viewer) -> None:
        """Begin to send pictures to a viewer."""
        ...

    def dismiss(self, viewer: Viewer) -> None:
        """Send no more."""
        ...


class Tally:
    """What the relay counts, since its start."""

    def __init__(self) -> None:
        self.bytes_sent = 0
        self.conflated = 0
        self.cut = 0
        self.refused = 0


class Door(Protocol):
    """What a viewer's connection asks of the relay."""

    def came(self, viewer: Viewer) -> None:
        """Take in a connection that stands; there may be one too many."""
        ...

    def enter(self, viewer: Viewer, token: str) -> Stream:
        """Redeem a ticket; raises rtsp.server.Refusal."""
        ...

    def left(self, viewer: Viewer) -> None:
        """Forget a connection."""
        ...


class Viewer(asyncio.Protocol):
    """A connection that may look at one camera, once, after its ticket."""

    def __init__(self, door: Door, clock: Clock, token: Callable[[], str], tally: Tally) -> None:
        self._door = door
        self._clock = clock
        self._tally = tally
        self._session = ServerSession(self._describe, token)
        self._transport: asyncio.Transport | None = None
        self._stream: Stream | None = None
        self._timer: asyncio.TimerHandle | None = None
        self._slow_since: float | None = None
        self._skipping = False
        self.playing = False
        self.name = ""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Give the stranger a short time to introduce itself."""
        transport = cast(asyncio.Transport, transport)  # uvloop's is one in all but name
        self._transport = transport
        transport.set_write_buffer_limits(high=HIGH_BYTES)
        plain = transport.get_extra_info("socket")
        if plain is not None:
            plain.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, SOCKET_BYTES)
        self._timer = asyncio.get_running_loop().call_later(INTRODUCE_S, self._too_long)
        self._door.came(self)

    def _too_long(self) -> None:
        if not self.playing:
            self._tally.refused += 1
            self.end()

    def _describe(self, path: str) -> Track:
        if self._stream is None:
            self._stream = self._door.enter(self, path)
        assert self._stream.track is not None
        return self._stream.track

    def data_received(self, data: bytes) -> None:
        """Answer the viewer."""
        try:
            for wish in self._session.feed(data):
                self._answer()
                self._obey(wish)
        except StreamError:
            self._tally.refused += 1
            self.end()
            return
        self._answer()

    def _answer(self) -> None:
        outgoing = self._session.outgoing()
        if outgoing and self._transport is not None:
            self._transport.write(outgoing)

    def _obey(self, wish: Wish | Feedback) -> None:
        if self._stream is None:
            return
        if wish is Wish.PLAY and not self.playing:
            self.playing = True
            self._stream.welcome(self)
        elif wish is Wish.PAUSE and self.playing:
            self.playing = False
            self._stream.dismiss(self)
        elif wish is Wish.END:
            self.end()

    def send(self, wire: bytes, *, key: bool) -> None:
        """Send one picture, unless the viewer is behind: then skip to the next key frame it has room for."""
        if self._transport is None or self._transport.is_closing():
            return
        unsent = self._transport.get_write_buffer_size()
        may_go_on = key and unsent < LOW_BYTES
        if unsent > HIGH_BYTES or (self._skipping and not may_go_on):
            self._skip()
            return
        self._skipping, self._slow_since = False, None
        self._tally.bytes_sent += len(wire)
        self._transport.write(wire)

    def _skip(self) -> None:
        self._skipping = True
        self._tally.conflated += 1
        now = self._clock.monotonic()
        self._slow_since = self._slow_since or now
        if now - self._slow_since > CUT_S:
            self._tally.cut += 1
            self.end()

    def end(self) -> None:
        """Close at once."""
        if self._transport is not None:
            self._transport.abort()

    def connection_lost(self, exc: Exception | None) -> None:
        """Leave the stream and the relay."""
        if self._timer is not None:
            self._timer.cancel()
        if self._stream is not None:
            self._stream.dismiss(self)
        self._door.left(self)
