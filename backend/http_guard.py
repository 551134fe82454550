"""What one connection may cost: heads, fragments and waiting have an end, whoever is at the other side.

uvicorn waits for ever for the end of a request and takes a head of any size: some thousand half requests
would keep every desk and every panic button out.
"""

import asyncio
import contextlib

import msgspec
from uvicorn.protocols.http.httptools_impl import STATUS_LINE, HttpToolsProtocol
from uvicorn.protocols.websockets.websockets_sansio_impl import WebSocketsSansIOProtocol
from websockets.frames import CloseCode, Frame

HANDSHAKE_S = 5.0
"""Seconds for the TLS handshake."""
HEAD_S = 5.0
"""Seconds for the head of a request, counted from the connection's beginning or the head's own first byte."""
REQUEST_S = 20.0
"""Seconds for all of a request: 256 kB over a bad radio link."""
LARGEST_HEAD = 16 * 1024
LONGEST_HEADER = 8 * 1000
"""Bytes of one header: websockets takes lines of up to 8 KiB, and says nothing about a longer one."""
MOST_HEADERS = 100
MOST_FRAGMENTS = 1024
"""Pieces of one message: empty ones would never reach the limit of its size."""
LINGER_S = 2.0
"""Seconds that an ended connection has for what was still to be sent."""


class GuardedHttp(HttpToolsProtocol):
    """HTTP that loses patience, says so and hangs up."""

    _deadline: asyncio.TimerHandle | None = None
    _in_head = False
    _head = 0
    _refused = False

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Wait some seconds for a first request."""
        super().connection_made(transport)
        self._expect(HEAD_S)

    def connection_lost(self, exc: Exception | None) -> None:
        """Wait for nothing more."""
        self._expect(None)
        super().connection_lost(exc)

    def data_received(self, data: bytes) -> None:
        """Read on; a head that began in an earlier piece and is still not complete counts by its bytes."""
        if self._refused:
            return
        began_earlier = self._in_head
        super().data_received(data)
        if began_earlier and self._in_head:
            self._head += len(data)
            if self._head > LARGEST_HEAD:
                self._refuse(431, "head.too_large")

    def on_message_begin(self) -> None:
        """A request begins."""
        super().on_message_begin()
        self._in_head, self._head = True, 0
        self._expect(HEAD_S)

    def on_headers_complete(self) -> None:
        """Go on only with a head of decent size."""
        self._in_head = False
        sizes = [len(name) + len(value) for name, value in self.headers]
        if (
            len(sizes) > MOST_HEADERS
            or max([len(self.url), *sizes]) > LONGEST_HEADER
            or len(self.url) + sum(sizes) > LARGEST_HEAD
        ):
            self._refuse(431, "head.too_large")
            return
        self._expect(REQUEST_S)
        super().on_headers_complete()

    def on_body(self, body: bytes) -> None:
        """Take a piece of a body, unless its head was refused."""
        if not self._refused:
            super().on_body(body)

    def on_message_complete(self) -> None:
        """The request is here: now it is for us to be quick."""
        self._expect(None)
        if not self._refused:
            super().on_message_complete()

    def handle_websocket_upgrade(self) -> None:
        """Hand over to the line, which has a patience of its own."""
        self._expect(None)
        if not self._refused:
            super().handle_websocket_upgrade()

    def _expect(self, seconds: float | None) -> None:
        """Set when patience ends; None: it does not."""
        if self._deadline is not None:
            self._deadline.cancel()
        self._deadline = (
            None if seconds is None else self.loop.call_later(seconds, self._refuse, 408, "request.too_slow")
        )

    def _refuse(self, status: int, code: str) -> None:
        self._expect(None)
        self._refused = True
        if not self.transport.is_closing():
            body = msgspec.json.encode({"code": code})
            head = b"content-type: application/json\r\ncontent-length: %d\r\nconnection: close\r\n\r\n"
            self.transport.write(STATUS_LINE[status] + head % len(body) + body)
            self.transport.close()
        self.loop.call_later(LINGER_S, _let_go, self.transport)


class GuardedLine(WebSocketsSansIOProtocol):
    """A desk's line that cannot be kept half open, filled with nothing, or left hanging."""

    _given_up = False

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Wait some seconds for a handshake that can be read."""
        super().connection_made(transport)
        self.loop.call_later(HEAD_S, self._no_handshake)

    def handle_cont(self, event: Frame) -> None:
        """Take a fragment; too many end the line as too much does."""
        if self._given_up:
            return
        if len(self.frames) < MOST_FRAGMENTS:
            super().handle_cont(event)
            return
        self._given_up = True
        self.frames = []
        self.conn.fail(CloseCode.MESSAGE_TOO_BIG, f"at most {MOST_FRAGMENTS} fragments")
        self.handle_parser_exception()

    def handle_ping(self) -> None:
        """Answer, unless the answers pile up: who pings and does not read wants our memory."""
        if self.writable.is_set():
            super().handle_ping()
        else:
            self.transport.abort()

    def on_task_complete(self, task: asyncio.Task[None]) -> None:
        """The conversation is over; a peer that does not read the last of it cannot keep the socket."""
        super().on_task_complete(task)
        self.loop.call_later(LINGER_S, _let_go, self.transport)

    def _no_handshake(self) -> None:
        if not self.handshake_initiated:
            _let_go(self.transport)


def _let_go(transport: asyncio.Transport) -> None:
    """Abort a connection that may be lost already: asyncio's TLS takes that amiss in Python 3.11.2."""
    with contextlib.suppress(AttributeError):
        transport.abort()
