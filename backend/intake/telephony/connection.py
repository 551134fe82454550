"""The two ends of a socket: datagrams, and connections that lose patience, say so and hang up."""

import asyncio
import contextlib
import socket
from typing import Protocol, cast

from backend.intake.telephony.flow import Flow
from backend.intake.telephony.framing import PONG, Stream
from backend.intake.telephony.message import Malformed, Request, Response
from backend.intake.telephony.peers import Peers

HALF_MESSAGE_S = 10.0
"""How long a message may take to arrive once it has begun."""
LARGEST_BACKLOG = 4 * 1024 * 1024
"""Bytes that wait for a peer which does not read; more, and it is cut."""
LINGER_S = 0.5
HANG_UP_S = 2.0
"""How long a peer that was hung up on may go on sending; nothing of it is heard."""


class Port(Protocol):
    """The listening address that they belong to."""

    peers: Peers

    def joined(self, connection: "Connection") -> int:
        """Give a connection its number; 0 when there are too many."""
        ...

    def left(self, key: int) -> None:
        """Nothing more can be sent by a connection."""
        ...

    def closed(self, connection: "Connection") -> None:
        """A connection is closed."""
        ...

    def datagram(self, data: bytes, host: str, port: int) -> None:
        """Take a datagram."""
        ...

    def take(self, message: Request | Response | Malformed, flow: Flow) -> None:
        """Take a message, or what cannot be read."""
        ...


class Datagrams(asyncio.DatagramProtocol):
    """The UDP half."""

    def __init__(self, port: Port) -> None:
        self._port = port
        self.gone = asyncio.Event()

    def connection_lost(self, exc: Exception | None) -> None:
        """The socket is closed."""
        self.gone.set()

    def datagram_received(self, data: bytes, addr: tuple[str, int]) -> None:
        """Take one datagram."""
        self._port.datagram(data, addr[0], addr[1])


class Connection(asyncio.Protocol):
    """One TCP connection."""

    def __init__(self, port: Port) -> None:
        self._port = port
        self._stream = Stream()
        self._transport: asyncio.Transport | None = None
        self._patience: asyncio.TimerHandle | None = None
        self._key = 0
        self._gone = asyncio.Event()
        self._deaf = False
        self.place = ("", 0)
        self.spoke = False
        """Whether a whole message that can be read has come."""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Let in who may speak."""
        # Not asked with isinstance: uvloop's transports are none of asyncio's by descent.
        self._transport = cast(asyncio.Transport, transport)
        peer = transport.get_extra_info("peername") or ("", 0)
        self.place = (peer[0], peer[1])
        self._key = self._port.joined(self) if self._port.peers.admits(peer[0]) else 0
        if not self._key:
            self._transport.abort()
            return
        made = transport.get_extra_info("socket")
        if made is not None:
            made.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)

    def connection_lost(self, exc: Exception | None) -> None:
        """Forget it; calls go on, over another one."""
        self._expect(None)
        self._port.left(self._key)
        self._port.closed(self)
        self._gone.set()

    def data_received(self, data: bytes) -> None:
        """Take a piece."""
        if self._deaf:
            return
        flow = Flow(transport="tcp", host=self.place[0], port=self.place[1], key=self._key)
        for message in self._stream.feed(data):
            self.spoke = self.spoke or not isinstance(message, Malformed)
            self._expect(None)  # what goes on from here is another message
            self._port.take(message, flow)
        if self._stream.pings:
            self.write(PONG)  # one answers them all: who sends nothing else must not cost a write each
            self._stream.pings = 0
        if self._stream.broken:
            self.hang_up()
        if not self._deaf:
            self._expect(HALF_MESSAGE_S if self._stream.halfway else None)

    def write(self, data: bytes) -> None:
        """Send; a peer that does not read is cut."""
        if self._deaf or self._transport is None or self._transport.is_closing():
            return
        self._transport.write(data)
        if self._transport.get_write_buffer_size() > LARGEST_BACKLOG:
            self._transport.abort()

    def hang_up(self) -> None:
        """Say no more, and close a moment later.

        Closed at once, with bytes unread, the system would take back the answer that is still on its way.
        """
        if self._deaf or self._transport is None or self._transport.is_closing():
            return
        self._deaf = True
        self._expect(None)
        self._port.left(self._key)
        self._transport.write_eof()
        self._patience = asyncio.get_running_loop().call_later(HANG_UP_S, self._transport.close)

    def abort(self) -> None:
        """Close it at once."""
        self._deaf = True
        if self._transport is not None:
            self._transport.abort()

    async def end(self) -> None:
        """Close it for good; what a peer does not read in a moment it will not read."""
        if self._transport is None:
            return
        self._transport.close()
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(LINGER_S):
                await self._gone.wait()
        self._transport.abort()

    def _expect(self, seconds: float | None) -> None:
        """Wait for the rest of a message that has begun; a byte more does not prolong the wait."""
        if seconds is None:
            if self._patience is not None:
                self._patience.cancel()
                self._patience = None
        elif self._patience is None:
            self._patience = asyncio.get_running_loop().call_later(seconds, self._too_slow)

    def _too_slow(self) -> None:
        bad = Malformed("message: no end within 10 s")
        self._port.take(bad, Flow(transport="tcp", host=self.place[0], port=self.place[1], key=self._key))
        self.hang_up()
