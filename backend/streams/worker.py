"""The media worker: `python -m backend.streams.worker`, started by RelayProcess and never imported.

It is told everything over standard input and answers on standard output (backend.streams.messages); it ends
when its parent does. Camera accounts arrive there and stay in its memory.
"""

from __future__ import annotations

import argparse
import asyncio
import contextlib
import ipaddress
import logging
import os
import random
import secrets
import signal
import ssl
import sys
from uuid import UUID

from backend.logging_lines import begin_log
from backend.streams.camera_feed import Surroundings
from backend.streams.gate import parse_networks
from backend.streams.health import Health
from backend.streams.messages import (
    AskFigures,
    AskTicket,
    Configure,
    CutViewer,
    Deframer,
    Failed,
    FromWorker,
    Listening,
    SetCameras,
    State,
    TicketDenied,
    TicketIssued,
    ToWorker,
    frame,
    to_worker,
)
from backend.streams.relay import Relay
from backend.streams.tickets import TicketBook
from domain.clock import SystemClock
from lifeline.parent import watch_parent
from logbook.loops import complain

log = logging.getLogger("backend.streams.worker")

MAX_UNSENT = 16 * 1024 * 1024
"""Bytes for a backend that does not read: past them it is taken for dead."""
CONNECTS_AT_ONCE = 8


class Worker:
    """The conversation with the backend, and the relay behind it."""

    def __init__(self, end: asyncio.Event) -> None:
        self._end = end
        self._deframer = Deframer()
        self._relay: Relay | None = None
        self._out: asyncio.WriteTransport | None = None
        self._tasks: set[asyncio.Task[None]] = set()

    async def open(self) -> None:
        """Take standard input and output over."""
        loop = asyncio.get_running_loop()
        self._out, _ = await loop.connect_write_pipe(lambda: _Pipe(self), os.fdopen(os.dup(1), "wb"))
        await loop.connect_read_pipe(lambda: _Pipe(self), os.fdopen(os.dup(0), "rb"))

    def received(self, data: bytes) -> None:
        """Act on what the backend said; nonsense ends the worker, since only a fault of ours can say it."""
        try:
            for body in self._deframer.feed(data):
                self._act(to_worker(body))
        except ValueError:
            log.error("the backend's words are not understood")
            self._end.set()

    def ended(self) -> None:
        """The backend closed its end."""
        self._end.set()

    def say(self, message: FromWorker) -> None:
        """Send a message to the backend."""
        if self._out is None or self._out.is_closing():
            return
        if self._out.get_write_buffer_size() > MAX_UNSENT:
            self._end.set()
            return
        self._out.write(frame(message))

    def _act(self, message: ToWorker) -> None:
        relay = self._relay
        if isinstance(message, Configure):
            task = asyncio.create_task(self._configure(message))
            self._tasks.add(task)
            task.add_done_callback(self._tasks.discard)
        elif relay is None:
            raise ValueError("not configured")
        elif isinstance(message, SetCameras):
            relay.set_cameras(message.sources)
        elif isinstance(message, AskTicket):
            issued = relay.ticket(message.camera, message.viewer)
            if issued is None:
                self.say(TicketDenied(request=message.request, code="camera.unknown"))
            else:
                self.say(TicketIssued(request=message.request, token=issued[0], expires=issued[1]))
        elif isinstance(message, CutViewer):
            relay.cut(message.viewer)
        elif isinstance(message, AskFigures):
            self.say(relay.figures(message.request))

    async def _configure(self, told: Configure) -> None:
        clock = SystemClock()
        try:
            tls = _server_tls(told)
            around = Surroundings(
                clock=clock,
                rng=random.Random(secrets.randbits(64)),
                token=lambda: secrets.token_hex(8),
                networks=parse_networks(told.networks),
                connects=asyncio.Semaphore(CONNECTS_AT_ONCE),
                camera_tls=ssl.create_default_context(cafile=told.camera_ca),
            )
            book = TicketBook(clock, lambda: secrets.token_urlsafe(24), told.ticket_s)
            relay = Relay(around, book, self._on_state, lambda: secrets.token_hex(8))
            port = await relay.listen(told.host, told.port, tls)
        except (OSError, ValueError) as error:
            self.say(Failed(code=_code(error)))
            self._end.set()
            return
        self._relay = relay
        self.say(Listening(port=port))

    def _on_state(self, camera: UUID, health: Health) -> None:
        self.say(
            State(
                camera=camera,
                state=health.state,
                reason=health.reason,
                params=dict(health.params),
                since=health.since,
            )
        )

    async def close(self) -> None:
        """End the relay and say the last words."""
        if self._relay is not None:
            await self._relay.close()
        if self._out is not None:
            self._out.close()
        await asyncio.sleep(0)


def _server_tls(told: Configure) -> ssl.SSLContext | None:
    if told.certificate is None and _is_loopback(told.host):
        return None  # nothing leaves the machine
    if told.certificate is None or told.key is None:
        raise ValueError("relay.certificate_needed")
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    context.load_cert_chain(told.certificate, told.key)
    return context


def _is_loopback(host: str) -> bool:
    return host == "localhost" or ipaddress.ip_address(host).is_loopback


def _code(error: OSError | ValueError) -> str:
    if isinstance(error, ssl.SSLError | FileNotFoundError | PermissionError):
        return "relay.certificate"
    if isinstance(error, OSError):
        return "relay.port_taken"
    return str(error) if str(error).startswith("relay.") else "relay.configuration"


class _Pipe(asyncio.Protocol):
    """One end of the conversation."""

    def __init__(self, worker: Worker) -> None:
        self._worker = worker

    def data_received(self, data: bytes) -> None:
        """Hand on."""
        self._worker.received(data)

    def connection_lost(self, exc: Exception | None) -> None:
        """Either pipe's end is the end."""
        self._worker.ended()


async def serve(parent_fd: int | None) -> None:
    """Serve until the backend ends or a signal comes."""
    loop, end = asyncio.get_running_loop(), asyncio.Event()
    loop.set_exception_handler(complain)
    for number in (signal.SIGINT, signal.SIGTERM):
        with contextlib.suppress(NotImplementedError):
            loop.add_signal_handler(number, end.set)
    if parent_fd is not None:
        watch_parent(parent_fd, lambda: loop.call_soon_threadsafe(end.set))
    worker = Worker(end)
    await worker.open()
    await end.wait()
    await worker.close()


def main() -> int:
    """Run the worker and return its exit status."""
    parser = argparse.ArgumentParser(prog="python -m backend.streams.worker", description=__doc__)
    parser.add_argument("--parent-fd", type=int, help="end when this pipe ends")
    options = parser.parse_args()
    begin_log()
    with contextlib.suppress(KeyboardInterrupt):
        if sys.platform == "win32":
            asyncio.run(serve(options.parent_fd))
        else:
            import uvloop

            uvloop.run(serve(options.parent_fd))
    return 0


if __name__ == "__main__":
    sys.exit(main())
