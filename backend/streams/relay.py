"""The relay: every camera pulled once, its packets handed to every viewer as they came."""

from __future__ import annotations

import asyncio
import logging
import ssl
from collections.abc import Callable
from dataclasses import dataclass
from uuid import UUID

from backend.streams.camera_feed import CameraFeed, Surroundings
from backend.streams.health import Health
from backend.streams.messages import Figures, Source
from backend.streams.tickets import TicketBook
from backend.streams.viewer import INTRODUCE_S, Tally, Viewer
from rtsp.sdp import Track
from rtsp.server import Refusal

log = logging.getLogger(__name__)

STAGGER_S = 0.03
STAGGER_LIMIT_S = 5.0
MAX_CONNECTIONS = 2048

OnState = Callable[[UUID, Health], None]


@dataclass(slots=True)
class _Running:
    channel: Channel
    task: asyncio.Task[None]


class Channel:
    """A camera and those who watch it."""

    def __init__(self, source: Source, around: Surroundings, on_state: OnState, delay_s: float) -> None:
        self.feed = CameraFeed(source, around, self, delay_s)
        self.viewers: set[Viewer] = set()
        self._on_state = on_state

    @property
    def track(self) -> Track | None:
        """What the camera sends; None until it was reached once."""
        return self.feed.track

    def welcome(self, viewer: Viewer) -> None:
        """Give a viewer the group so far, then all that comes."""
        if self.feed.last_report:
            viewer.send(self.feed.last_report, key=True)
        joined = self.feed.group.joined()
        if joined:
            viewer.send(joined, key=True)
        self.viewers.add(viewer)

    def dismiss(self, viewer: Viewer) -> None:
        """Send a viewer no more."""
        self.viewers.discard(viewer)

    def picture(self, wire: bytes, *, key: bool) -> None:
        """Hand a picture to everyone."""
        for viewer in list(self.viewers):
            viewer.send(wire, key=key)

    def report(self, wire: bytes) -> None:
        """Hand a sender report to everyone who keeps up."""
        for viewer in list(self.viewers):
            viewer.send(wire, key=False)

    def track_changed(self) -> None:
        """Make everyone ask again, since what they were told no longer holds."""
        for viewer in list(self.viewers):
            viewer.end()

    def state(self, health: Health) -> None:
        """Report how the camera is."""
        log.info("camera %s is %s %s", self.feed.source.camera, health.state, health.reason or "")
        self._on_state(self.feed.source.camera, health)


class Relay:
    """Pulls the cameras it is given and serves viewers who hold a ticket."""

    def __init__(
        self, around: Surroundings, tickets: TicketBook, on_state: OnState, session_token: Callable[[], str]
    ) -> None:
        self._around = around
        self._tickets = tickets
        self._on_state = on_state
        self._session_token = session_token
        self._cameras: dict[UUID, _Running] = {}
        self._connections: dict[Viewer, None] = {}
        self._tally = Tally()
        self._server: asyncio.Server | None = None

    async def listen(self, host: str, port: int, tls: ssl.SSLContext | None) -> int:
        """Open the viewers' port and return it; raises OSError when it is taken."""
        loop = asyncio.get_running_loop()
        patience = None if tls is None else INTRODUCE_S
        self._server = await loop.create_server(
            self._connection, host, port, ssl=tls, backlog=256, ssl_handshake_timeout=patience
        )
        return int(self._server.sockets[0].getsockname()[1])

    def _connection(self) -> Viewer:
        return Viewer(self, self._around.clock, self._session_token, self._tally)

    def came(self, viewer: Viewer) -> None:
        """Take in a connection; where there is one too many the oldest stranger goes, who has had his time.

        Only now: of a handshake that fails nobody hears the end.
        """
        self._connections[viewer] = None
        if len(self._connections) > MAX_CONNECTIONS:
            self._tally.refused += 1
            stranger = next((one for one in self._connections if not one.playing), viewer)
            asyncio.get_running_loop().call_soon(stranger.end)

    def set_cameras(self, sources: list[Source]) -> None:
        """Pull these and no others; a camera whose address or account changed is connected to anew."""
        wanted = {source.camera: source for source in sources}
        for camera, running in list(self._cameras.items()):
            if wanted.get(camera) != running.channel.feed.source:
                self._end(camera)
        fresh = [source for camera, source in wanted.items() if camera not in self._cameras]
        for n, source in enumerate(fresh):
            delay = n * min(STAGGER_S, STAGGER_LIMIT_S / len(fresh))
            channel = Channel(source, self._around, self._on_state, delay)
            task = asyncio.create_task(channel.feed.run(), name=f"camera {source.camera}")
            task.add_done_callback(_show_failure)
            self._cameras[source.camera] = _Running(channel, task)

    def _end(self, camera: UUID) -> None:
        running = self._cameras.pop(camera)
        running.task.cancel()
        running.channel.track_changed()

    def ticket(self, camera: UUID, viewer: str) -> tuple[str, int] | None:
        """Return a token and its end in microseconds UTC; None for a camera that is not pulled."""
        return self._tickets.issue(camera, viewer) if camera in self._cameras else None

    def cut(self, viewer: str) -> None:
        """End every stream and ticket of one viewer."""
        self._tickets.revoke(viewer)
        for connection in list(self._connections):
            if connection.name == viewer:
                connection.end()

    def enter(self, viewer: Viewer, token: str) -> Channel:
        """Redeem a ticket: 403 for one that is not good, 503 while the camera was never reached."""
        ticket = self._tickets.redeem(token)
        running = self._cameras.get(ticket.camera) if ticket is not None else None
        if ticket is None or running is None:
            self._tally.refused += 1
            raise Refusal(403)
        if running.channel.track is None:
            raise Refusal(503)
        viewer.name = ticket.viewer
        return running.channel

    def left(self, viewer: Viewer) -> None:
        """Forget a connection."""
        self._connections.pop(viewer, None)

    def figures(self, request: int) -> Figures:
        """Return the counters."""
        feeds = [running.channel.feed for running in self._cameras.values()]
        return Figures(
            request=request,
            viewers=sum(len(running.channel.viewers) for running in self._cameras.values()),
            pictures=sum(feed.pictures for feed in feeds),
            lost=sum(feed.lost for feed in feeds),
            bad=sum(feed.bad for feed in feeds),
            bytes_sent=self._tally.bytes_sent,
            conflated=self._tally.conflated,
            cut=self._tally.cut,
            refused=self._tally.refused,
        )

    async def close(self) -> None:
        """End every connection."""
        for camera in list(self._cameras):
            self._end(camera)
        if self._server is not None:
            self._server.close()
        for viewer in list(self._connections):
            viewer.end()


def _show_failure(task: asyncio.Task[None]) -> None:
    if not task.cancelled() and task.exception() is not None:
        log.error("%s ended: %s", task.get_name(), type(task.exception()).__name__)
