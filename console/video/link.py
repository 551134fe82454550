"""One tile's connection to the relay, run by the reader's loop."""

from __future__ import annotations

import asyncio
import contextlib
import ipaddress
import ssl
from collections.abc import Callable
from typing import cast
from urllib.parse import urlsplit

from console.video.lane import Coded
from domain.clock import Clock
from rtsp.client import ClientSession, Control, Event, Media, Playing
from rtsp.errors import StreamError
from rtsp.h264 import START
from rtsp.pictures import PictureBuilder
from rtsp.rtp import SampleClock, ahead, parse_rtp, parse_sender_report

CONNECT_S = 3.0
ASK_S = 1.5
SILENT_S = 4.0
"""Seconds without any byte, answers to our questions among them, until the connection counts as dead."""

OnPicture = Callable[[Coded, int], None]


class Link(asyncio.Protocol):
    """A stream from its URL to `on_picture(coded, ticks)`, with the RTP ticks since the last picture.

    `run()` returns the code of the reason why the stream ended.
    """

    def __init__(
        self, url: str, tls: ssl.SSLContext, clock: Clock, token: Callable[[], str], on_picture: OnPicture
    ) -> None:
        parts = urlsplit(url)
        self._host, self._port, self._encrypted = (
            parts.hostname or "",
            parts.port or 0,
            parts.scheme == "rtsps",
        )
        self._session = ClientSession(url, None, token, encrypted=self._encrypted)
        self._tls = tls
        self._clock = clock
        self._on_picture = on_picture
        self._transport: asyncio.Transport | None = None
        self._ended: asyncio.Future[str] = asyncio.get_running_loop().create_future()
        self._settled: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._builder: PictureBuilder | None = None
        self._codec = ""
        self._parameters = b""
        self._samples = SampleClock()
        self._stamp: tuple[int, int] | None = None
        self._heard = 0.0

    async def run(self) -> str:
        """Connect, play and stay until the stream ends."""
        try:
            async with asyncio.timeout(CONNECT_S):
                await self._connect()
                await self._settled
            return await self._stay()
        except TimeoutError:
            return "video.timeout"
        except ssl.SSLError:
            return "video.certificate"
        except OSError:
            return "video.unreachable"
        finally:
            if self._transport is not None:
                self._transport.abort()

    async def _connect(self) -> None:
        if not self._encrypted and not _is_loopback(self._host):
            raise ssl.SSLError("plain")  # pictures leave a machine encrypted or not at all
        tls, name = (self._tls, self._host) if self._encrypted else (None, None)
        loop = asyncio.get_running_loop()
        await loop.create_connection(lambda: self, self._host, self._port, ssl=tls, server_hostname=name)

    async def _stay(self) -> str:
        while not self._ended.done():
            await asyncio.wait((self._ended,), timeout=ASK_S)
            if self._clock.monotonic() - self._heard > SILENT_S:
                return "video.silent"
            self._session.keep_alive()
            self._flush()
        return self._ended.result()

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Ask for the stream."""
        transport = cast(asyncio.Transport, transport)  # uvloop's is one in all but name
        self._transport = transport
        self._heard = self._clock.monotonic()
        self._session.start()
        self._flush()

    def _flush(self) -> None:
        outgoing = self._session.outgoing()
        if outgoing and self._transport is not None and not self._transport.is_closing():
            self._transport.write(outgoing)

    def data_received(self, data: bytes) -> None:
        """Turn bytes into coded pictures."""
        self._heard = self._clock.monotonic()
        try:
            for event in self._session.feed(data):
                self._event(event)
        except StreamError as error:
            self._end(error.code)
            return
        self._flush()

    def connection_lost(self, exc: Exception | None) -> None:
        """The relay let go."""
        self._end("video.closed")

    def _end(self, code: str) -> None:
        if not self._ended.done():
            self._ended.set_result(code)
        self._settle()

    def _settle(self) -> None:
        if not self._settled.done():
            self._settled.set_result(None)

    def _event(self, event: Event) -> None:
        if isinstance(event, Playing):
            self._builder = PictureBuilder(event.track.codec)
            self._codec = event.track.codec
            self._parameters = b"".join(START + each for each in event.track.parameters)
            self._settle()
        elif isinstance(event, Control):
            report = parse_sender_report(event.data)
            if report is not None:
                self._samples.learn(report)
        elif isinstance(event, Media) and self._builder is not None:
            self._media(self._builder, event.data)

    def _media(self, builder: PictureBuilder, data: bytes) -> None:
        for picture in builder.feed(parse_rtp(data)):
            before, self._stamp = self._stamp, (picture.ssrc, picture.timestamp)
            same = before is not None and before[0] == picture.ssrc
            ticks = ahead(picture.timestamp, before[1]) if before is not None and same else 0
            stream = picture.annex_b()
            if picture.key and not builder.has_parameters(picture):
                stream = self._parameters + stream
            whole = picture.whole and (picture.key or picture.follows)
            captured = self._samples.wall(picture.timestamp, picture.ssrc)
            coded = Coded(stream, picture.key, whole, self._codec, captured, self._heard)
            self._on_picture(coded, ticks)


def _is_loopback(host: str) -> bool:
    with contextlib.suppress(ValueError):
        return ipaddress.ip_address(host).is_loopback
    return host == "localhost"
