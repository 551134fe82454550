"""The backend's handle on the media worker: starts it, tells it, hears it, starts it again."""

from __future__ import annotations

import asyncio
import contextlib
import logging
import os
import socket
import sys
from asyncio.subprocess import PIPE, Process
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from uuid import UUID

from backend.streams.messages import (
    AskFigures,
    AskTicket,
    Configure,
    CutViewer,
    Deframer,
    Failed,
    Figures,
    FromWorker,
    Listening,
    SetCameras,
    Source,
    State,
    TicketDenied,
    TicketIssued,
    ToWorker,
    frame,
    from_worker,
)
from domain.clock import Clock, Micros

log = logging.getLogger(__name__)

ANSWER_S = 2.0
START_S = 10.0
STOP_S = 2.0
FIRST_PAUSE_S, LAST_PAUSE_S = 0.25, 5.0


@dataclass(frozen=True, slots=True, kw_only=True)
class RelayConfig:
    """Where viewers connect and what cameras may be reached.

    `public_host` is what viewers' URLs name (default: `host`, or this machine's name where that is every
    address). `networks` are the site's, as "10.20.0.0/16".
    Any `host` but a loopback one needs `certificate` and `key` (PEM files, the backend's own). `camera_ca` is
    the PEM file that rtsps cameras are verified against (default: the system's).
    """

    host: str = "127.0.0.1"
    port: int = 0
    public_host: str | None = None
    networks: Sequence[str] = ("127.0.0.0/8", "::1/128")
    certificate: Path | None = None
    key: Path | None = None
    camera_ca: Path | None = None
    ticket_s: float = 60.0
    command: Sequence[str] = field(default=(sys.executable, "-m", "backend.streams.worker"))


@dataclass(frozen=True, slots=True)
class TicketGrant:
    """A viewer's URL, good for one connection that begins before `expires_at` (microseconds UTC)."""

    url: str
    expires_at: Micros


@dataclass(frozen=True, slots=True)
class CameraStatus:
    """How the relay sees a camera: "live", "stale" or "down", since when, and the reason's code."""

    state: str
    since: Micros
    reason: str | None = None
    params: dict[str, str | int] = field(default_factory=dict)


