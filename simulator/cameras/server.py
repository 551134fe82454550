"""The cameras of the simulated city: an RTSP server over one port, a looping clip and a path a camera."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Protocol, cast

from rtsp.digest import Challenger, Credentials
from rtsp.errors import StreamError
from rtsp.h264 import IDR, packetise
from rtsp.message import interleave
from rtsp.rtp import CLOCK_RATE, RtpPacket, SenderReport
from rtsp.sdp import Track
from rtsp.server import Feedback, Refusal, ServerSession, Wish
from simulator.cameras.footage import RATE, Clip

PAYLOAD_TYPE = 96
REPORT_EVERY = 2_000_000
SLOW_BYTES = 1 << 20
"""A viewer whose unsent bytes pass this is cut: a real camera's memory is small too."""


class Clock(Protocol):
    """The part of `domain.clock.Clock` that cameras need."""

    def now(self) -> int:
        """Return microseconds UTC."""
        ...

    def monotonic(self) -> float:
        """Return seconds that only grow."""
        ...


@dataclass(slots=True)
class _Camera:
    """One path: its clip, who watches it, and where its running numbers are."""

    clip: Clip
    ssrc: int
    base: int
    plugged: bool = True
    frozen: bool = False
    broken: bool = False
    viewers: set[_Viewer] = field(default_factory=set)


@dataclass(frozen=True, slots=True)
class _Shot:
    """One frame as it is taken: NAL units, RTP timestamp, microseconds UTC."""

    units: list[bytes]
    stamp: int
    wall: int

    @property
    def key(self) -> bool:
        """Whether decoding can begin here."""
        return any(unit[0] & 0x1F == IDR for unit in self.units)


