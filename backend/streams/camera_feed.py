"""One camera's pull: connect, prove, play, watch, and again after a growing pause."""

from __future__ import annotations

import asyncio
import ipaddress
import random
import socket
import ssl
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Protocol, cast

from backend.streams.gate import AddressRefused, CameraAddress, Network, admit, parse_address
from backend.streams.group import LastGroup
from backend.streams.health import CameraHealth, Health
from backend.streams.messages import Source
from domain.clock import Clock
from rtsp.client import ClientSession, Control, Event, Media, Playing
from rtsp.digest import Credentials
from rtsp.errors import StreamError
from rtsp.message import interleave
from rtsp.pictures import PictureBuilder
from rtsp.rtp import parse_rtp, parse_sender_report
from rtsp.sdp import Track

CONNECT_S = 5.0
FIRST_PAUSE_S, LAST_PAUSE_S = 1.0, 30.0
SETTLED_S = 10.0
"""A stream that ran this long begins its pauses anew."""
WATCH_S = 0.25
BELIEVABLE = (-250_000, 1_000_000)
"""Microseconds between a camera's clock and ours, at its first report, for its latency to mean anything."""


def pause_after(tries: int) -> float:
    """Return seconds to wait before the next try: one second a few times, then doubling to thirty."""
    return min(LAST_PAUSE_S, FIRST_PAUSE_S * 2.0 ** max(0, min(tries, 20) - 2))


class Audience(Protocol):
    """Who is told of a camera's pictures and state."""

    def picture(self, wire: bytes, *, key: bool) -> None:
        """Take one picture's interleaved bytes."""
        ...

    def report(self, wire: bytes) -> None:
        """Take a sender report's interleaved bytes."""
        ...

    def track_changed(self) -> None:
        """The camera now sends something else: viewers must ask anew."""
        ...

    def state(self, health: Health) -> None:
        """Take a changed state."""
        ...


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What every feed of a worker shares."""

    clock: Clock
    rng: random.Random
    token: Callable[[], str]
    networks: Sequence[Network]
    connects: asyncio.Semaphore
    camera_tls: ssl.SSLContext


class CameraFeed:
    """Keeps one camera's stream running; `run()` never returns and is ended by cancelling."""

    def __init__(self, source: Source, around: Surroundings, audience: Audience, delay_s: float) -> None:
        self.source = source
        self.track: Track | None = None
        self.group = LastGroup()
        self.last_report = b""
        self.lost = 0
        self.bad = 0
        self.pictures = 0
        self.health = CameraHealth()
        self._around = around
        self._audience = audience
        self._delay_s = delay_s
        self._builder: PictureBuilder | None = None
        self._trusted: bool | None = None

    async def run(self) -> None:
        """Pull for ever."""
        clock, tries = self._around.clock, 0
        await asyncio.sleep(self._delay_s)
        while True:
            began = clock.monotonic()
            try:
                await self._once()
            except (StreamError, AddressRefused) as error:
                self._tell(self.health.lost(clock.now(), error.code, dict(error.params)))
                if error.code.startswith("camera.address_") and error.code != "camera.address_name":
                    return  # an address that is refused stays refused until it is changed
            except TimeoutError:
                self._tell(self.health.lost(clock.now(), "camera.timeout"))
            except ssl.SSLError:
                self._tell(self.health.lost(clock.now(), "camera.certificate"))
            except OSError:  # its text may name the address: the code says enough
                self._tell(self.health.lost(clock.now(), "camera.unreachable"))
            self._forget()
            if clock.monotonic() - began > SETTLED_S:
                tries = 0
            await asyncio.sleep(pause_after(tries) * self._around.rng.uniform(0.7, 1.0))
            tries += 1

    async def _once(self) -> None:
        source = self.source
        address = parse_address(source.address, self._around.networks)
        link = _Link(self, self._session(address, source))
        try:
            async with self._around.connects, asyncio.timeout(CONNECT_S):
                await self._connect(address, link)
                await link.playing
            await self._watch(link)
        finally:
            link.close()

    def _session(self, address: CameraAddress, source: Source) -> ClientSession:
        account = Credentials(source.username, source.password) if source.username else None
        return ClientSession(address.url, account, self._around.token, encrypted=address.encrypted)

    async def _connect(self, address: CameraAddress, link: _Link) -> None:
        loop = asyncio.get_running_loop()
        try:
            found = await loop.getaddrinfo(address.host, address.port, type=socket.SOCK_STREAM)
        except (socket.gaierror, UnicodeError):  # the latter: what cannot be a name at all
            raise AddressRefused("camera.address_name") from None
        # A name is judged by what it resolves to, and that very address is connected to.
        host = self._first_admitted([str(each[4][0]) for each in found])
        tls = self._around.camera_tls if address.encrypted else None
        name = address.host if address.encrypted else None
        await loop.create_connection(lambda: link, host, address.port, ssl=tls, server_hostname=name)

    def _first_admitted(self, hosts: list[str]) -> str:
        refused: AddressRefused | None = None
        for host in hosts:
            try:
                admit(ipaddress.ip_address(host.partition("%")[0]), self._around.networks)
            except AddressRefused as error:
                refused = refused or error
            else:
                return host
        raise refused or AddressRefused("camera.address_name")

    async def _watch(self, link: _Link) -> None:
        clock = self._around.clock
        keep_alive_at = clock.monotonic() + link.session.timeout / 2
        while not link.ended.done():
            await asyncio.wait((link.ended,), timeout=WATCH_S)
            now = clock.monotonic()
            self._tell(self.health.tick(now, clock.now()))
            if self.health.hopeless(now):
                raise StreamError("camera.no_pictures")
            if now >= keep_alive_at:
                keep_alive_at = now + link.session.timeout / 2
                link.keep_alive()
        link.ended.result()
        raise StreamError("camera.closed")

    def event(self, event: Event) -> None:
        """Take what the camera sent; raises StreamError where it is beyond what we take."""
        if isinstance(event, Playing):
            if self.track is not None and self.track != event.track:
                self._audience.track_changed()
            self._builder = PictureBuilder(event.track.codec, keep_packets=True)
            self.track = event.track
            self.health.playing(self._around.clock.monotonic())
        elif isinstance(event, Media):
            self._packet(event.data)
        elif isinstance(event, Control):
            self._report(event.data)

    def _packet(self, data: bytes) -> None:
        builder, clock = self._builder, self._around.clock
        if builder is None:
            return
        packet = parse_rtp(data)
        if self.track is not None and packet.payload_type != self.track.payload_type:
            self.bad += 1
            return
        lost, bad = builder.lost, builder.bad
        for picture in builder.feed(packet, data):
            self.pictures += 1
            self._tell(self.health.picture(clock.monotonic(), clock.now()))
            self._audience.picture(self.group.add(picture), key=picture.key)
        self.lost += builder.lost - lost
        self.bad += builder.bad - bad

    def _report(self, data: bytes) -> None:
        report = parse_sender_report(data)
        if report is None:
            return
        if self._trusted is None:
            away = self._around.clock.now() - report.wall
            self._trusted = BELIEVABLE[0] <= away <= BELIEVABLE[1]
        if self._trusted:  # a camera whose clock is off leaves its latency unmeasured, not wrong
            self.last_report = interleave(1, data)
            self._audience.report(self.last_report)

    def _forget(self) -> None:
        self._builder, self._trusted, self.last_report = None, None, b""
        self.group.clear()

    def _tell(self, health: Health | None) -> None:
        if health is not None:
            self._audience.state(health)