class RelayRefused(Exception):
    """No ticket: "camera.unknown", or "relay.gone" while the worker is being started again."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


OnState = Callable[[UUID, str, str | None, Micros], None]


class RelayProcess:
    """The media worker as the backend uses it; all methods belong to one event loop.

    `on_state(camera, state, reason_code, since)` is called in that loop on every change; when the worker dies
    every camera turns "down" with "relay.gone" until the next worker reports. Restarts are by themselves.
    """

    def __init__(self, config: RelayConfig, clock: Clock, on_state: OnState | None = None) -> None:
        self._config = config
        self._clock = clock
        self._on_state = on_state
        self._sources: tuple[Source, ...] = ()
        self._states: dict[UUID, CameraStatus] = {}
        self._asked: dict[int, asyncio.Future[FromWorker]] = {}
        self._number = 0
        self._process: Process | None = None
        self._listening: asyncio.Future[int] | None = None
        self._keeper: asyncio.Task[None] | None = None
        self._port: int | None = None
        self._stopping = False

    @property
    def port(self) -> int | None:
        """The viewers' port, None while there is no worker."""
        return self._port

    @property
    def pid(self) -> int | None:
        """The worker's process id, None while there is no worker."""
        return None if self._process is None else self._process.pid

    async def start(self) -> None:
        """Start the worker and wait for its port; raises RelayRefused("relay.port_taken") and its like."""
        self._stopping = False
        self._listening = asyncio.get_running_loop().create_future()
        self._keeper = asyncio.create_task(self._keep(), name="media worker")
        try:
            async with asyncio.timeout(START_S):
                await asyncio.shield(self._listening)
        except (TimeoutError, RelayRefused) as error:
            await self.stop()
            raise RelayRefused(getattr(error, "code", "relay.timeout")) from None

    async def stop(self) -> None:
        """End the worker: ask, then insist. A second call does nothing."""
        self._stopping = True
        if self._keeper is not None:
            self._keeper.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await self._keeper
            self._keeper = None

    def set_cameras(self, sources: Sequence[Source]) -> None:
        """Pull these cameras and no others; addresses and accounts come apart and go to the worker alone."""
        self._sources = tuple(sources)
        known = {source.camera for source in sources}
        self._states = {camera: each for camera, each in self._states.items() if camera in known}
        self._say(SetCameras(sources=list(sources)))

    def states(self) -> dict[UUID, CameraStatus]:
        """Return the last state of every camera that has one."""
        return dict(self._states)

    async def ticket(self, camera: UUID, viewer: str, host: str | None = None) -> TicketGrant:
        """Return a URL for one viewer of one camera; raises RelayRefused.

        `viewer` names the session that looks (any text of ours), so that `cut_viewer` can end it. `host` is
        the name by which that viewer reaches this machine (default: the configuration's).
        """
        answer = await self._ask(lambda n: AskTicket(request=n, camera=camera, viewer=viewer))
        if isinstance(answer, TicketDenied):
            raise RelayRefused(answer.code)
        if not isinstance(answer, TicketIssued) or self._port is None:
            raise RelayRefused("relay.gone")
        host = host or self._config.public_host or _reachable(self._config.host)
        shown = f"[{host}]" if ":" in host else host
        scheme = "rtsp" if self._config.certificate is None else "rtsps"
        return TicketGrant(f"{scheme}://{shown}:{self._port}/{answer.token}", answer.expires)

    def cut_viewer(self, viewer: str) -> None:
        """End a viewer's streams and tickets: its session is over."""
        self._say(CutViewer(viewer=viewer))

    async def figures(self) -> Figures:
        """Return the relay's counters; raises RelayRefused."""
        answer = await self._ask(lambda n: AskFigures(request=n))
        if not isinstance(answer, Figures):
            raise RelayRefused("relay.gone")
        return answer

    async def _ask(self, message: Callable[[int], ToWorker]) -> FromWorker:
        if self._port is None:
            raise RelayRefused("relay.gone")
        self._number += 1
        number, future = self._number, asyncio.get_running_loop().create_future()
        self._asked[number] = future
        try:
            self._say(message(number))
            async with asyncio.timeout(ANSWER_S):
                answer: FromWorker = await future
                return answer
        except TimeoutError:
            raise RelayRefused("relay.timeout") from None
        finally:
            self._asked.pop(number, None)

    def _say(self, message: ToWorker) -> None:
        process = self._process
        if process is not None and process.stdin is not None and not process.stdin.is_closing():
            process.stdin.write(frame(message))

    async def _keep(self) -> None:
        pause = FIRST_PAUSE_S
        while True:
            began = self._clock.monotonic()
            try:
                await self._run_once()
            except OSError as error:
                log.error("the media worker cannot be started: %s", error.strerror)
                self._first(RelayRefused("relay.cannot_start"))
            if self._clock.monotonic() - began > LAST_PAUSE_S:
                pause = FIRST_PAUSE_S
            await asyncio.sleep(pause)
            pause = min(LAST_PAUSE_S, pause * 2)

    async def _run_once(self) -> None:
        reading, writing = os.pipe()  # the worker's lifeline: this end closes with us, whatever kills us
        try:
            process = await asyncio.create_subprocess_exec(
                *self._config.command,
                "--parent-fd",
                str(reading),
                stdin=PIPE,
                stdout=PIPE,
                pass_fds=[reading],
            )
        except BaseException:
            os.close(writing)
            raise
        finally:
            os.close(reading)
        self._process = process
        try:
            self._say(self._told())
            await self._listen(process)
        finally:
            os.close(writing)
            await self._end(process)
            self._gone()

    def _told(self) -> Configure:
        config = self._config
        return Configure(
            host=config.host,
            port=config.port,
            networks=list(config.networks),
            certificate=None if config.certificate is None else str(config.certificate),
            key=None if config.key is None else str(config.key),
            camera_ca=None if config.camera_ca is None else str(config.camera_ca),
            ticket_s=config.ticket_s,
        )

    async def _listen(self, process: Process) -> None:
        assert process.stdout is not None
        deframer = Deframer()
        while data := await process.stdout.read(65536):
            for body in deframer.feed(data):
                self._heard(from_worker(body))

    def _heard(self, message: FromWorker) -> None:
        if isinstance(message, State):
            status = CameraStatus(message.state, message.since, message.reason, message.params)
            self._become(message.camera, status)
        elif isinstance(message, Listening):
            self._port = message.port
            self._say(SetCameras(sources=list(self._sources)))
            self._first(None)
        elif isinstance(message, Failed):
            log.error("the media worker cannot serve: %s", message.code)
            self._first(RelayRefused(message.code))
        else:
            future = self._asked.get(message.request)
            if future is not None and not future.done():
                future.set_result(message)

    def _first(self, error: RelayRefused | None) -> None:
        if self._listening is None or self._listening.done():
            return
        if error is None:
            self._listening.set_result(self._port or 0)
        else:
            self._listening.set_exception(error)

    def _become(self, camera: UUID, status: CameraStatus) -> None:
        if all(source.camera != camera for source in self._sources):
            return  # it was let go while its state was on the way
        self._states[camera] = status
        if self._on_state is not None:
            self._on_state(camera, status.state, status.reason, status.since)

    def _gone(self) -> None:
        self._process, self._port = None, None
        for future in self._asked.values():
            if not future.done():
                future.set_exception(RelayRefused("relay.gone"))
        now = self._clock.now()
        for source in () if self._stopping else self._sources:
            self._become(source.camera, CameraStatus("down", now, "relay.gone"))

    async def _end(self, process: Process) -> None:
        if process.stdin is not None:
            process.stdin.close()
        try:
            async with asyncio.timeout(STOP_S):
                await process.wait()
        except TimeoutError:
            process.kill()
            await process.wait()


def _reachable(host: str) -> str:
    return socket.gethostname() if host in ("0.0.0.0", "::") else host