class CameraServer:
    """Serves each clip at rtsp://host:port/NAME with Digest auth; frame n is sent n/15 s after `start()`.

    `pull_the_plug`, `plug_in`, `freeze` and `thaw` play the faults of the street. `number(name)` is the frame
    being sent: its low part (modulo the clip's length) is what the barcode shows.
    """

    def __init__(
        self,
        clips: dict[str, Clip],
        clock: Clock,
        token: Callable[[], str],
        *,
        credentials: Credentials | None = None,
        host: str = "127.0.0.1",
        port: int = 0,
    ) -> None:
        self._cameras = {
            name: _Camera(clip, 0x41540000 + n, (n + 1) * 0x1357_9BDF & 0xFFFFFFFF)
            for n, (name, clip) in enumerate(clips.items())
        }
        self._clock = clock
        self._token = token
        self._credentials = credentials
        self._address = (host, port)
        self._server: asyncio.Server | None = None
        self._pump: asyncio.Task[None] | None = None
        self._started = 0.0
        self._started_wall = 0
        self._viewers: set[_Viewer] = set()
        self._frame = 0

    @property
    def port(self) -> int:
        """The port in use, known after `start()`."""
        assert self._server is not None
        return int(self._server.sockets[0].getsockname()[1])

    def address(self, name: str) -> str:
        """Return a camera's address, which never holds its credentials."""
        return f"rtsp://{self._address[0]}:{self.port}/{name}"

    def names(self) -> list[str]:
        """Return the paths served."""
        return list(self._cameras)

    async def start(self) -> None:
        """Begin to listen and to play; raises OSError when the port is taken."""
        loop = asyncio.get_running_loop()
        self._server = await loop.create_server(lambda: _Viewer(self), *self._address)
        self._started, self._started_wall = self._clock.monotonic(), self._clock.now()
        self._pump = asyncio.create_task(self._play(), name="camera pump")

    async def stop(self) -> None:
        """End everything; a second call does nothing."""
        if self._pump is not None:
            self._pump.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await self._pump
            self._pump = None
        if self._server is not None:
            self._server.close()
        for viewer in list(self._viewers):
            viewer.cut()
        self._server = None

    def pull_the_plug(self, name: str) -> None:
        """Make a camera end its connections and refuse new ones."""
        self._cameras[name].plugged = False
        for viewer in list(self._cameras[name].viewers):
            viewer.cut()

    def plug_in(self, name: str) -> None:
        """Let a camera answer again."""
        self._cameras[name].plugged = True

    def freeze(self, name: str) -> None:
        """Make a camera keep its connections and send nothing."""
        self._cameras[name].frozen = True

    def thaw(self, name: str) -> None:
        """Let a frozen camera send again."""
        self._cameras[name].frozen = False

    def number(self) -> int:
        """Return the number of the frame sent last."""
        return self._frame

    def taken_at(self, number: int) -> float:
        """Return when frame `number` was taken, in monotonic seconds."""
        return self._started + number / RATE

    async def _play(self) -> None:
        number = 0
        while True:
            due = self._started + number / RATE
            await asyncio.sleep(max(0.0, due - self._clock.monotonic()))
            late = self._clock.monotonic() - due
            if late > 1.0:  # the machine slept: go on from now, as a real sensor would
                number += int(late * RATE)
                for camera in self._cameras.values():
                    camera.broken = True
            self._frame = number
            for camera in self._cameras.values():
                self._send(camera, number)
            number += 1

    def _send(self, camera: _Camera, number: int) -> None:
        shot = self._shot(camera, number)
        # After a gap only a key frame can be decoded.
        camera.broken = camera.frozen or (camera.broken and not shot.key)
        for viewer in () if camera.broken else list(camera.viewers):
            viewer.send(shot)

    def _shot(self, camera: _Camera, number: int) -> _Shot:
        stamp = (camera.base + number * CLOCK_RATE // RATE) & 0xFFFFFFFF
        wall = self._started_wall + number * 1_000_000 // RATE
        return _Shot(camera.clip.units[number % len(camera.clip.units)], stamp, wall)

    def group(self, camera: _Camera) -> list[_Shot]:
        """Return what a new viewer is sent at once: the running group of pictures, key frame first."""
        first = self._frame
        while first > 0 and not self._shot(camera, first).key:
            first -= 1
        return [] if camera.broken else [self._shot(camera, n) for n in range(first, self._frame + 1)]

    def join(self, viewer: _Viewer) -> ServerSession:
        """Open a conversation for a new connection."""
        self._viewers.add(viewer)
        challenger = None
        if self._credentials is not None:
            challenger = Challenger(self._credentials, self._token)
        return ServerSession(viewer.describe, self._token, challenger)

    def camera(self, path: str) -> _Camera:
        """Return the camera at a path; raises Refusal(404) or, unplugged, Refusal(503)."""
        camera = self._cameras.get(path)
        if camera is None:
            raise Refusal(404)
        if not camera.plugged:
            raise Refusal(503)
        return camera

    def leave(self, viewer: _Viewer) -> None:
        """Forget a viewer."""
        self._viewers.discard(viewer)
        for camera in self._cameras.values():
            camera.viewers.discard(viewer)


class _Viewer(asyncio.Protocol):
    """One connection to a camera."""

    def __init__(self, server: CameraServer) -> None:
        self._server = server
        self._session: ServerSession | None = None
        self._transport: asyncio.Transport | None = None
        self._camera: _Camera | None = None
        self._reported: int | None = None
        self._packets = 0

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        transport = cast(asyncio.Transport, transport)  # uvloop's is one in all but name
        self._transport = transport
        self._session = self._server.join(self)

    def describe(self, path: str) -> Track:
        """Return the track of the camera that this viewer asked for."""
        self._camera = self._server.camera(path)
        return Track("H264", PAYLOAD_TYPE, "video", self._camera.clip.parameters)

    def data_received(self, data: bytes) -> None:
        assert self._session is not None
        try:
            for wish in self._session.feed(data):
                self._flush()
                self._obey(wish)
        except StreamError:
            self.cut()
            return
        self._flush()

    def _flush(self) -> None:
        if self._session is not None and self._transport is not None:
            self._transport.write(self._session.outgoing())

    def _obey(self, wish: Wish | Feedback) -> None:
        if self._camera is None:
            return
        if wish is Wish.PLAY:
            if self not in self._camera.viewers:
                for shot in self._server.group(self._camera):
                    self.send(shot)
            self._camera.viewers.add(self)
        elif wish is Wish.PAUSE:
            self._camera.viewers.discard(self)
        elif wish is Wish.END:
            self.cut()

    def send(self, shot: _Shot) -> None:
        """Send one frame, a sender report before it every two seconds; cut a viewer that is far behind."""
        if self._transport is None or self._camera is None:
            return
        if self._transport.get_write_buffer_size() > SLOW_BYTES:
            self.cut()
            return
        ssrc, payloads = self._camera.ssrc, [part for unit in shot.units for part in packetise(unit)]
        wire = bytearray()
        if self._reported is None or shot.wall - self._reported >= REPORT_EVERY:
            self._reported = shot.wall
            wire += interleave(1, SenderReport(ssrc, shot.wall, shot.stamp, self._packets).encode())
        for n, payload in enumerate(payloads):
            last = n == len(payloads) - 1
            packet = RtpPacket(PAYLOAD_TYPE, last, self._packets & 0xFFFF, shot.stamp, ssrc, payload)
            wire += interleave(0, packet.encode())
            self._packets += 1
        self._transport.write(bytes(wire))

    def cut(self) -> None:
        """End the connection at once."""
        if self._transport is not None:
            self._transport.abort()
        self._server.leave(self)

    def connection_lost(self, exc: Exception | None) -> None:
        self._server.leave(self)
