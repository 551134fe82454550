"""Sockets only: the HTTPS port with the desks' line, the doors and /health."""

import asyncio
import contextlib
import logging
import socket
from collections import Counter
from collections.abc import Awaitable, Callable, Generator
from typing import Literal

import msgspec
import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route, WebSocketRoute
from starlette.websockets import WebSocket

from backend.http_guard import HANDSHAKE_S, LINGER_S, GuardedHttp, GuardedLine
from backend.tls import TlsFiles, server_context
from domain.wire import LARGEST_FRAME

log = logging.getLogger(__name__)

STRANGERS_PER_ADDRESS = 10
SEND_BUFFER = 64 * 1024
"""Bytes: a larger kernel buffer would hide a desk that does not read."""
TRY_AGAIN_LATER = 1013
BACKLOG = 256
UNANSWERED_S = 4.0
"""For a ping: longer than a slow desk is given for a frame and for its goodbye, or it would not hear why."""
UNREAD_MS = 15_000
"""After which the kernel gives up a connection whose peer reads nothing."""

Serve = Callable[[WebSocket, Callable[[], None]], Awaitable[None]]
"""Talks on an accepted socket; calls the second argument once the desk is no stranger any more."""


class PortTaken(Exception):
    """The port cannot be listened on; the text tells the administrator what to do."""


def listen(host: str, port: int) -> socket.socket:
    """Return a listening socket; port 0 takes any free one. Raises `PortTaken`."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listener = socket.socket(family, socket.SOCK_STREAM)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, SEND_BUFFER)
    listener.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    listener.setsockopt(socket.IPPROTO_TCP, socket.TCP_USER_TIMEOUT, UNREAD_MS)
    try:
        listener.bind((host, port))
        listener.listen(BACKLOG)
    except (OSError, OverflowError) as error:
        listener.close()
        why = error.strerror if isinstance(error, OSError) else "ports are 0 to 65535"
        reason = f"cannot listen on {host} port {port}: {why}; choose another with --host or --port"
        raise PortTaken(reason) from error
    return listener


class Health(msgspec.Struct, frozen=True, kw_only=True):
    """What GET /health answers. `database` is "ok" or the code of what is wrong; then the status is 503."""

    role: Literal["writer", "follower"]
    database: str
    sequence: int
    desks: int
    fixes: dict[str, int]
    uptime_s: float


class _Uvicorn(uvicorn.Server):
    """Leaves the signals to the program, and tells when it listens."""

    def __init__(self, config: uvicorn.Config) -> None:
        super().__init__(config)
        self.ready: Callable[[], None] = lambda: None
        self.stopping = asyncio.Event()

    @contextlib.contextmanager
    def capture_signals(self) -> Generator[None, None, None]:
        """Capture nothing."""
        yield

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Start listening, as uvicorn would, with an end to how long TLS may take."""
        await self.lifespan.startup()

        def connection() -> GuardedHttp:
            return GuardedHttp(self.config, self.server_state, self.lifespan.state)

        loop = asyncio.get_running_loop()
        self.servers = [
            await loop.create_server(
                connection,
                sock=listener,
                ssl=self.config.ssl,
                backlog=BACKLOG,
                ssl_handshake_timeout=HANDSHAKE_S,
                ssl_shutdown_timeout=LINGER_S,
            )
            for listener in sockets or []
        ]
        self.started = True
        self.ready()

    async def main_loop(self) -> None:
        """Wait for the end; the head of every answer has a date, which is kept by the second."""
        while not await self.on_tick(0):
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(1.0):
                    await self.stopping.wait()


class Server:
    """One uvicorn on one socket. `health` tells how things are, `serve_desk` talks to desks."""

    def __init__(
        self, tls: TlsFiles, doors: list[Route], serve_desk: Serve, health: Callable[[], Health]
    ) -> None:
        self._serve_desk = serve_desk
        self._health = health
        self._strangers: Counter[str] = Counter()
        self.routes = [*doors, Route("/health", self._tell_health, methods=["GET"])]
        app = Starlette(routes=[*self.routes, WebSocketRoute("/line", self._line)])
        self._uvicorn = _Uvicorn(_config(app, tls))

    async def run(self, listener: socket.socket, ready: Callable[[], None]) -> None:
        """Serve until `stop`; calls `ready` once desks can come."""
        self._uvicorn.ready = ready
        await self._uvicorn.serve([listener])

    def stop(self) -> None:
        """Say goodbye to the desks and end."""
        self._uvicorn.should_exit = True
        # Desks hold their lines for ever; the second word makes uvicorn not wait for them.
        self._uvicorn.force_exit = True
        self._uvicorn.stopping.set()

    async def _tell_health(self, request: Request) -> Response:
        body = self._health()
        status = 200 if body.database == "ok" else 503
        return Response(msgspec.json.encode(body), status_code=status, media_type="application/json")

    async def _line(self, websocket: WebSocket) -> None:
        if websocket.headers.get("origin") is not None:
            # Desks are programs and send no Origin: a page in somebody's browser does.
            await websocket.close(TRY_AGAIN_LATER)
            return
        address = websocket.client.host if websocket.client else "unknown"
        if self._strangers[address] >= STRANGERS_PER_ADDRESS:
            await websocket.close(TRY_AGAIN_LATER)
            return
        self._strangers[address] += 1
        known = False

        def no_stranger() -> None:
            nonlocal known
            if not known:
                known = True
                self._strangers[address] -= 1
                if not self._strangers[address]:
                    del self._strangers[address]

        try:
            await websocket.accept()
            await self._serve_desk(websocket, no_stranger)
        finally:
            no_stranger()


def _config(app: Starlette, tls: TlsFiles) -> uvicorn.Config:
    return uvicorn.Config(
        app,
        ssl_context_factory=lambda _config, _default: server_context(tls),
        ws=GuardedLine,
        ws_max_size=LARGEST_FRAME,
        ws_per_message_deflate=False,
        ws_ping_interval=1.0,
        ws_ping_timeout=UNANSWERED_S,
        loop="none",
        http=GuardedHttp,
        lifespan="off",
        access_log=False,
        log_config=None,
        log_level="warning",  # at "info" it writes the address, query included, of every line
        proxy_headers=False,
        server_header=False,
        timeout_keep_alive=75,
        timeout_graceful_shutdown=1,
    )