class _Link(asyncio.Protocol):
    """One connection to the camera."""

    def __init__(self, feed: CameraFeed, session: ClientSession) -> None:
        loop = asyncio.get_running_loop()
        self.session = session
        self.playing: asyncio.Future[None] = loop.create_future()
        self.ended: asyncio.Future[None] = loop.create_future()
        self._feed = feed
        self._transport: asyncio.Transport | None = None
        for future in (self.playing, self.ended):  # nobody may be waiting any more when it fails
            future.add_done_callback(lambda done: done.cancelled() or done.exception())

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Ask for the stream."""
        transport = cast(asyncio.Transport, transport)  # uvloop's is one in all but name
        self._transport = transport
        self.session.start()
        transport.write(self.session.outgoing())

    def data_received(self, data: bytes) -> None:
        """Hand on what came; a camera that breaks the protocol is let go."""
        if self.ended.done() or self._transport is None:
            return
        try:
            for event in self.session.feed(data):
                self._feed.event(event)
                if isinstance(event, Playing) and not self.playing.done():
                    self.playing.set_result(None)
        except StreamError as error:
            self._end(error)
            self._transport.abort()
            return
        outgoing = self.session.outgoing()
        if outgoing:
            self._transport.write(outgoing)

    def keep_alive(self) -> None:
        """Say that we still look."""
        self.session.keep_alive()
        if self._transport is not None:
            self._transport.write(self.session.outgoing())

    def close(self) -> None:
        """Say goodbye and end."""
        if self._transport is not None and not self._transport.is_closing():
            self.session.stop()
            self._transport.write(self.session.outgoing())
            self._transport.close()

    def connection_lost(self, exc: Exception | None) -> None:
        """The connection is over, by whoever's doing."""
        self._end(StreamError("camera.closed"))

    def _end(self, error: StreamError) -> None:
        for future in (self.playing, self.ended):
            if not future.done():
                future.set_exception(error)
